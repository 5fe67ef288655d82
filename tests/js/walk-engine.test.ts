import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { distanceM, type Point } from "../../frontend/src/geo.ts";
import {
  WalkEngine,
  type WalkEvent,
  type WalkFix,
  type WalkTrail,
} from "../../frontend/src/walk/engine.ts";
import { Draws, Wandering } from "../../frontend/tools/draws.ts";

/** Metres east and north of one corner of a town. */
type Metres = readonly [east: number, north: number];

const ORIGIN: Point = { latitude: 45.43, longitude: 4.38 };
const PER_DEGREE = 111_195;

const point = ([east, north]: Metres): Point => ({
  latitude: ORIGIN.latitude + north / PER_DEGREE,
  longitude:
    ORIGIN.longitude +
    east / (PER_DEGREE * Math.cos((ORIGIN.latitude * Math.PI) / 180)),
});

interface Stop {
  readonly id: string;
  readonly at: Metres;
  readonly radiusM?: number;
  readonly bearing?: number;
}

const trail = (
  line: readonly Metres[],
  stops: readonly Stop[],
  isGuided = true,
): WalkTrail => ({
  line: line.map(point),
  zones: stops.map(({ at, radiusM = 30, ...more }) => ({
    ...point(at),
    ...more,
    radiusM,
  })),
  isGuided,
});

/** One street that leads north, with three stops. */
const STREET: readonly Metres[] = [
  [0, 0],
  [0, 900],
];
const STOPS: readonly Stop[] = [
  { id: "a", at: [0, 150] },
  { id: "b", at: [0, 450] },
  { id: "c", at: [0, 750] },
];
const street = trail(STREET, STOPS);

interface How {
  readonly paceMS?: number;
  readonly errorM?: number;
  readonly accuracy?: number;
  readonly from?: number;
  readonly speed?: number;
}

/** One fix a second along a line, with an error that wanders. */
function fixes(line: readonly Metres[], how: How = {}): WalkFix[] {
  const { paceMS = 1.2, errorM = 3, accuracy = 6, from = 0, speed } = how;
  const draws = new Draws(7);
  const [east, north] = [
    new Wandering(draws, errorM, 30),
    new Wandering(draws, errorM, 30),
  ];
  return spots(line, paceMS).map(([x, y], second) => ({
    ...point([x + east.step(1), y + north.step(1)]),
    accuracy,
    at: from + second * 1000,
    speed,
  }));
}

function spots(line: readonly Metres[], paceMS: number): Metres[] {
  return line.slice(1).flatMap((end, i) => {
    const start = line[i] ?? end;
    const metres = Math.hypot(end[0] - start[0], end[1] - start[1]);
    const steps = Math.max(1, Math.round(metres / paceMS));
    return Array.from({ length: steps }, (_, n): Metres => {
      const share = n / steps;
      return [
        start[0] + share * (end[0] - start[0]),
        start[1] + share * (end[1] - start[1]),
      ];
    });
  });
}

const standing = (at: Metres, seconds: number): Metres[] =>
  Array.from({ length: seconds + 1 }, () => at);

/** Fixes while one stands, after others. */
function stand(at: Metres, seconds: number, how: How = {}): WalkFix[] {
  return fixes(standing(at, seconds), how);
}

const after = (before: readonly WalkFix[], seconds = 1): number =>
  (before.at(-1)?.at ?? 0) + seconds * 1000;

function walked(on: WalkTrail, sent: readonly WalkFix[]): WalkEvent[] {
  const engine = new WalkEngine(on);
  return sent.flatMap((fix) => engine.take(fix));
}

/** The stops of the events of one kind, in their order. */
function ids(
  events: readonly WalkEvent[],
  kind: WalkEvent["kind"] = "enter",
): string[] {
  return events.flatMap((event) =>
    event.kind === kind && "id" in event ? [event.id] : [],
  );
}

const kinds = (events: readonly WalkEvent[]): string[] =>
  events.map(({ kind }) => kind);

/** Metres from where one truly was at an event to the edge of a zone; below 0 inside. */
function outsideM(
  events: readonly WalkEvent[],
  id: string,
  stop: Metres,
  line: readonly Metres[],
  paceMS = 1.2,
): number {
  const event = events.find((each) => each.kind === "enter" && each.id === id);
  assert.ok(event, `${id} did not start`);
  const at = spots(line, paceMS)[event.at / 1000];
  assert.ok(at);
  return Math.hypot(at[0] - stop[0], at[1] - stop[1]) - 30;
}

