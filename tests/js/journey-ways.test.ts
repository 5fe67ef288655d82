import assert from "node:assert/strict";
import test from "node:test";
import type { Point } from "../../frontend/src/geo.ts";
import { Ways } from "../../frontend/src/journey/way-ahead.ts";

const PER_DEGREE = 111_195;
const point = (east: number, north: number): Point => ({
  latitude: 45 + north / PER_DEGREE,
  longitude: 4 + east / (PER_DEGREE * Math.cos(Math.PI / 4)),
});
/** East for 200 m, then north for 200 m. */
const corner = new Ways({
  line: [point(0, 0), point(200, 0), point(200, 200)],
  zones: [
    { ...point(50, 0), id: "a", radiusM: 20 },
    { ...point(200, 150), id: "b", radiusM: 20 },
  ],
  isGuided: true,
});

test("the way to a stop goes along the track, and its arrow where the track goes", () => {
  const way = corner.to("b", point(100, 3), 100);
  assert.equal(way?.isAlong, true);
  assert.ok(Math.abs((way?.metres ?? 0) - 250) < 2, `${way?.metres}`);
  assert.ok(Math.abs((way?.bearing ?? 0) - 98) < 4, `${way?.bearing}`); // east, not north-east
});

test("off the track the way goes straight", () => {
  const way = corner.to("b", point(100, 100), null);
  assert.equal(way?.isAlong, false);
  assert.ok(Math.abs((way?.metres ?? 0) - Math.hypot(100, 50)) < 1);
});

test("to a stop that lies behind the way goes straight back", () => {
  const way = corner.to("a", point(150, 0), 150);
  assert.equal(way?.isAlong, false);
  assert.ok(Math.abs((way?.bearing ?? 0) - 270) < 1);
});

test("who has left the track is led back to its nearest place", () => {
  const way = corner.back(point(100, 80));
  assert.ok(Math.abs((way?.metres ?? 0) - 80) < 1.5);
  assert.ok(Math.abs((way?.bearing ?? 0) - 180) < 2);
});

test("stops are passed once their whole zone lies behind", () => {
  assert.deepEqual(corner.passed(60), []);
  assert.deepEqual(corner.passed(75), ["a"]);
});

test("a trail without a track has straight ways alone", () => {
  const bare = new Ways({
    line: [],
    zones: [{ ...point(0, 100), id: "a", radiusM: 20 }],
    isGuided: false,
  });
  assert.ok(Math.abs((bare.to("a", point(0, 0), null)?.metres ?? 0) - 100) < 1);
  assert.equal(bare.back(point(0, 0)), null);
});
