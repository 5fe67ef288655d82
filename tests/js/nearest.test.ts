import assert from "node:assert/strict";
import test from "node:test";
import { distanceM } from "../../frontend/src/geo";
import { nearestFirst, readPoint } from "../../frontend/src/home/nearest";

const HELSINKI = { latitude: 60.1719, longitude: 24.9414 };
const SAINT_ETIENNE = { latitude: 45.4397, longitude: 4.3872 };
const LYON = { latitude: 45.764, longitude: 4.8357 };

test("a point is at no distance from itself, and distances go both ways", () => {
  assert.equal(distanceM(LYON, LYON), 0);
  assert.equal(distanceM(LYON, HELSINKI), distanceM(HELSINKI, LYON));
});

test("a degree of latitude is about 111 km", () => {
  const metres = distanceM(
    { latitude: 45, longitude: 4 },
    { latitude: 46, longitude: 4 },
  );
  assert.ok(Math.abs(metres - 111_195) < 10, String(metres));
});

test("trails come nearest first, and those without a point last, as they were", () => {
  const trails = [
    { name: "without", point: null },
    { name: "Helsinki", point: HELSINKI },
    { name: "also without", point: null },
    { name: "Saint-Étienne", point: SAINT_ETIENNE },
  ];
  const sorted = nearestFirst(trails, (trail) => trail.point, LYON);
  assert.deepEqual(
    sorted.map(({ item }) => item.name),
    ["Saint-Étienne", "Helsinki", "without", "also without"],
  );
  assert.equal(sorted[2]?.metres, null);
  assert.ok(Math.abs((sorted[0]?.metres ?? 0) - 50_200) < 1000);
});

test("the usual order is left alone", () => {
  const trails = [HELSINKI, SAINT_ETIENNE];
  nearestFirst(trails, (point) => point, LYON);
  assert.deepEqual(trails, [HELSINKI, SAINT_ETIENNE]);
});

test("a point is read from data, and half a point is none", () => {
  assert.deepEqual(readPoint({ latitude: "45.5", longitude: "-4.25" }), {
    latitude: 45.5,
    longitude: -4.25,
  });
  assert.equal(readPoint({ latitude: "45.5" }), null);
  assert.equal(readPoint({ latitude: "", longitude: "x" }), null);
});