describe("a walk along the track", () => {
  const events = walked(street, fixes(STREET));

  test("starts each story once, in order, without a pause", () => {
    assert.deepEqual(ids(events), ["a", "b", "c"]);
  });

  test("starts each in time", () => {
    for (const { id, at } of STOPS) {
      const metres = outsideM(events, id, at, STREET);
      assert.ok(metres <= 25 && metres >= -12, `${id}: ${metres} m outside`);
    }
  });

  test("announces each before it starts, and tells when its zone is left", () => {
    const order = events.flatMap((event) =>
      "id" in event && event.id === "b" ? [event.kind] : [],
    );
    assert.deepEqual(order, ["announce", "enter", "exit"]);
    for (const event of events)
      if (event.kind === "announce") assert.ok(event.metres <= 75);
  });

  test("tells how far the stop is", () => {
    for (const event of events) if ("metres" in event) assert.ok(event.metres < 80);
  });
});

describe("fixes that say nothing new", () => {
  const sent = fixes(STREET);
  const plain = walked(street, sent);

  test("doubled ones change nothing", () => {
    const doubled = sent.flatMap((fix) => [fix, fix]);
    assert.deepEqual(walked(street, doubled), plain);
  });

  test("late ones change nothing", () => {
    const late = sent.flatMap((fix, i) => {
      const old = sent[i - 40];
      return old && i % 7 === 0 ? [fix, old] : [fix];
    });
    assert.deepEqual(walked(street, late), plain);
  });

  test("coarse ones start nothing", () => {
    const coarse = sent.map((fix) => ({ ...fix, accuracy: 150 }));
    assert.deepEqual(walked(street, coarse), []);
  });

  test("one without an accuracy is passed over", () => {
    const engine = new WalkEngine(street);
    const bad = { ...point([0, 150]), at: 0, accuracy: Number.NaN };
    assert.deepEqual(engine.take(bad), []);
    assert.equal(engine.state.at, null);
  });

  test("a first one 300 m off that says so starts nothing wrong", () => {
    const first: WalkFix = { ...point([0, 450]), accuracy: 120, at: 0 };
    const rest = fixes(STREET, { from: 3000 });
    assert.deepEqual(ids(walked(street, [first, ...rest])), ["a", "b", "c"]);
  });
});

describe("fixes far off that claim to be precise", () => {
  const sent = fixes(STREET);
  const spiked = (length: number): WalkFix[] =>
    sent.map((fix, i) => {
      const inSpike = i > 200 && i % 60 < length;
      return inSpike ? { ...point([0, 750]), accuracy: 2, at: fix.at } : fix;
    });

  test("start nothing, for one second or for six", () => {
    for (const length of [1, 6]) {
      const events = walked(street, spiked(length).slice(0, 400));
      assert.deepEqual(ids(events), ["a", "b"]);
    }
  });

  test("start nothing at the very beginning", () => {
    const first: WalkFix = { ...point([0, 450]), accuracy: 3, at: 0 };
    const rest = fixes(STREET, { from: 1000 });
    assert.deepEqual(ids(walked(street, [first, ...rest.slice(0, 90)])), []);
  });

  test("are believed once they insist", () => {
    const there = stand([0, 750], 40, { from: after(sent.slice(0, 60)) });
    assert.deepEqual(ids(walked(street, [...sent.slice(0, 60), ...there])), ["c"]);
  });
});

test("fixes lost in bursts of ten seconds cost no story", () => {
  const sent = fixes(STREET, { errorM: 6, accuracy: 9 });
  const engine = new WalkEngine(street);
  const events = sent.flatMap((fix, i) =>
    i > 20 && i % 25 < 10 ? engine.tick(fix.at) : engine.take(fix),
  );
  assert.deepEqual(ids(events), ["a", "b", "c"]);
  for (const { id, at } of STOPS) {
    const metres = outsideM(events, id, at, STREET);
    assert.ok(metres <= 25 && metres >= -12, `${id}: ${metres} m outside`);
  }
});

test("what is kept of a walk stays below 40 KB", () => {
  const engine = new WalkEngine(street);
  for (const fix of fixes(STREET, { errorM: 8, accuracy: 12 }).slice(0, 300)) {
    engine.take(fix);
    assert.ok(JSON.stringify(engine.state).length < 40_000);
  }
});

