import assert from "node:assert/strict";
import test from "node:test";
import { bearingDeg } from "../../frontend/src/geo";
import { isNear, wayTo } from "../../frontend/src/trail/way";

const here = { latitude: 45, longitude: 4 };
const north = { latitude: 45.001, longitude: 4 };
const next = { point: north, legMetres: 240, legMinutes: 4 };

test("bearings go round from the north", () => {
  assert.ok(Math.abs(bearingDeg(here, north)) < 1e-6);
  assert.ok(Math.abs(bearingDeg(here, { latitude: 45, longitude: 4.001 }) - 90) < 0.01);
  assert.ok(Math.abs(bearingDeg(north, here) - 180) < 1e-6);
  assert.ok(
    Math.abs(bearingDeg(here, { latitude: 45, longitude: 3.999 }) - 270) < 0.01,
  );
});

test("without a position the way is the trail's own leg, seen from the stop before", () => {
  const way = wayTo(next, here, null);
  assert.deepEqual([way.metres, way.minutes], [240, 4]);
  assert.ok(Math.abs(way.bearing ?? -1) < 1e-6);
});

test("with a position the way is counted from the walker", () => {
  const way = wayTo(next, null, { latitude: 45.002, longitude: 4 });
  assert.ok(Math.abs(way.metres - 111.2) < 0.5);
  assert.ok(Math.abs((way.bearing ?? 0) - 180) < 0.01);
});

test("a stop that is nowhere on the map has a length and no direction", () => {
  const way = wayTo({ ...next, point: null }, here, here);
  assert.deepEqual([way.metres, way.bearing], [240, null]);
});

test("a walker in another city does not pull the map away from the trail", () => {
  assert.ok(isNear(here, north));
  assert.ok(!isNear(here, { latitude: 48.85, longitude: 2.35 }));
});
