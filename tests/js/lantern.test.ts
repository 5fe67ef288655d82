import assert from "node:assert/strict";
import test from "node:test";
import {
  isWorthSaying,
  sideOf,
  ticking,
  turnDeg,
} from "../../frontend/src/lantern/lantern.ts";

test("it ticks the quicker the nearer the goal is", () => {
  const rates = [500, 150, 80, 40, 20, 5, 1].map((m) => ticking(m, 0).everyMs);
  assert.deepEqual(
    rates,
    [...rates].sort((a, b) => b - a),
  );
  assert.ok((rates[0] ?? 0) > 6 * (rates.at(-1) ?? 0));
});

test("half the distance is heard as the same step everywhere", () => {
  const step = (m: number): number => ticking(m, 0).everyMs / ticking(m / 2, 0).everyMs;
  assert.ok(Math.abs(step(120) - step(30)) < 0.02);
});

test("the note is highest straight on, lowest behind, the same on both sides", () => {
  const note = (turn: number): number => ticking(50, turn).hertz;
  assert.ok(note(0) > note(60));
  assert.ok(note(60) > note(150));
  assert.equal(note(-60), note(60));
});

test("without a compass there is one note", () => {
  assert.equal(ticking(10, null).hertz, ticking(100, null).hertz);
});

test("one turns the shorter way round", () => {
  assert.equal(turnDeg(10, 350), 20);
  assert.equal(turnDeg(350, 10), -20);
  assert.equal(turnDeg(180, 0), -180);
});

test("sides are told clockwise from straight on", () => {
  assert.deepEqual(
    [0, 20, 45, 90, 180, -180, -90, -45].map(sideOf),
    [0, 0, 1, 2, 4, 4, 6, 7],
  );
});

test("a distance is said again once it has changed by a quarter", () => {
  assert.equal(isWorthSaying(100, null), true);
  assert.equal(isWorthSaying(80, 100), false);
  assert.equal(isWorthSaying(75, 100), true);
  assert.equal(isWorthSaying(12, 18), false); // not every ten steps near the goal
});