describe("a gap of minutes", () => {
  const before = fixes([
    [0, 0],
    [0, 250],
  ]);
  const later = fixes(
    [
      [0, 600],
      [0, 900],
    ],
    { from: after(before, 240) },
  );

  test("is told by ticks as lost, and its end as found", () => {
    const engine = new WalkEngine(street);
    for (const fix of before) engine.take(fix);
    const gap = Array.from({ length: 60 }, (_, i) => engine.tick(after(before, i)));
    assert.deepEqual(kinds(gap.flat()), ["lost"]);
    const rest = kinds(later.flatMap((fix) => engine.take(fix)));
    assert.ok(rest.includes("found"));
    assert.ok(!rest.includes("lost"));
  });

  test("starts no story of a place that was passed meanwhile", () => {
    assert.deepEqual(ids(walked(street, [...before, ...later])), ["a", "c"]);
  });

  test("of half an hour is a new beginning", () => {
    const much = fixes(STREET, { from: after(before, 1800) });
    assert.deepEqual(ids(walked(street, [...before, ...much])), ["a", "b", "c"]);
  });

  test("is bridged for a few seconds: a story starts without a fix", () => {
    const engine = new WalkEngine(street);
    const sent = fixes(STREET);
    const known = sent.slice(0, 335); // 402 m: 18 m before the zone of b
    const started = ids(known.flatMap((fix) => engine.take(fix)));
    const ticks = Array.from({ length: 18 }, (_, i) => engine.tick(after(known, i)));
    assert.deepEqual([...started, ...ids(ticks.flat())], ["a", "b"]);
  });
});

describe("a walker who stands", () => {
  test("on the edge of a zone hears its story once, and is not sent in and out", () => {
    const way: readonly Metres[] = [
      [0, 0],
      [0, 120],
    ];
    const sent = fixes(way, { errorM: 8, accuracy: 12 });
    const there = stand([0, 120], 600, { errorM: 8, accuracy: 12, from: after(sent) });
    const events = walked(street, [...sent, ...there]);
    assert.deepEqual(ids(events), ["a"]);
    assert.ok(ids(events, "exit").length <= 1);
  });

  test("far from any stop hears nothing", () => {
    const events = walked(street, stand([0, 300], 600, { errorM: 8, accuracy: 12 }));
    assert.deepEqual(ids(events), []);
  });
});

describe("the same place passed twice", () => {
  test("tells its story once", () => {
    const back: readonly Metres[] = [
      [0, 0],
      [0, 300],
      [0, 0],
    ];
    const there = trail(back, [{ id: "a", at: [0, 150] }], false);
    const events = walked(there, fixes(back));
    assert.deepEqual(ids(events), ["a"]);
    assert.deepEqual(ids(events, "exit"), ["a"]);
  });

  test("in a walk with an order, at its turn", () => {
    // Past the fountain to the church, and back to the fountain.
    const back: readonly Metres[] = [
      [0, 0],
      [0, 300],
      [60, 300],
      [60, 150],
      [0, 150],
      [-200, 150],
    ];
    const stops: readonly Stop[] = [
      { id: "church", at: [30, 300] },
      { id: "fountain", at: [-15, 150], radiusM: 25 },
    ];
    const events = walked(trail(back, stops), fixes(back));
    assert.deepEqual(ids(events), ["church", "fountain"]);
  });
});

describe("a stop with a bearing", () => {
  const [NORTH, EAST, SOUTH, WEST] = [0, 90, 180, 270];
  const there = (bearing: number, isGuided = true): WalkTrail =>
    trail(STREET, [{ id: "a", at: [10, 450], bearing }], isGuided);
  const north = fixes(STREET);
  const south = fixes([...STREET].reverse());

  test("starts for who walks that way, 60° more or less", () => {
    for (const bearing of [NORTH, 55, 305, 359])
      assert.deepEqual(ids(walked(there(bearing), north)), ["a"], String(bearing));
  });

  test("keeps silent for others", () => {
    for (const bearing of [EAST, SOUTH, WEST, 65, 295])
      assert.deepEqual(ids(walked(there(bearing), north)), [], String(bearing));
  });

  test("starts on the way back where that is asked for", () => {
    for (const isGuided of [true, false]) {
      assert.deepEqual(ids(walked(there(SOUTH, isGuided), south)), ["a"]);
      assert.deepEqual(ids(walked(there(NORTH, isGuided), south)), []);
    }
  });

  test("tells on the way back what was passed on the way there", () => {
    const back: readonly Metres[] = [
      [0, 0],
      [0, 400],
      [40, 400],
      [40, 0],
    ];
    const stops: readonly Stop[] = [
      { id: "there", at: [20, 150], bearing: NORTH },
      { id: "back", at: [20, 250], bearing: SOUTH },
    ];
    for (const isGuided of [true, false]) {
      const events = walked(trail(back, stops, isGuided), fixes(back));
      assert.deepEqual(ids(events), ["there", "back"]);
      const [heard] = events.filter(({ kind }) => kind === "enter").slice(-1);
      assert.ok(heard && heard.at > (400 / 1.2) * 1000, "not before the turn");
    }
  });

  test("is heard on open ground by who comes that way, and by no one who stands", () => {
    const square = (bearing?: number): WalkTrail =>
      trail(
        [],
        [{ id: "a", at: [0, 450], ...(bearing === undefined ? {} : { bearing }) }],
      );
    assert.deepEqual(ids(walked(square(NORTH), north)), ["a"]);
    for (const bearing of [EAST, SOUTH])
      assert.deepEqual(ids(walked(square(bearing), north)), []);
    const still = stand([0, 450], 120);
    assert.deepEqual(ids(walked(square(), still)), ["a"]);
    assert.deepEqual(ids(walked(square(NORTH), still)), []);
  });
});

