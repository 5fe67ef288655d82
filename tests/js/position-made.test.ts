import assert from "node:assert/strict";
import test from "node:test";
import { MadeWalk, RecordedWalk } from "../../frontend/src/position/made-walk.ts";
import { platformOf } from "../../frontend/src/position/platform.ts";
import { next, STALE_MS, START } from "../../frontend/src/position/state.ts";

const track = {
  lengthM: 20,
  pointAt: (metres: number) => ({ latitude: metres, longitude: 0 }),
};

test("a walk from home goes along the track at a stroll, to its end", (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"] });
  const places = walked(t, new MadeWalk(track, () => false), 60);
  assert.equal(places[1], 2.6);
  assert.equal(places.at(-1), 20);
});

test("a walk from home stands still while a story is heard", (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"] });
  const places = walked(t, new MadeWalk(track, () => true, 7), 5);
  assert.deepEqual(new Set(places), new Set([7]));
});

function walked(
  t: { mock: { timers: { tick(ms: number): void } } },
  source: MadeWalk,
  seconds: number,
): number[] {
  const places: number[] = [];
  source.start((event) => {
    if (event.kind === "fix") places.push(event.fix.latitude);
  });
  t.mock.timers.tick(1000 * seconds);
  source.stop();
  return places;
}

test("a recorded walk is told in its own time, dated now", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 900_000 });
  const at = [5000, 6000, 9000];
  const fixes = at.map((each) => ({
    latitude: 1,
    longitude: 2,
    accuracy: 5,
    at: each,
  }));
  const told: number[] = [];
  const source = new RecordedWalk(fixes);
  source.start((event) => {
    if (event.kind === "fix") told.push(event.fix.at);
  });
  t.mock.timers.tick(1000);
  assert.deepEqual(told, [900_000, 901_000]);
  t.mock.timers.tick(3000);
  assert.deepEqual(told, [900_000, 901_000, 904_000]);
});

test("a phone left to rest is not without news until some time after", () => {
  const fix = { latitude: 1, longitude: 2, accuracy: 5, at: 0 };
  let state = next(next(START, { kind: "go", granted: true }), { kind: "fix", fix });
  state = next(state, { kind: "rest", until: 60_000 });
  assert.equal(next(state, { kind: "tick", now: 60_000 }).name, "located");
  const late = next(state, { kind: "tick", now: 60_001 + STALE_MS });
  assert.equal(late.name, "stale");
});

test("the way into the settings is told for each phone", () => {
  const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X)";
  const android = "Mozilla/5.0 (Linux; Android 15; Pixel 9)";
  assert.deepEqual([iphone, android, "Mozilla/5.0 (X11; Linux)"].map(platformOf), [
    "ios",
    "android",
    "other",
  ]);
});
