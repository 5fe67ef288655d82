import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Point } from "../../frontend/src/geo.ts";
import { OwnTrack } from "../../frontend/src/journey/changed-track.ts";
import { Journey, type JourneyHost } from "../../frontend/src/journey/journey.ts";
import type { TrailPackage } from "../../frontend/src/journey/trail-package.ts";
import { WayWatch } from "../../frontend/src/journey/way-watch.ts";
import { holdingAt, type Notice } from "../../frontend/src/trail/notice-list.ts";

const PER_DEGREE = 111_195;
type Spot = readonly [east: number, north: number];
const point = ([east, north]: Spot): Point => ({
  latitude: 45 + north / PER_DEGREE,
  longitude: 4 + east / (PER_DEGREE * Math.cos(Math.PI / 4)),
});

/** A street to the east: stops at its start, half-way and at its end. */
const STOPS: Spot[] = [
  [0, 0],
  [200, 0],
  [500, 0],
];
const LEGS = [
  [point([0, 0]), point([200, 0])],
  [point([200, 0]), point([500, 0])],
];
const trail: TrailPackage = {
  id: "trail",
  language: "fr",
  title: "A street",
  city: "",
  url: "",
  addressOf: (file) => file,
  trail: {
    line: LEGS.flat(),
    zones: STOPS.map((spot, i) => ({
      ...point(spot),
      id: `id${i + 1}`,
      radiusM: 25,
      bearing: i === 2 ? 90 : undefined,
    })),
    isGuided: true,
  },
  stops: STOPS.map((spot, i) => ({
    ...point(spot),
    id: `id${i + 1}`,
    code: `S${i + 1}`,
    title: `Stop ${i + 1}`,
    lookFor: "",
    lookForPicture: null,
    quiz: null,
  })),
};
/** Round the second leg, 120 m to the north, back to its stop from there. */
const ROUND: Spot[] = [
  [220, 0],
  [220, 120],
  [500, 120],
  [500, 0],
];

const notice = (changes: Partial<Notice> = {}): Notice => ({
  id: "notice",
  severity: "closed",
  from: "1970-01-01T00:00:00Z",
  to: null,
  about: "leg",
  stops: ["id3"],
  codes: ["S3"],
  headline: "Closed until further notice",
  concerns: "The way to stop 3, Stop 3",
  text: "Road works.",
  language: "en",
  detour: null,
  ...changes,
});

const drawn = (spots: readonly Spot[]): Notice["detour"] => ({
  coordinates: spots.map((spot) => {
    const { longitude, latitude } = point(spot);
    return [longitude, latitude] as const;
  }),
});

/** Someone who walks as a notice list has it, and what is told on the way. */
class Walker implements JourneyHost {
  readonly said: string[] = [];
  readonly watch = new WayWatch(new OwnTrack(trail.trail, LEGS));
  journey = new Journey(trail, this, null);
  goesOwnWay = false;
  #at = 0;
  #list: readonly Notice[];
  #holding: Notice[] = [];

  constructor(...list: Notice[]) {
    this.#list = list;
  }

  /** At 1.3 m/s with good fixes; says how long the walk has lasted. */
  walk(...corners: Spot[]): number {
    for (const [i, [toEast, toNorth]] of corners.entries()) {
      const [east, north] = corners[i - 1] ?? [toEast, toNorth];
      const seconds = Math.ceil(Math.hypot(toEast - east, toNorth - north) / 1.3);
      for (let n = 1; n <= seconds; n += 1) {
        const share = n / seconds;
        const spot = [
          east + share * (toEast - east),
          north + share * (toNorth - north),
        ] as const;
        this.#find(point(spot));
      }
    }
    return this.#at;
  }