describe("stops near each other", () => {
  const stops: readonly Stop[] = [
    { id: "a", at: [0, 300] },
    { id: "b", at: [0, 330] },
  ];

  test("30 m apart start one after the other", () => {
    const events = walked(trail(STREET, stops), fixes(STREET));
    assert.deepEqual(ids(events), ["a", "b"]);
    const [a, b] = events.filter(({ kind }) => kind === "enter");
    assert.ok(a && b && b.at - a.at > 10_000);
  });

  test("in parallel streets start each in its own", () => {
    const line: readonly Metres[] = [
      [0, 0],
      [0, 400],
      [45, 400],
      [45, 0],
    ];
    const far: readonly Stop[] = [
      { id: "out", at: [0, 300], radiusM: 20 },
      { id: "back", at: [45, 100], radiusM: 20 },
    ];
    const sent = fixes(line, { errorM: 5, accuracy: 8 });
    const events = walked(trail(line, far), sent);
    assert.deepEqual(ids(events), ["out", "back"]);
    const back = events.find((event) => event.kind === "enter" && event.id === "back");
    assert.ok(back && back.at > (700 / 1.2) * 1000);
  });
});

describe("other ways to go", () => {
  test("a bicycle hears every story, in time", () => {
    const events = walked(street, fixes(STREET, { paceMS: 4.2 }));
    assert.deepEqual(ids(events), ["a", "b", "c"]);
    for (const { id, at } of STOPS) {
      const metres = outsideM(events, id, at, STREET, 4.2);
      // 8 s past the edge are 34 m.
      assert.ok(metres <= 25 && metres >= -34, `${id}: ${metres} m outside`);
    }
  });

  test("a bus hears none", () => {
    const far: readonly Metres[] = [
      [0, -600],
      [0, 1200],
    ];
    for (const paceMS of [8, 11])
      assert.deepEqual(ids(walked(street, fixes(far, { paceMS }))), []);
  });

  test("who gets off the bus hears the next", () => {
    const bus = fixes(
      [
        [0, -600],
        [0, 300],
      ],
      { paceMS: 9 },
    );
    const rest = fixes(
      [
        [0, 300],
        [0, 900],
      ],
      { from: after(bus, 10) },
    );
    assert.deepEqual(ids(walked(street, [...bus, ...rest])), ["b", "c"]);
  });

  test("a stop left out does not stop the next", () => {
    const around: readonly Metres[] = [
      [0, 0],
      [0, 300],
      [150, 300],
      [150, 600],
      [0, 600],
      [0, 900],
    ];
    assert.deepEqual(ids(walked(street, fixes(around))), ["a", "c"]);
  });

  test("the trail walked backwards tells every story, in time", () => {
    const back = [...STREET].reverse();
    const events = walked(street, fixes(back));
    assert.deepEqual(ids(events), ["c", "b", "a"]);
    for (const { id, at } of STOPS) {
      const metres = outsideM(events, id, at, back);
      assert.ok(metres <= 25 && metres >= -12, `${id}: ${metres} m outside`);
    }
  });

  test("so does one that has no order", () => {
    const free = trail(STREET, STOPS, false);
    const events = walked(free, fixes([...STREET].reverse()));
    assert.deepEqual(ids(events), ["c", "b", "a"]);
  });

  test("a walk begun in the middle tells what is left", () => {
    const rest: readonly Metres[] = [
      [60, 330],
      [0, 330],
      [0, 900],
    ];
    assert.deepEqual(ids(walked(street, fixes(rest))), ["b", "c"]);
  });
});

