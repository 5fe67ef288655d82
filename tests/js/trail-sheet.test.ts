import assert from "node:assert/strict";
import test from "node:test";
import { isSheetState, layoutAt, settle, step } from "../../frontend/src/sheet/snap";

const heights = { peek: 150, half: 400, full: 760 };

test("a sheet let go at rest goes to the nearest state", () => {
  assert.equal(settle(200, 0, heights), "peek");
  assert.equal(settle(390, 0.1, heights), "half");
  assert.equal(settle(700, -0.1, heights), "full");
});

test("a throw goes one state further, however short it is", () => {
  assert.equal(settle(160, 1, heights), "half");
  assert.equal(settle(420, 1, heights), "full");
  assert.equal(settle(740, -1, heights), "half");
  assert.equal(settle(390, -1, heights), "peek");
});

test("a throw beyond the ends stays at the end", () => {
  assert.equal(settle(760, 2, heights), "full");
  assert.equal(settle(150, -2, heights), "peek");
});

test("the arrow keys go one step and stop at the ends", () => {
  assert.equal(step("peek", 1), "half");
  assert.equal(step("half", 1), "full");
  assert.equal(step("full", 1), "full");
  assert.equal(step("peek", -1), "peek");
});

test("while it is dragged the sheet shows what its height has room for", () => {
  assert.equal(layoutAt(180, heights), "peek");
  assert.equal(layoutAt(380, heights), "half");
  assert.equal(layoutAt(600, heights), "full");
});

test("only the three states are states", () => {
  assert.ok(isSheetState("half"));
  assert.ok(!isSheetState("open"));
  assert.ok(!isSheetState(undefined));
});
