import assert from "node:assert/strict";
import test from "node:test";
import { EMPTY, over, reach, take } from "../../frontend/src/journey/story-queue.ts";

test("a story begins at once while nothing is heard", () => {
  const turn = reach(EMPTY, "a", false);
  assert.deepEqual(turn, { queue: { telling: "a", waiting: [] }, begin: "a" });
});

test("a story is never cut by the next one, which waits", () => {
  const { queue } = reach(EMPTY, "a", false);
  const turn = reach(queue, "b", true);
  assert.equal(turn.begin, null);
  assert.deepEqual(turn.queue, { telling: "a", waiting: ["b"] });
});

test("those that wait are told in their order, each once", () => {
  let { queue } = reach(EMPTY, "a", false);
  for (const id of ["b", "c", "b"]) queue = reach(queue, id, true).queue;
  const begun: (string | null)[] = [];
  for (let i = 0; i < 3; i += 1) {
    const turn = over(queue);
    begun.push(turn.begin);
    queue = turn.queue;
  }
  assert.deepEqual(begun, ["b", "c", null]);
});

test("who was left paused gives way to the stop that is reached", () => {
  const { queue } = reach(EMPTY, "a", false);
  assert.equal(reach(queue, "b", false).begin, "b");
});

test("a stop reached while its own story is heard changes nothing", () => {
  const { queue } = reach(EMPTY, "a", false);
  assert.deepEqual(reach(queue, "a", true), { queue, begin: null });
});

test("a stop chosen by hand waits no more", () => {
  const { queue } = reach({ telling: "a", waiting: ["b", "c"] }, "d", true);
  const turn = take(queue, "c");
  assert.deepEqual(turn.queue, { telling: "c", waiting: ["b", "d"] });
});
