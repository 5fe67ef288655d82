import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { passagesInOrder, TrackLine } from "../../frontend/src/walk/track-line.ts";
import { apart } from "../../frontend/src/walk/walk-trail.ts";

const spot = (east: number, north: number) => ({ east, north });

/** Out along one street, and back along the same. */
const back = new TrackLine([spot(0, 0), spot(0, 200), spot(0, 0)]);

describe("the track, metre by metre", () => {
  const corner = new TrackLine([spot(0, 0), spot(0, 0), spot(0, 100), spot(50.5, 100)]);

  test("is as long as its line, to a metre", () => {
    assert.ok(Math.abs(corner.lengthM - 150.5) <= 1);
  });

  test("tells where one is, and is not left at its ends", () => {
    assert.deepEqual(corner.at(40.25), spot(0, 40.25));
    assert.deepEqual(corner.at(-5), spot(0, 0));
    assert.deepEqual(corner.at(1e6), spot(50.5, 100));
  });

  test("without a line is nowhere", () => {
    for (const line of [[], [spot(3, 3)]]) {
      const none = new TrackLine(line);
      assert.equal(none.lengthM, 0);
      assert.deepEqual(none.feet(spot(0, 0), 100), []);
      assert.deepEqual(none.passages(spot(0, 0), 100), []);
    }
  });

  test("has a foot wherever it comes near, the nearest first", () => {
    const feet = back.feet(spot(10, 50), 40);
    assert.deepEqual(
      feet.map(({ alongM }) => alongM),
      [50, 350],
    );
    assert.deepEqual(
      feet.map(({ metres }) => metres),
      [10, 10],
    );
    assert.deepEqual(back.feet(spot(60, 50), 40), []);
  });

  test("passes a zone as often as it comes into it", () => {
    const [out, home] = back.passages(spot(5, 100), 30);
    assert.ok(out && home);
    assert.deepEqual([out.nearestM, home.nearestM], [100, 300]);
    assert.ok(out.fromM >= 70 && out.toM <= 130);
  });
});

describe("passages in the order of the stops", () => {
  const passages = (...norths: number[]) =>
    norths.map((north) => back.passages(spot(0, north), 20));

  test("come one after the other", () => {
    const due = passagesInOrder(passages(50, 150, 60));
    assert.deepEqual(
      due.map((each) => each?.nearestM),
      [50, 150, 340],
    );
  });

  test("are none where the track does not pass", () => {
    const due = passagesInOrder([...passages(50), [], ...passages(150)]);
    assert.deepEqual(
      due.map((each) => each?.nearestM),
      [50, undefined, 150],
    );
    assert.deepEqual(passagesInOrder([]), []);
  });
});

describe("zones apart", () => {
  const at = (id: string, latitude: number, radiusM = 30) => ({
    id,
    latitude,
    longitude: 4,
    radiusM,
  });

  test("end half-way to their neighbours", () => {
    const [a, b, c] = apart([at("a", 45), at("b", 45 + 40 / 111_195), at("c", 46)]);
    assert.ok(a && b && c);
    assert.ok(Math.abs(a.radiusM - 20) < 0.1 && Math.abs(b.radiusM - 20) < 0.1);
    assert.equal(c.radiusM, 30);
  });

  test("never become too small to be met, and a lone one stays", () => {
    assert.equal(apart([at("a", 45), at("b", 45)])[0]?.radiusM, 12);
    assert.equal(apart([at("a", 45)])[0]?.radiusM, 30);
  });
});
