import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { readFixes } from "../../frontend/src/position/recorded-fixes.ts";
import { WalkEngine } from "../../frontend/src/walk/engine.ts";
import {
  type BenchResult,
  bench,
  type Counts,
  NONE,
  runOf,
} from "../../frontend/tools/bench.ts";
import { run } from "../../frontend/tools/bench-command.ts";
import { Draws, Wandering } from "../../frontend/tools/draws.ts";
import { judge } from "../../frontend/tools/judge.ts";
import { engine, plainDistance } from "../../frontend/tools/listeners.ts";
import { SCENES, type Scene } from "../../frontend/tools/receiver.ts";
import { replay } from "../../frontend/tools/replay.ts";
import { advice, lines } from "../../frontend/tools/report.ts";
import { readTour, type Tour } from "../../frontend/tools/tour.ts";
import { type Moment, ON_FOOT, STEADY } from "../../frontend/tools/walkers.ts";

const NAMES = ["helsinki", "old-town", "park"];

const tour = (name: string): Tour =>
  readTour(readFileSync(`tests/js/fixtures/${name}.package.json`, "utf8"));

function scene(name: string): Scene {
  const found = SCENES.find((each) => each.name === name);
  assert.ok(found);
  return found;
}

/** What was measured for these very seeds: benchmarks/walking.mjs writes it. */
const MEASURED = (
  JSON.parse(readFileSync("benchmarks/walking.json", "utf8")) as (Counts & {
    readonly who: string;
    readonly walks: number;
  })[]
).filter(({ who }) => who === "engine, tested");

const measured = (
  verdict: "due" | "on_time" | "missed" | "wrong" | "repeated",
): number => MEASURED.reduce((sum, figure) => sum + figure[verdict], 0);

/** All trails together. */
function whole(results: readonly BenchResult[]): Counts {
  const sum = { ...NONE };
  for (const result of results)
    for (const key of Object.keys(sum) as (keyof Counts)[])
      sum[key] += result.whole[key];
  return sum;
}

const benched = (name: string, walks: number, make = engine): Counts =>
  whole(NAMES.map((each, i) => bench(tour(each), scene(name), walks, 300 + i, make)));

/** Figures of fixed seeds: what is better is committed, what is worse mended. */
describe("stories of a fixed set of harsh walks", () => {
  const counts = benched("harsh", MEASURED[0]?.walks ?? 0);

  test("are those that were measured", () => {
    assert.equal(counts.due, measured("due"));
  });

  test("start on time as often as was measured", () => {
    assert.ok(counts.on_time >= measured("on_time"), `${counts.on_time}`);
  });

  test("are hardly ever missed, or started at a wrong place", () => {
    assert.ok(counts.missed <= measured("missed"), `${counts.missed}`);
    assert.ok(counts.wrong <= measured("wrong"), `${counts.wrong}`);
  });

  test("are never repeated", () => {
    assert.equal(counts.repeated, 0);
  });
});

test("plain distance does as badly as was measured", () => {
  const counts = benched("harsh", 3, plainDistance);
  assert.ok(counts.on_time / counts.due < 0.9);
  assert.ok(counts.repeated > counts.stories);
});

describe("a simulated walk", () => {
  const helsinki = tour("helsinki");
  const harsh = scene("harsh");

  test("is the same for the same seed, and another for another", () => {
    const [one, same, other] = [1, 1, 2].map((seed) => runOf(helsinki, harsh, seed, 0));
    assert.deepEqual(one, same);
    assert.notDeepEqual(one?.found, other?.found);
  });

  test("begins outside the first zone and comes to the end of the track", () => {
    const { moments } = runOf(helsinki, harsh, 4, 1).walker;
    const [first, last] = [moments[0], moments.at(-1)];
    const [stop] = helsinki.stops;
    assert.ok(first && last && stop);
    const metres = Math.hypot(
      first.east - stop.spot.east,
      first.north - stop.spot.north,
    );
    assert.ok(metres > stop.radiusM + 50);
    assert.ok((last.alongM ?? 0) > helsinki.line.lengthM - 3);
  });

  test("never goes faster than its pace allows", () => {
    const { moments, paceMS } = runOf(helsinki, harsh, 4, 1).walker;
    for (const [i, moment] of moments.entries()) {
      const before = moments[i - 1] ?? moment;
      assert.ok(moment.walkedM - before.walkedM <= 1.5 * paceMS);
    }
  });

  test("loses a fifth of its fixes and is off by what its scene says", () => {
    const errors: number[] = [];
    let [lost, all] = [0, 0];
    for (let walk = 0; walk < 12; walk += 3) {
      const { found, walker } = runOf(helsinki, { ...harsh, sigmaM: [8] }, 9, walk);
      all += found.length;
      for (const [second, fix] of found.entries()) {
        const spot = walker.moments[second];
        if (!fix || !spot) lost += 1;
        else if (second > 120) errors.push(fix.east - spot.east);
      }
    }
    const honest = errors.filter((error) => Math.abs(error) < 60);
    const square =
      honest.reduce((sum, error) => sum + error * error, 0) / honest.length;
    assert.ok(Math.abs(lost / all - 0.2) < 0.05, `${lost / all}`);
    assert.ok(Math.abs(Math.sqrt(square) - 8) < 1.5, `${Math.sqrt(square)}`);
  });
});

test("a wandering value keeps its deviation and forgets in its time", () => {
  const wandering = new Wandering(new Draws(3), 10, 30);
  const values = Array.from({ length: 60_000 }, () => wandering.step(1));
  const mean = (list: readonly number[]): number =>
    list.reduce((a, b) => a + b, 0) / list.length;
  const square = mean(values.map((value) => value * value));
  const later = mean(values.slice(30).map((value, i) => value * (values[i] ?? 0)));
  assert.ok(Math.abs(Math.sqrt(square) - 10) < 0.7);
  assert.ok(Math.abs(later / square - Math.exp(-1)) < 0.1);
});

