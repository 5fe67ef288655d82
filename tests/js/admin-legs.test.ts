import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Clock, LegFollower } from "../../frontend/src/admin/leg-follower.ts";
import {
  alongLine,
  followStops,
  isBetween,
  type LegStop,
  type Plan,
  planOf,
  planStreets,
  runs,
  settled,
  withLeg,
  withVia,
} from "../../frontend/src/admin/leg-plan.ts";
import type { Answer } from "../../frontend/src/admin/leg-service.ts";
import { drawnLeg, type Leg } from "../../frontend/src/admin/track.ts";

const stop = (key: string, longitude: number, latitude = 45): LegStop => ({
  key,
  name: key,
  latitude,
  longitude,
});
const [A, B, C, D] = [stop("a", 4), stop("b", 4.01), stop("c", 4.02), stop("d", 4.03)];
const at = ({ latitude, longitude }: LegStop) => ({ latitude, longitude });
const leg = (from: LegStop, to: LegStop, change: Partial<Leg> = {}): Leg => ({
  ...drawnLeg([at(from), at(to)], "street"),
  ...change,
});
const shape = (plan: Plan) =>
  plan.map(
    ({ by, from, isAsked }) => `${by} ${from ?? "new"}${isAsked ? " asked" : ""}`,
  );

describe("what is asked when stops change", () => {
  const plan = planOf([leg(A, B), leg(B, C)]);
  const was = [A, B, C];

  test("nothing when nothing moved", () => {
    const after = followStops(plan, was, was, false);
    assert.deepEqual(shape(after), ["street 0", "street 1"]);
    assert.deepEqual(after, plan);
  });

  test("the new leg when a stop is added", () => {
    const after = followStops(plan, was, [A, B, C, D], false);
    assert.deepEqual(shape(after), ["street 0", "street 1", "street new asked"]);
  });

  test("both legs of a stop that moved, which keep their vias", () => {
    const vias = [at(D)];
    const bent = planOf([leg(A, B, { vias }), leg(B, C), leg(C, D)]);
    const moved = [A, stop("b", 4.011), C, D];
    const after = followStops(bent, [A, B, C, D], moved, false);
    assert.deepEqual(shape(after), ["street 0 asked", "street 1 asked", "street 2"]);
    assert.deepEqual(after[0]?.vias, vias);
  });

  test("one leg, without vias, when a stop is deleted", () => {
    const after = followStops(plan, was, [A, C], false);
    assert.deepEqual(shape(after), ["street new asked"]);
    assert.deepEqual(followStops(plan, was, [A], false), []);
  });

  test("only the legs whose ends changed when stops are reordered", () => {
    const four = planOf([leg(A, B), leg(B, C), leg(C, D)]);
    const after = followStops(four, [A, B, C, D], [A, B, D, C], false);
    assert.deepEqual(shape(after), [
      "street 0",
      "street new asked",
      "street new asked",
    ]);
  });

  test("never a freehand leg: its end goes with the stop", () => {
    const middle = { latitude: 45.01, longitude: 4.005 };
    const hand = drawnLeg([at(A), middle, at(B)], "freehand");
    const moved = stop("b", 4.012);
    const after = followStops(planOf([hand]), [A, B], [A, moved], false);
    assert.deepEqual(shape(after), ["freehand 0"]);
    assert.deepEqual(settled(after, [hand], new Map())[0]?.line, [
      at(A),
      middle,
      at(moved),
    ]);
  });

  test("the way back follows the last stop", () => {
    const round = planOf([leg(A, B), leg(B, A, { closes: true })]);
    const after = followStops(round, [A, B], [A, B, C], true);
    assert.deepEqual(shape(after), [
      "street 0",
      "street new asked",
      "street new asked",
    ]);
    assert.equal(after[2]?.closes, true);
    assert.equal(followStops(round, [A, B], [A, B], false).length, 1);
  });

  test("all street legs when the streets are asked for again", () => {
    const mixed = planOf([leg(A, B), leg(B, C, { by: "freehand" })]);
    assert.deepEqual(shape(planStreets(mixed, was, false)), [
      "street 0 asked",
      "freehand 1",
    ]);
    assert.deepEqual(
      shape(planStreets([], was, true)),
      Array(3).fill("street new asked"),
    );
  });

  test("one question for each run of legs", () => {
    const five = planOf([leg(A, B), leg(B, C), leg(C, D), leg(D, A), leg(A, C)]);
    const wanted = [1, 2, 4].reduce<Plan>(
      (all, n) => withLeg(all, n, { vias: [] }),
      five,
    );
    assert.deepEqual(runs(wanted), [
      [1, 3],
      [4, 5],
    ]);
    assert.deepEqual(runs(five), []);
  });

  test("tells whether the legs still lie between the stops", () => {
    assert.equal(isBetween(plan, was), true);
    assert.equal(isBetween(plan, [A, C, B]), false);
    assert.equal(isBetween(plan, [A, B]), false);
  });
});

