import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Line, Vertex } from "../../frontend/src/admin/line.ts";
import { simplified, within } from "../../frontend/src/admin/simplify.ts";

const METRES_PER_DEGREE = 111_195;

/** Numbers from 0 to 1 that are the same on every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A walk that turns as it likes, a point every so many metres, with a receiver's noise. */
function walk(points: number, stepM: number, noiseM: number, latitude: number): Line {
  const throws = dice(points + Math.round(latitude));
  let [north, east, heading] = [0, 0, 0];
  return Array.from({ length: points }, () => {
    heading += (throws() - 0.5) / 2;
    north += Math.cos(heading) * stepM;
    east += Math.sin(heading) * stepM;
    const [up, right] = [throws(), throws()].map((each) => (each - 0.5) * noiseM);
    const at = latitude + (north + (up ?? 0)) / METRES_PER_DEGREE;
    const shrink = Math.cos((at * Math.PI) / 180);
    const longitude = 4.38 + (east + (right ?? 0)) / METRES_PER_DEGREE / shrink;
    return { latitude: at, longitude };
  });
}

/** Metres from a point to a segment, measured around that point. */
function metresBeside(point: Vertex, a: Vertex, b: Vertex): number {
  const shrink = Math.cos((point.latitude * Math.PI) / 180);
  const flat = (each: Vertex): [number, number] => [
    (each.longitude - point.longitude) * shrink * METRES_PER_DEGREE,
    (each.latitude - point.latitude) * METRES_PER_DEGREE,
  ];
  const [[ax, ay], [bx, by]] = [flat(a), flat(b)];
  const square = (bx - ax) ** 2 + (by - ay) ** 2;
  const part = square ? -(ax * (bx - ax) + ay * (by - ay)) / square : 0;
  const share = Math.max(0, Math.min(1, part));
  return Math.hypot(ax + share * (bx - ax), ay + share * (by - ay));
}

/** How far the points that were left out are from the segment that replaces them. */
function worstM(line: Line, kept: Line): number {
  const places = kept.map((each) => line.indexOf(each));
  let worst = 0;
  for (const [n, from] of places.entries()) {
    const to = places[n + 1] ?? from;
    const [a, b] = [line[from], line[to]];
    if (!a || !b) continue;
    for (const each of line.slice(from + 1, to))
      worst = Math.max(worst, metresBeside(each, a, b));
  }
  return worst;
}

describe("a line made simpler", () => {
  test("keeps its ends and the order of its points, each other within 1 m of it", () => {
    for (const latitude of [0, 45.43, 69.6, -33.9])
      for (const [stepM, noiseM] of [
        [1, 0],
        [5, 3],
        [20, 0.5],
      ] as const) {
        const line = walk(2_500, stepM, noiseM, latitude);
        const kept = within(line, 1);
        assert.equal(kept[0], line[0]);
        assert.equal(kept.at(-1), line.at(-1));
        const places = kept.map((each) => line.indexOf(each));
        assert.deepEqual(
          places,
          [...places].sort((a, b) => a - b),
        );
        const worst = worstM(line, kept);
        assert.ok(worst <= 1.01, `${worst} m at ${latitude}`);
      }
  });

  test("loses most of its points when it is straight", () => {
    const line = Array.from({ length: 3_000 }, (_, i) => ({
      latitude: 45 + i / 1e5,
      longitude: 4,
    }));
    const { line: kept, errorM } = simplified(line);
    assert.deepEqual(
      kept.map((each) => line.indexOf(each)),
      [0, 1_000, 2_000, 2_999],
    );
    assert.equal(errorM, 1);
  });

  test("is left as it is up to 2,000 points", () => {
    const line = walk(2_000, 1, 0, 45);
    assert.deepEqual(simplified(line), { line, errorM: 0 });
  });

  test("may have the same ends, and points that repeat", () => {
    const half = walk(1_500, 5, 3, 45);
    const line = [...half, ...[...half].reverse()];
    const { line: kept } = simplified(line);
    assert.ok(worstM(line, kept) <= 1.01 && kept.length < line.length);
    const still = Array.from({ length: 2_500 }, () => ({ latitude: 45, longitude: 4 }));
    assert.ok(simplified(still).line.length >= 2);
  });

  test("is kept less closely when over 5,000 points would remain, and says how", () => {
    const line = walk(50_000, 10, 8, 45);
    const start = process.cpuUsage();
    const { line: kept, errorM } = simplified(line);
    const { user } = process.cpuUsage(start);
    assert.ok(kept.length <= 5_000);
    assert.ok(errorM > 1);
    assert.ok(worstM(line, kept) <= errorM * 1.01);
    assert.ok(user < 3e6, `${user} µs`);
  });

  test("does not take minutes when every split is at one end", () => {
    const line = Array.from({ length: 50_000 }, (_, i) => ({
      latitude: 45 + (i % 2 ? 0.01 : -0.01) * (1 - i / 50_000),
      longitude: 4 + i / 50_000,
    }));
    const start = process.cpuUsage();
    within(line, 1);
    const { user } = process.cpuUsage(start);
    assert.ok(user < 1e6, `${user} µs`);
  });
});