describe("off the track", () => {
  const away: readonly Metres[] = [
    [0, 0],
    [0, 250],
    [200, 250],
    [200, 350],
    [0, 350],
    [0, 900],
  ];

  test("one is told once, and once that the track is found again", () => {
    const told = kinds(walked(street, fixes(away))).filter((kind) =>
      ["lost", "found", "off_track"].includes(kind),
    );
    assert.deepEqual(told, ["off_track", "found"]);
  });

  test("who has not yet come to the track has not left it", () => {
    const coming: readonly Metres[] = [
      [300, 0],
      [0, 0],
      [0, 100],
    ];
    assert.ok(!kinds(walked(street, fixes(coming))).includes("off_track"));
  });

  test("who comes back on the track after an hour has not left it", () => {
    const engine = new WalkEngine(street);
    const walk = fixes([
      [0, 0],
      [0, 250],
    ]);
    for (const fix of walk) engine.take(fix);
    const later = fixes([
      [0, 300],
      [0, 400],
    ]).map((fix) => ({ ...fix, at: fix.at + 4_000_000 }));
    const events = later.flatMap((fix) => engine.take(fix));
    assert.ok(!kinds(events).includes("off_track"));
  });

  test("stories still start by where one is", () => {
    const across: readonly Metres[] = [
      [0, 0],
      [0, 250],
      [250, 250],
      [250, 450],
      [-100, 450],
    ];
    assert.deepEqual(ids(walked(street, fixes(across))), ["a", "b"]);
  });
});

describe("a walk without a line", () => {
  const open = trail([], STOPS, false);

  test("tells its stories in any order, once each", () => {
    const way: readonly Metres[] = [
      [100, 750],
      [0, 750],
      [0, 450],
      [200, 450],
      [0, 450],
      [0, 100],
    ];
    assert.deepEqual(ids(walked(open, fixes(way))), ["c", "b", "a"]);
  });

  test("starts nothing for one who goes by 60 m away", () => {
    const beside: readonly Metres[] = [
      [60 + 30, 0],
      [60 + 30, 900],
    ];
    assert.deepEqual(ids(walked(open, fixes(beside))), []);
  });

  test("starts nothing that one is leaving", () => {
    const leaving: readonly Metres[] = [
      [0, 182],
      [0, 300],
    ];
    assert.deepEqual(ids(walked(open, fixes(leaving, { errorM: 0.5 }))), []);
  });
});

describe("the speed that phones tell", () => {
  test("is not heard from one that says 0 for ever", () => {
    const events = walked(street, fixes(STREET, { speed: 0 }));
    assert.deepEqual(ids(events), ["a", "b", "c"]);
  });

  test("does no harm where it is true", () => {
    const events = walked(street, fixes(STREET, { speed: 1.2 }));
    assert.deepEqual(ids(events), ["a", "b", "c"]);
  });
});

describe("what an engine remembers", () => {
  test("is kept as JSON, and the walk goes on as if nothing had been", () => {
    const sent = fixes(STREET, { errorM: 8, accuracy: 12 });
    const whole = walked(street, sent);
    let engine = new WalkEngine(street);
    const events = sent.flatMap((fix, i) => {
      if (i % 50 === 0)
        engine = new WalkEngine(street, JSON.parse(JSON.stringify(engine.state)));
      return engine.take(fix);
    });
    assert.deepEqual(events, whole);
  });

  test("is not shared between two walks", () => {
    walked(street, fixes(STREET));
    assert.deepEqual(new WalkEngine(street).state.entered, []);
  });
});

test("a trail without stops and without a line tells nothing", () => {
  assert.deepEqual(walked(trail([], []), fixes(STREET)), []);
});

test("a stop whose zone the track does not reach starts when one is there", () => {
  const beside = trail(STREET, [{ id: "garden", at: [80, 300] }]);
  assert.deepEqual(ids(walked(beside, fixes(STREET))), []);
  const visit: readonly Metres[] = [
    [0, 0],
    [0, 300],
    [90, 300],
    [90, 310],
  ];
  assert.deepEqual(ids(walked(beside, fixes(visit))), ["garden"]);
});

test("metres told are those to the stop", () => {
  const sent = fixes(STREET, { errorM: 0.5 });
  const events = walked(street, sent);
  for (const event of events) {
    if (event.kind !== "exit") continue;
    const stop = STOPS.find(({ id }) => id === event.id);
    const there = sent.find(({ at }) => at === event.at);
    assert.ok(stop && there);
    assert.ok(Math.abs(distanceM(there, point(stop.at)) - event.metres) < 6);
  }
});