  #find(here: Point): void {
    this.#at += 1000;
    this.journey.take({ ...here, accuracy: 5, at: this.#at });
    const now = holdingAt(this.#list, this.#at);
    const isSame = now.every((each, i) => each === this.#holding[i]);
    if (!isSame || now.length !== this.#holding.length) this.#holding = now;
    const { alongM, here: found } = this.journey;
    const hasReached = (code: string): boolean => this.journey.hasReached(code);
    const walker = { alongM, here: found, hasReached };
    const turn = this.watch.take(this.#holding, walker);
    this.goesOwnWay = turn.goesOwnWay;
    if (turn.trail) this.journey = this.journey.onto({ ...trail, trail: turn.trail });
    if (turn.trail) this.said.push(turn.trail === trail.trail ? "as drawn" : "round");
    for (const { detour } of turn.told) this.said.push(detour ? "detour" : "closed");
  }

  isHeard(): boolean {
    return false;
  }
  onBegin(code: string): void {
    this.said.push(code);
  }
  onWait(): void {}
  onNear(): void {}
  onHere(): void {}
  onTrack(state: string): void {
    if (state !== "on") this.said.push(state);
  }
  onMissed(): void {}
}

const START: Spot[] = [
  [0, 0],
  [210, 0],
];
const near = (metres: number | undefined, awaited: number): void =>
  assert.ok(Math.abs((metres ?? 0) - awaited) < 20, `${metres}, not ${awaited}`);

describe("a detour in force", () => {
  test("leads along itself to the next story, and is no way off the trail", () => {
    const walker = new Walker(notice({ detour: drawn(ROUND) }));
    walker.walk(...START);
    near(walker.journey.wayTo("S3")?.metres, 10 + 120 + 280 + 120);
    walker.walk(START[1] as Spot, ...ROUND.slice(0, 3));
    near(walker.journey.wayTo("S3")?.metres, 120);
    assert.equal(walker.journey.wayTo("S3")?.isAlong, true);
    walker.walk([500, 120], [500, 5]);
    assert.deepEqual(walker.said, ["round", "S1", "detour", "S2", "S3"]);
  });

  test("is what makes the difference: without it the same walk is off the trail", () => {
    const walker = new Walker();
    walker.walk(...START, ...ROUND, [500, 5]);
    assert.ok(walker.said.includes("off"), walker.said.join(", "));
  });

  test("is walked to its end though it ends meanwhile, and then the track is as drawn", () => {
    const first = new Walker(notice({ detour: drawn(ROUND) }));
    const middle = first.walk(...START, [220, 0], [220, 60]);
    const ends = new Date(middle).toISOString();
    const walker = new Walker(notice({ detour: drawn(ROUND), to: ends }));
    walker.walk(...START, ...ROUND, [540, 0]);
    const said = ["round", "S1", "detour", "S2", "S3", "as drawn"];
    assert.deepEqual(walker.said, said);
  });

  test("that begins behind the walker's back calls nobody back", () => {
    const middle = new Walker().walk(...START, [300, 0]);
    const from = new Date(middle).toISOString();
    const walker = new Walker(notice({ detour: drawn(ROUND), from }));
    walker.walk(...START, [480, 0]);
    assert.deepEqual(walker.said.slice(0, 3), ["S1", "S2", "detour"]);
    assert.ok(!walker.said.includes("off"), walker.said.join(", "));
    assert.ok(walker.said.includes("S3"), walker.said.join(", "));
  });

  test("is the same drawn from its end, and asks for no bearing where it comes back", () => {
    const track = new OwnTrack(trail.trail, LEGS);
    const [there, back] = [ROUND, [...ROUND].reverse()].map((spots) =>
      track.walked(track.changes([notice({ detour: drawn(spots) })])),
    );
    assert.deepEqual(there?.trail.line, back?.trail.line);
    assert.equal(there?.trail.zones[2]?.bearing, undefined);
    assert.equal(there?.trail.line[0], trail.trail.line[0]);
  });

  test("of a stop is walked where both its ends join the track, else but drawn", () => {
    const track = new OwnTrack(trail.trail, LEGS);
    const aside = ROUND.map(([east, north]) => [east, north + 90] as const);
    const about = { about: "stop", detour: drawn(ROUND) };
    assert.equal(track.changes([notice(about)]).length, 1);
    assert.deepEqual(track.changes([notice({ ...about, detour: drawn(aside) })]), []);
  });
});

test("a line that is not cut at its stops is closed from stop to stop", () => {
  const track = new OwnTrack(trail.trail, [trail.trail.line]);
  const [closed] = track.changes([notice()]);
  assert.deepEqual([closed?.fromM, closed?.toM], [200, 500]);
  assert.deepEqual(track.changes([notice({ stops: ["id1"] })]), []);
});

describe("a closed leg without a detour", () => {
  test("is told once as it comes near, and nobody is called back to it", () => {
    const walker = new Walker(notice());
    walker.walk(...START);
    assert.deepEqual(walker.said, ["S1", "closed", "S2"]);
    walker.walk([210, 0], [210, 100], [490, 100]);
    assert.equal(walker.goesOwnWay, true);
    walker.walk([490, 100], [500, 0], [505, 0], [215, 0], [500, 0]);
    assert.equal(walker.said.filter((words) => words === "closed").length, 1);
    assert.equal(walker.goesOwnWay, false);
  });

  test("is told once more where the walk begins anew", () => {
    const walker = new Walker(notice());
    walker.walk(...START);
    walker.journey = new Journey(trail, walker, null);
    walker.watch.beginAnew();
    walker.walk(...START);
    assert.equal(walker.said.filter((words) => words === "closed").length, 2);
  });

  test("is open again once its notice ends, in the middle of a walk", () => {
    const ends = new Date(new Walker().walk(...START, [210, 40])).toISOString();
    const walker = new Walker(notice({ to: ends }));
    walker.walk(...START);
    assert.equal(walker.goesOwnWay, true);
    walker.walk([210, 0], [210, 100]);
    assert.equal(walker.goesOwnWay, false);
  });
});

test("a journey kept on a detour goes on along the track as drawn, and repeats nothing", () => {
  const walker = new Walker(notice({ detour: drawn(ROUND) }));
  walker.walk(...START, [220, 0], [220, 120], [300, 120]);
  const kept = JSON.parse(JSON.stringify(walker.journey.kept));
  const later = new Journey(trail, walker, kept);
  assert.equal(later.alongM, null);
  assert.equal(new Journey(trail, walker, later.kept).hasReached("S2"), true);
});
