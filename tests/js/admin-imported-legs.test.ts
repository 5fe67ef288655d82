import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { FormStop } from "../../frontend/src/admin/form-stop.ts";
import { cutAtStops } from "../../frontend/src/admin/imported-legs.ts";
import { importedTrack } from "../../frontend/src/admin/imported-track.ts";
import { isBetween, planOf } from "../../frontend/src/admin/leg-plan.ts";
import { type Line, lengthM, movedBy } from "../../frontend/src/admin/line.ts";
import type { Track } from "../../frontend/src/admin/track.ts";
import type { Point } from "../../frontend/src/geo.ts";

const ORIGIN = { latitude: 45.43, longitude: 4.38 };
const at = (eastM: number, northM: number): Point => movedBy(ORIGIN, eastM, northM);
/** A point every ten metres between corners. */
function path(...corners: [number, number][]): Line {
  const line = corners.flatMap(([x, y], i) => {
    const [fromX, fromY] = corners[i - 1] ?? [x, y];
    const steps = Math.max(1, Math.round(Math.hypot(x - fromX, y - fromY) / 10));
    return Array.from({ length: steps }, (_, n) => {
      const share = (n + 1) / steps;
      return at(fromX + share * (x - fromX), fromY + share * (y - fromY));
    });
  });
  return line;
}
const STREET = path([0, 0], [1000, 0]);
const SQUARE = path([0, 0], [300, 0], [300, 300], [0, 300], [0, 0]);

function cut(line: Line, stops: readonly Point[]) {
  const found = cutAtStops(line, stops);
  assert.ok("track" in found, JSON.stringify(found));
  const named = stops.map((stop, n) => ({ ...stop, key: String(n), name: String(n) }));
  assert.ok(isBetween(planOf(found.track.legs), named));
  return found;
}
const metres = (track: Track) =>
  track.legs.map(({ line }) => Math.round(lengthM(line) / 10) * 10);

describe("a line cut into legs", () => {
  test("ends each where a stop is, as the composer has it", () => {
    const stops = [at(2, 4), at(400, -5), at(1000, 3)];
    const { track, isReversed, lostM } = cut(STREET, stops);
    assert.equal(track.isPlain, false);
    assert.deepEqual(metres(track), [400, 600]);
    assert.ok(track.legs.every(({ by, vias }) => by === "imported" && !vias.length));
    assert.equal(isReversed, false);
    assert.ok(lostM < 3);
  });

  test("goes to a stop beside it and comes back", () => {
    const { track } = cut(STREET, [at(0, 0), at(500, 40), at(1000, 0)]);
    assert.deepEqual(metres(track), [540, 540]);
    assert.deepEqual(track.legs[0]?.line.at(-2), at(500, 0));
  });

  test("is followed the other way round when the stops are, and says so", () => {
    const { track, isReversed } = cut(STREET, [at(1000, 0), at(300, 0), at(0, 0)]);
    assert.equal(isReversed, true);
    assert.deepEqual(metres(track), [700, 300]);
  });

  test("takes the passage that the order of the stops wants", () => {
    const there = path([0, 0], [500, 0], [500, 200], [200, 200], [200, -300]);
    const crossing = at(200, 0);
    const first = cut(there, [at(0, 0), crossing, at(500, 0), at(200, -300)]);
    assert.deepEqual(metres(first.track), [200, 300, 1000]);
    const second = cut(there, [at(0, 0), at(500, 0), crossing, at(200, -300)]);
    assert.deepEqual(metres(second.track), [500, 700, 300]);
  });

  test("may come back to the first stop, by a leg that closes it", () => {
    const stops = [at(0, 0), at(300, 0), at(300, 300)];
    const { track, lostM } = cut(SQUARE, stops);
    assert.deepEqual(metres(track), [300, 300, 600]);
    assert.deepEqual(
      track.legs.map(({ closes }) => closes),
      [false, false, true],
    );
    assert.equal(Math.round(lostM), 0);
  });

  test("may be a loop that begins elsewhere than at the first stop", () => {
    const stops = [at(300, 100), at(300, 300), at(0, 300), at(200, 0)];
    const { track, isReversed, lostM } = cut(SQUARE, stops);
    assert.deepEqual(metres(track), [200, 300, 500, 200]);
    assert.equal(isReversed, false);
    assert.equal(Math.round(lostM), 0);
  });

  test("may be a loop walked the other way, from anywhere", () => {
    const stops = [at(300, 100), at(100, 0), at(0, 300)];
    const { track, isReversed } = cut(SQUARE, stops);
    assert.equal(isReversed, true);
    assert.deepEqual(metres(track), [300, 400, 500]);
  });

  test("goes there and back by the same way without turning round", () => {
    const line = path([0, 0], [400, 0], [0, 0]);
    const { track, isReversed } = cut(line, [at(0, 2), at(200, 2), at(400, 2)]);
    assert.equal(isReversed, false);
    assert.deepEqual(metres(track), [200, 200, 400]);
  });

  test("loses a few metres before the first stop and after the last one", () => {
    const { lostM } = cut(STREET, [at(80, 0), at(930, 0)]);
    assert.equal(Math.round(lostM), 150);
  });

  test("keeps the part that a stop could leave out for a few metres", () => {
    const line = path([0, 0], [100, 100], [200, 0], [10, 12], [10, 900]);
    const { lostM } = cut(line, [at(4, 12), at(10, 900)]);
    assert.ok(lostM < 20);
  });

  test("may have two stops at one place", () => {
    const { track } = cut(STREET, [at(0, 0), at(500, 0), at(500, 0), at(1000, 0)]);
    assert.deepEqual(metres(track), [500, 0, 500]);
  });

  test("is quick for 60 stops and 5,000 points", () => {
    const line = Array.from({ length: 5_000 }, (_, i) => at(i * 2, (i % 7) * 2));
    const stops = Array.from({ length: 60 }, (_, i) => at(i * 169, 3));
    const start = process.cpuUsage();
    assert.equal(cut(line, stops).track.legs.length, 59);
    const { user } = process.cpuUsage(start);
    assert.ok(user < 3e6, `${user} µs`);
  });
});