describe("a start is judged", () => {
  const helsinki = tour("helsinki");
  const stop = helsinki.stops[2];
  assert.ok(stop?.due);
  const from = stop.due.fromM - 200;
  const moments: Moment[] = Array.from({ length: 400 }, (_, second) => ({
    ...helsinki.line.at(from + second),
    alongM: from + second,
    walkedM: second,
  }));
  const verdicts = (...starts: number[]) => judge(helsinki, stop, moments, starts);
  const edge = moments.findIndex(
    ({ east, north }) =>
      Math.hypot(east - stop.spot.east, north - stop.spot.north) <= stop.radiusM,
  );

  test("on time from 25 m before the edge to 12 m past it", () => {
    for (const past of [-24, 0, 12])
      assert.equal(verdicts(edge + past).verdict, "on_time");
  });

  test("early, late or wrong outside", () => {
    assert.equal(verdicts(edge - 30).verdict, "early");
    assert.equal(verdicts(edge + 13).verdict, "late");
    assert.equal(verdicts(edge - 60).verdict, "wrong");
  });

  test("missed without one, and repeated with two", () => {
    assert.equal(verdicts().verdict, "missed");
    assert.equal(verdicts(edge, edge + 40).starts, 2);
  });
});

describe("the report", () => {
  const oldTown = tour("old-town");
  const result = bench(oldTown, scene("open sky"), 1, 1, engine);

  test("has a line for each stop, each error and the whole", () => {
    const text = lines(oldTown, result);
    assert.ok(text.length >= oldTown.stops.length + 3);
    assert.match(text[1] ?? "", /^1 gate/);
  });

  test("advises where a stop starts late, and is silent where it does not", () => {
    const [stop] = oldTown.stops;
    assert.ok(stop);
    const late = { ...NONE, due: 100, on_time: 80, late: 20 };
    assert.match(advice(stop, late).join(), /wider/);
    assert.deepEqual(advice(stop, { ...NONE, due: 100, on_time: 99, late: 1 }), []);
  });
});

describe("steady walkers", () => {
  const helsinki = tour("helsinki");
  const walkers = [0, 1, 2, 3, 4, 5].map(
    (walk) => runOf(helsinki, scene("open sky"), 1, walk, STEADY).walker,
  );

  test("keep one pace, and wait nowhere but at stops", () => {
    for (const { moments, paceMS, pauses } of walkers) {
      const arrival = moments.findIndex(
        ({ walkedM }) => walkedM === moments.at(-1)?.walkedM,
      );
      const steps = moments
        .slice(1, arrival)
        .map((moment, i) => moment.walkedM - (moments[i]?.walkedM ?? 0));
      const moved = steps.filter((step) => step > 0);
      for (const step of moved) assert.ok(Math.abs(step - paceMS) < 1e-6);
      if (!pauses) assert.equal(moved.length, steps.length);
    }
  });

  test("are those of both habits, and leave no track", () => {
    assert.equal(new Set(walkers.map(({ pauses }) => pauses)).size, 2);
    assert.ok(walkers.every(({ detour }) => !detour));
  });

  test("are asked for by name", () => {
    const asked = ["--tour", "tests/js/fixtures/helsinki.package.json", "--walks", "1"];
    assert.match(run([...asked, "--walkers", "steady"]), /1 steady walks/);
    assert.throws(() => run([...asked, "--walkers", "hasty"]), /--walkers/);
  });
});

describe("a recorded walk", () => {
  test("is replayed second by second", () => {
    const helsinki = tour("helsinki");
    const { found } = runOf(helsinki, scene("open sky"), 1, 0, {
      ...ON_FOOT,
      pausing: 0,
      detouring: 0,
    });
    const text = found
      .flatMap((fix) => {
        if (!fix) return [];
        const { latitude, longitude } = helsinki.ground.point(fix);
        const t = fix.second * 1000;
        const { accuracy } = fix;
        return [JSON.stringify({ t, lat: latitude, lng: longitude, accuracy })];
      })
      .join("\n");
    const events = replay(new WalkEngine(helsinki.trail), readFixes(text));
    const entered = events.flatMap((event) =>
      event.kind === "enter" ? [event.id] : [],
    );
    assert.deepEqual(
      entered,
      helsinki.stops.map(({ id }) => id),
    );
  });
});

describe("a bearing on the bench", () => {
  const asking = (bearing: number, mode: string): Tour => {
    const told = JSON.parse(
      readFileSync("tests/js/fixtures/helsinki.package.json", "utf8"),
    );
    told.mode = mode;
    told.stops[2].trigger.bearing = bearing;
    return readTour(JSON.stringify(told));
  };
  const helsinki = tour("helsinki");
  const stop = helsinki.stops[2];
  assert.ok(stop?.due);
  const { east, north } = helsinki.line.wayAt(stop.due.nearestM);
  const ahead = (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;

  for (const mode of ["guided", "free"])
    test(`is heard by who walks that way alone: ${mode}`, () => {
      const [scene] = SCENES;
      assert.ok(scene);
      const counts = (bearing: number) =>
        bench(asking(bearing, mode), scene, 4, 5, engine, STEADY).stops[2];
      const along = counts(ahead);
      assert.deepEqual([along?.due, along?.missed, along?.repeated], [4, 0, 0]);
      const against = counts((ahead + 180) % 360);
      assert.deepEqual([against?.due, against?.starts], [0, 0]);
    });
});

test("a package without a track is refused", () => {
  assert.throws(() => readTour('{"stops": [], "track": null}'), /no track or no stop/);
});