describe("what was found", () => {
  test("takes its place, beside the legs as they are now", () => {
    const old = [leg(A, B), leg(B, C, { by: "freehand" })];
    const plan = withLeg(planOf(old), 0, { vias: [at(D)] });
    const edited = [old[0], { ...old[1], steps: 3 }] as Leg[];
    const line = [at(A), at(D), at(B)];
    const found = { line, reason: null, steps: 4, isStepFree: false };
    const [first, second] = settled(plan, edited, new Map([[0, found]]));
    assert.deepEqual(first, { ...old[0], ...found, vias: [at(D)] });
    assert.equal(second, edited[1]);
  });

  test("a leg without an answer is a straight line through its vias", () => {
    const plan = withLeg(planOf([leg(A, B)]), 0, { vias: [at(C)] });
    assert.deepEqual(settled(plan, [], new Map())[0]?.line, [A, C, B].map(at));
  });
});

describe("vias", () => {
  const line = [A, B, C].map(at);

  test("lie along the line where it is nearest", () => {
    assert.equal(
      alongLine(line, { latitude: 45.1, longitude: 4.005 }).toFixed(3),
      "0.500",
    );
    assert.equal(alongLine(line, at(D)), 2);
    assert.equal(alongLine([], at(D)), 0);
  });

  test("come in the order walked", () => {
    const vias = [at(B)];
    const before = withVia({ line, vias }, 0.4, at(D));
    assert.deepEqual(before, { vias: [at(D), at(B)], number: 0 });
    assert.equal(withVia({ line, vias }, 1.5, at(D)).number, 1);
  });
});

describe("following", () => {
  const plan = withLeg(planOf([leg(A, B)]), 0, { vias: [] });
  const other = withLeg(planOf([leg(A, B)]), 0, { vias: [at(C)] });

  function desk() {
    const timers = new Map<number, () => void>();
    const answers: ((answer: Answer) => void)[] = [];
    const signals: AbortSignal[] = [];
    const done: [Plan, string | null][] = [];
    const clock: Clock = {
      later: (act) => timers.set(timers.size + 1, act).size,
      cancel: (timer) => void timers.set(timer, () => undefined),
    };
    const follower = new LegFollower(
      (_plan, _profile, signal) => {
        signals.push(signal);
        return new Promise((resolve) => answers.push(resolve));
      },
      () => "on-foot",
      (settledPlan, { notice }) => done.push([settledPlan, notice]),
      clock,
    );
    const tick = () => {
      for (const act of timers.values()) act();
      timers.clear();
    };
    const answer = async (number: number, notice: string) => {
      answers[number]?.({ found: new Map(), notice });
      await Promise.resolve();
      await Promise.resolve();
    };
    return { follower, tick, answer, answers, signals, done };
  }

  test("changes of a moment are one question", () => {
    const { follower, tick, answers } = desk();
    follower.follow(plan, 400);
    follower.follow(other, 400);
    tick();
    assert.equal(answers.length, 1);
    assert.equal(follower.pending, other);
  });

  test("a stale answer never overwrites a newer one", async () => {
    const { follower, tick, answer, signals, done } = desk();
    follower.follow(plan, 0);
    tick();
    follower.follow(other, 0);
    tick();
    assert.equal(signals[0]?.aborted, true);
    await answer(1, "new");
    await answer(0, "stale");
    assert.deepEqual(done, [[other, "new"]]);
    assert.equal(follower.pending, null);
  });

  test("what is dropped changes nothing", async () => {
    const { follower, tick, answer, done } = desk();
    follower.follow(plan, 0);
    tick();
    follower.drop();
    await answer(0, "late");
    assert.deepEqual(done, []);
  });

  test("a plan that asks nothing is done at once", () => {
    const { follower, done } = desk();
    follower.follow(planOf([leg(A, B)]), 400);
    assert.equal(done.length, 1);
  });
});
