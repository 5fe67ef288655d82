import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Point } from "../../frontend/src/geo.ts";
import { nextLook } from "../../frontend/src/walk/duty-cycle.ts";
import { START, WalkEngine, type WalkTrail } from "../../frontend/src/walk/engine.ts";
import { bench, type Listener } from "../../frontend/tools/bench.ts";
import { engine, sparing } from "../../frontend/tools/listeners.ts";
import { SCENES } from "../../frontend/tools/receiver.ts";
import { readTour, type Tour } from "../../frontend/tools/tour.ts";
import { ON_FOOT } from "../../frontend/tools/walkers.ts";

const ORIGIN: Point = { latitude: 45.43, longitude: 4.38 };

const north = (metres: number): Point => ({
  latitude: ORIGIN.latitude + metres / 111_195,
  longitude: ORIGIN.longitude,
});

/** A street that leads north, with a story 800 m up. */
const STREET: WalkTrail = {
  line: [north(0), north(1000)],
  zones: [{ ...north(800), id: "a", radiusM: 30 }],
  isGuided: true,
};

/** An engine that has followed a walker from one place of the street to another. */
function walkedTo(metres: number, fromM = 0, paceMS = 1.2): WalkEngine {
  const walk = new WalkEngine(STREET);
  for (let second = 0; fromM + second * paceMS <= metres; second += 1)
    walk.take({
      ...north(fromM + second * paceMS),
      accuracy: 6,
      at: second * 1000,
    });
  return walk;
}

const look = (walk: WalkEngine, laterS = 1) =>
  nextLook(walk.state, STREET, walk.state.fixAt + laterS * 1000);

describe("the receiver", () => {
  test("is on before the first fix and while a walk begins", () => {
    assert.deepEqual(nextLook(START, STREET, 5000), { isOn: true, wakeAt: 5000 });
    assert.ok(look(walkedTo(60)).isOn);
  });

  test("is off far from a story, for no longer than half the way there takes", () => {
    const walk = walkedTo(300);
    const { isOn, wakeAt } = look(walk);
    assert.ok(!isOn);
    const waitS = (wakeAt - walk.state.fixAt) / 1000;
    assert.ok(waitS > 100 && waitS <= 120, `${waitS}`);
    assert.ok(look(walk, waitS + 1).isOn);
  });

  test("is off for a shorter while as one comes nearer", () => {
    const wakes = [500, 600, 660].map((metres) => {
      const walk = walkedTo(metres);
      return look(walk).wakeAt - walk.state.fixAt;
    });
    assert.ok((wakes[0] ?? 0) > (wakes[1] ?? 0) && (wakes[1] ?? 0) > (wakes[2] ?? 0));
  });

  test("is on near a story", () => {
    assert.ok(look(walkedTo(715)).isOn);
  });

  test("looks now and then while one stands near a story", () => {
    const walk = walkedTo(715);
    const from = walk.state.fixAt;
    for (let second = 1; second < 90; second += 1)
      walk.take({ ...north(715), accuracy: 6, at: from + second * 1000 });
    assert.ok(!look(walk, 1).isOn);
    assert.ok(look(walk, 21).isOn);
  });

  test("is given a rest where no fix comes, and tried again", () => {
    const walk = walkedTo(300);
    const isOn = Array.from({ length: 400 }, (_, s) => look(walk, s).isOn);
    const share = isOn.filter(Boolean).length / isOn.length;
    assert.ok(share > 0.1 && share < 0.35, `${share}`);
  });

  test("is off when every story is told", () => {
    const walk = walkedTo(900);
    assert.deepEqual(walk.state.entered, ["a"]);
    assert.ok(!look(walk).isOn);
  });
});

test("a position that is not asked for is not lost", () => {
  const walk = walkedTo(300);
  const from = walk.state.fixAt;
  const ticks = (isOn: boolean, fromS: number) =>
    Array.from({ length: 60 }, (_, s) => walk.tick(from + (fromS + s) * 1000, isOn));
  assert.deepEqual(ticks(false, 1).flat(), []);
  const told = ticks(true, 61).flat();
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ["lost"],
  );
});

/** An avenue of seven stories, 4.2 km: an hour at 4.2 km/h without a halt. */
function longAvenue(): Tour {
  const stops = Array.from({ length: 7 }, (_, i) => ({
    id: `s${i}`,
    number: i + 1,
    title: `s${i}`,
    location: north(300 + 600 * i),
    trigger: { radius_m: 30 },
  }));
  const line = [0, 4200].map((metres) => [ORIGIN.longitude, north(metres).latitude]);
  return readTour(
    JSON.stringify({ title: "", mode: "guided", track: { legs: [{ line }] }, stops }),
  );
}

describe("on a walk of an hour the receiver is on", () => {
  const street = SCENES.find(({ name }) => name === "street");
  assert.ok(street);
  const run = (pausing: number, make: (tour: Tour) => Listener) =>
    bench(longAvenue(), street, 3, 21, make, {
      ...ON_FOOT,
      paceKmH: [4.2, 4.2],
      pausing,
      detouring: 0,
    });
  const percent = (share: number) => `on for ${(100 * share).toFixed(1)} % of the time`;
  const spared = run(0, sparing);

  test("for less than 40 % without a pause, and stories start as well", (t) => {
    const always = run(0, engine);
    t.diagnostic(percent(spared.onShare));
    assert.equal(always.onShare, 1);
    assert.ok(spared.onShare < 0.4, `${spared.onShare}`);
    assert.ok(spared.whole.on_time >= always.whole.on_time - 1);
    assert.equal(spared.whole.repeated, 0);
  });

  test("for a smaller share where everyone pauses at stops", (t) => {
    const pausing = run(1, sparing);
    t.diagnostic(percent(pausing.onShare));
    assert.ok(pausing.onShare < spared.onShare, `${pausing.onShare}`);
  });
});
