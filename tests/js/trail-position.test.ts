import assert from "node:assert/strict";
import test from "node:test";
import {
  type Event,
  type Fix,
  next,
  STALE_MS,
  START,
  type State,
} from "../../frontend/src/position/state";

const fix = (accuracy: number, at = 0): Fix => ({
  latitude: 45.44,
  longitude: 4.38,
  accuracy,
  at,
});

function after(...events: Event[]): State {
  return events.reduce(next, START);
}

const GO: Event[] = [{ kind: "open" }, { kind: "go", granted: false }];

test("the purpose is said before anything is asked", () => {
  assert.equal(after({ kind: "open" }).name, "purpose");
});

test("going ahead asks the phone; a phone that has agreed before searches at once", () => {
  assert.equal(after(...GO).name, "asking");
  assert.equal(
    after({ kind: "open" }, { kind: "go", granted: true }).name,
    "searching",
  );
});

test("once the walker has agreed the search begins", () => {
  assert.equal(after(...GO, { kind: "granted" }).name, "searching");
});

test("a good fix locates, one worse than 200 m is called imprecise", () => {
  assert.equal(after(...GO, { kind: "fix", fix: fix(12) }).name, "located");
  assert.equal(after(...GO, { kind: "fix", fix: fix(201) }).name, "imprecise");
});

test("a fix that improves is believed", () => {
  const events: Event[] = [
    { kind: "fix", fix: fix(900) },
    { kind: "fix", fix: fix(9) },
  ];
  assert.equal(after(...GO, ...events).name, "located");
});

test("a refusal forgets what was known and says so", () => {
  const state = after(...GO, { kind: "fix", fix: fix(12) }, { kind: "refused" });
  assert.deepEqual(state, { name: "denied", fix: null });
});

test("an error before the first fix is said, after it the last place stays", () => {
  const agreed: Event = { kind: "granted" };
  assert.equal(after(...GO, agreed, { kind: "lost" }).name, "unavailable");
  const state = after(...GO, { kind: "fix", fix: fix(12) }, { kind: "lost" });
  assert.equal(state.name, "located");
});

test("a fix that comes after all is shown", () => {
  const late: Event[] = [
    { kind: "granted" },
    { kind: "lost" },
    { kind: "fix", fix: fix(8) },
  ];
  assert.equal(after(...GO, ...late).name, "located");
});

test("without news the place grows old, and keeps where it was", () => {
  const seen: Event = { kind: "fix", fix: fix(12, 1000) };
  assert.equal(
    after(...GO, seen, { kind: "tick", now: 1000 + STALE_MS }).name,
    "located",
  );
  const old = after(...GO, seen, { kind: "tick", now: 1001 + STALE_MS });
  assert.equal(old.name, "stale");
  assert.equal(old.fix?.accuracy, 12);
});

test("hiding the position forgets it", () => {
  const state = after(...GO, { kind: "fix", fix: fix(12) }, { kind: "stop" });
  assert.deepEqual(state, START);
});

test("what comes after the walker has said no is not used", () => {
  assert.equal(after({ kind: "fix", fix: fix(5) }).name, "off");
});

test("opening again while the phone is watched changes nothing", () => {
  const state = after(...GO, { kind: "fix", fix: fix(12) }, { kind: "open" });
  assert.equal(state.name, "located");
});

test("the phone's question is not cut short", () => {
  assert.equal(after(...GO, { kind: "lost" }).name, "asking");
});