describe("a line is left in one piece", () => {
  test("when a stop is far from it", () => {
    const found = cutAtStops(STREET, [at(0, 0), at(500, 80), at(1000, 0)]);
    assert.ok("code" in found && found.code === "far");
    assert.equal(found.stop, 2);
    assert.equal(Math.round(found.metres), 80);
  });

  test("when its stops are in no order along it", () => {
    const stops = [at(0, 0), at(1000, 0), at(500, 0)];
    assert.deepEqual(cutAtStops(STREET, stops), { code: "order" });
  });

  test("when much of it would be lost", () => {
    const found = cutAtStops(STREET, [at(200, 0), at(1000, 0)]);
    assert.ok("code" in found && found.code === "outside");
    assert.equal(Math.round(found.metres), 200);
  });
});

describe("an imported line", () => {
  const stop = (number: number, ownPoint: Point | null): FormStop => ({
    prefix: `stops-${number}`,
    number,
    title: "",
    ownPoint,
    placePoint: null,
    place: "",
    radiusM: null,
    bearing: null,
    errors: [],
    told: "",
    takes: [],
  });
  const imported = (line: Line, stops: FormStop[], parts = 1) =>
    importedTrack("a.gpx", { name: "", line, parts }, stops, "en");

  test("is one plain line with fewer than two stops that have a point", () => {
    for (const stops of [[], [stop(1, at(0, 0)), stop(2, null)]]) {
      const { track, news } = imported(STREET, stops);
      assert.equal(track.isPlain, true);
      const words = { file: "a.gpx", length: "1\u00a0km", count: "101" };
      assert.deepEqual(news, [["import_read", words]]);
    }
  });

  test("is made of legs between stops, and all that was done is told", () => {
    const stops = [stop(1, at(950, 0)), stop(2, null), stop(3, at(0, 0))];
    const { track, news } = imported(STREET, stops, 3);
    assert.equal(track.legs.length, 1);
    assert.deepEqual(news.slice(1), [
      ["import_joined", { count: 3 }],
      ["import_legs", { count: 1 }],
      ["import_reversed", {}],
      ["import_lost", { length: "50\u00a0m" }],
    ]);
  });

  test("tells why it has no legs, by the number that a stop has in the form", () => {
    const why = (...points: (Point | null)[]) =>
      imported(
        STREET,
        points.map((point, i) => stop(i + 1, point)),
      ).news.at(-1);
    assert.deepEqual(why(at(0, 0), null, at(500, 200)), [
      "import_far",
      { stop: 3, length: "200\u00a0m" },
    ]);
    assert.deepEqual(why(at(0, 0), at(1000, 0), at(500, 0)), ["import_order", {}]);
    assert.equal(why(at(300, 0), at(1000, 0))?.[0], "import_outside");
  });

  test("is made simpler when it is long, and says how closely it is kept", () => {
    const straight = Array.from({ length: 2_001 }, (_, i) => at(i, 0));
    assert.deepEqual(imported(straight, []).news, [
      [
        "import_simplified",
        { file: "a.gpx", length: "2\u00a0km", count: "2,001", kept: "3", metres: 1 },
      ],
    ]);
    const jagged = Array.from({ length: 6_000 }, (_, i) => at(i * 10, (i % 2) * 4));
    const [[name, words] = ["", {}]] = imported(jagged, []).news;
    assert.equal(name, "import_coarse");
    assert.equal(words["metres"], 4);
  });
});
