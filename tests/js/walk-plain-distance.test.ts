import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Point } from "../../frontend/src/geo.ts";
import type { Zone } from "../../frontend/src/walk/walk-trail.ts";
import {
  OUTSIDE,
  type WalkEvent,
  walkTo,
} from "../../frontend/tools/plain-distance.ts";

/** Points on one street that leads north, by their metres. */
const at = (metres: number): Point => ({
  latitude: 45.43 + metres / 111_195,
  longitude: 4.38,
});
const zone = (id: string, metres: number, radiusM = 30): Zone => ({
  ...at(metres),
  id,
  radiusM,
});

/** What is told along the street: `+a` entered, `-a` left. */
function walked(zones: readonly Zone[], ...metres: number[]): string[] {
  let entered = OUTSIDE;
  return metres.flatMap((each) => {
    const fix = { ...at(each), accuracy: 5, at: 0 };
    const step = walkTo(entered, fix, zones);
    entered = step.entered;
    return step.events.map(({ kind, id }) => `${kind === "enter" ? "+" : "-"}${id}`);
  });
}

describe("a walker", () => {
  const one = [zone("a", 100)];

  test("enters a zone once, and leaves it once", () => {
    assert.deepEqual(walked(one, 0, 60, 75, 90, 100, 125, 135, 200), ["+a", "-a"]);
  });

  test("is told again by a zone that was left", () => {
    assert.deepEqual(walked(one, 100, 200, 100), ["+a", "-a", "+a"]);
  });

  test("stands outside at the very edge of a zone", () => {
    const fix = { ...at(0), accuracy: 5, at: 0 };
    const edge = walkTo(OUTSIDE, fix, [{ ...at(0), id: "a", radiusM: 0 }]);
    assert.deepEqual(edge, { entered: [], events: [] });
  });

  test("hears how far the middle of the zone is", () => {
    const fix = { ...at(80), accuracy: 5, at: 0 };
    const [event] = walkTo(OUTSIDE, fix, one).events as [WalkEvent];
    assert.ok(event.kind === "enter");
    assert.ok(Math.abs(event.metres - 20) < 0.1);
  });

  test("enters nothing where nothing is", () => {
    assert.deepEqual(walked([], 0, 100), []);
  });
});

describe("where zones overlap", () => {
  const two = [zone("a", 100), zone("b", 140)];

  test("the nearest is entered, whichever comes first in the list", () => {
    assert.deepEqual(walked(two, 115), ["+a"]);
    assert.deepEqual(walked(two, 125), ["+b"]);
    assert.deepEqual(walked([...two].reverse(), 115), ["+a"]);
  });

  test("the next one is entered once it is the nearest, before the first is left", () => {
    assert.deepEqual(walked(two, 100, 115, 125, 135), ["+a", "+b", "-a"]);
  });

  test("who wavers between both is told each once", () => {
    assert.deepEqual(walked(two, 118, 122, 118, 122, 118), ["+a", "+b"]);
  });
});

test("a zone that is no more counts as left", () => {
  const fix = { ...at(100), accuracy: 5, at: 0 };
  const inside = walkTo(OUTSIDE, fix, [zone("a", 100)]).entered;
  const after = walkTo(inside, fix, []);
  assert.deepEqual(after, { entered: [], events: [{ kind: "exit", id: "a" }] });
});
