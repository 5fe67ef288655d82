import assert from "node:assert/strict";
import { test } from "node:test";
import { shareAt } from "../../frontend/src/trail/compared-share";

test("a hand shows as much of the earlier picture as lies to its left", () => {
  assert.equal(shareAt(120, 20, 400), 25);
  assert.equal(shareAt(420, 20, 400), 100);
});

test("a hand that leaves the pictures stays at their edge", () => {
  assert.equal(shareAt(-50, 20, 400), 0);
  assert.equal(shareAt(900, 20, 400), 100);
  assert.equal(shareAt(10, 0, 0), 0);
});
