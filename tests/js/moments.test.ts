import assert from "node:assert/strict";
import { test } from "node:test";
import { momentAt } from "../../frontend/src/trail/moments";

test("the last moment that has come is the one being heard", () => {
  const moments = [0, 4.5, 9];
  assert.equal(momentAt(moments, 0), 0);
  assert.equal(momentAt(moments, 4.4), 0);
  assert.equal(momentAt(moments, 4.5), 1);
  assert.equal(momentAt(moments, 600), 2);
});

test("before the first one, and without any, nothing is marked", () => {
  assert.equal(momentAt([2, 3], 1.9), -1);
  assert.equal(momentAt([], 5), -1);
});
