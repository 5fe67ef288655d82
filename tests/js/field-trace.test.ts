import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { positions, Trace } from "../../frontend/src/field/trace.ts";

const METRE = 1 / 111_195;
const fix = (metres: number, seconds: number, accuracy = 6) => ({
  latitude: 45 + metres * METRE,
  longitude: 4,
  accuracy,
  at: 1_000_000 + seconds * 1000,
});

describe("the line of a walk", () => {
  test("grows by steps that mean something, and knows its length", () => {
    const trace = new Trace();
    for (let second = 0; second <= 100; second += 1)
      trace.add(fix(1.3 * second, second));
    assert.ok(trace.points.length > 15 && trace.points.length < 30);
    assert.ok(Math.abs(trace.lengthM - 130) < 6);
  });

  test("does not tremble while one stands still", () => {
    const trace = new Trace();
    for (let second = 0; second < 60; second += 1)
      trace.add(fix(second % 2 ? 8 : 0, second, 30));
    assert.equal(trace.points.length, 1);
  });

  test("believes neither a coarse fix nor one that comes late", () => {
    const trace = new Trace();
    assert.equal(trace.add(fix(0, 0, 400)), null);
    assert.ok(trace.add(fix(0, 1)));
    assert.equal(trace.add(fix(20, 0)), null);
  });

  test("leaves out a leap, but follows once others insist on it", () => {
    const trace = new Trace();
    trace.add(fix(0, 0));
    assert.equal(trace.add(fix(300, 1)), null);
    assert.ok(trace.add(fix(8, 6)));
    const found = [7, 10, 13, 16, 19].map((second) => trace.add(fix(500, second)));
    assert.equal(found[0], null);
    assert.ok(found.some((point) => point !== null));
  });

  test("goes on from what the phone kept of it", () => {
    const before = new Trace();
    for (const metres of [0, 10, 20]) before.add(fix(metres, metres));
    const after = new Trace(before.points);
    assert.equal(after.lengthM, before.lengthM);
    assert.equal(after.add(fix(30, 5)), null);
    assert.ok(after.add(fix(30, 40)));
  });

  test("is sent with longitude first and without its times", () => {
    assert.deepEqual(positions([fix(0, 0)]), [[4, 45]]);
  });
});
