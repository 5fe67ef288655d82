import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { DeskWalk } from "../../frontend/src/admin/desk-walk.ts";
import { distanceM, type Point } from "../../frontend/src/geo.ts";

const START = { latitude: 45.43, longitude: 4.38 };
const CORNER = { latitude: 45.4309, longitude: 4.38 }; // 100 m north
const END = { latitude: 45.4309, longitude: 4.3813 }; // then 101 m east
const HUNDRED = distanceM(START, CORNER);

const near = (a: number, b: number, by = 0.01): void =>
  assert.ok(Math.abs(a - b) <= by, `${a} is not ${b}`);

function stands(walk: DeskWalk, point: Point): void {
  assert.ok(walk.place);
  near(distanceM(walk.place, point), 0, 0.05);
}

let walk: DeskWalk;
beforeEach(() => {
  walk = new DeskWalk();
  walk.follow([START, CORNER, CORNER, END]);
});

describe("a walk from the desk", () => {
  test("begins where the line does, looking along it", () => {
    stands(walk, START);
    near(walk.place?.headingDeg ?? -1, 0);
    assert.equal(walk.isGoing, false);
  });

  test("goes at four kilometres an hour", () => {
    walk.toggle();
    walk.advance(36);
    near(walk.metres, 40);
    near(distanceM(START, walk.place ?? END), 40);
  });

  test("goes eight times as far at eight times the speed", () => {
    walk.toggle();
    walk.advance(9);
    const onFoot = walk.metres;
    walk.seek(0);
    walk.speed = 8;
    walk.advance(9);
    near(walk.metres, 8 * onFoot);
  });

  test("turns with the line", () => {
    walk.seek(HUNDRED);
    stands(walk, CORNER);
    walk.seek(HUNDRED + 10);
    near(walk.place?.headingDeg ?? -1, 90);
  });

  test("goes nowhere while it is paused", () => {
    walk.toggle();
    walk.toggle();
    walk.advance(60);
    assert.equal(walk.metres, 0);
  });

  test("pauses at the end, and starts again from there", () => {
    walk.toggle();
    walk.advance(10_000);
    stands(walk, END);
    assert.deepEqual([walk.isAtEnd, walk.isGoing], [true, false]);
    walk.toggle();
    assert.deepEqual([walk.metres, walk.isGoing], [0, true]);
  });

  test("is kept within the line when sought beyond it", () => {
    walk.seek(-5);
    assert.equal(walk.metres, 0);
    walk.seek(1e9);
    assert.equal(walk.metres, walk.lengthM);
  });
});

describe("a walker taken by hand", () => {
  const beside = { latitude: 45.43045, longitude: 4.3801 }; // 8 m east of the middle

  test("stands on the line when let go near it", () => {
    walk.put(beside, 10);
    stands(walk, { latitude: 45.43045, longitude: 4.38 });
    near(walk.metres, 50, 0.1);
    assert.equal(walk.asideM, 0);
  });

  test("stands where it is put when the line is far", () => {
    walk.put(beside, 5);
    stands(walk, beside);
    near(walk.asideM, 7.8, 0.1);
  });

  test("pauses, and goes back to the line to go on", () => {
    walk.toggle();
    walk.put(beside);
    assert.equal(walk.isGoing, false);
    walk.toggle();
    walk.advance(0.9);
    near(walk.metres, 51, 0.1);
    assert.equal(walk.asideM, 0);
  });
});

describe("the line walked", () => {
  test("may change under the walker", () => {
    walk.seek(150);
    walk.follow([START, CORNER]);
    stands(walk, CORNER);
    near(walk.metres, HUNDRED);
  });

  test("may be none, or a single point: then nobody walks", () => {
    for (const line of [[], [START], [START, START]]) {
      walk.toggle();
      walk.follow(line);
      assert.deepEqual(
        [walk.place, walk.isWalkable, walk.isGoing],
        [null, false, false],
      );
      walk.toggle();
      assert.equal(walk.isGoing, false);
      walk.follow([START, CORNER]);
    }
  });

  test("may begin with the same point twice", () => {
    walk.follow([START, START, CORNER]);
    stands(walk, START);
    near(walk.place?.headingDeg ?? -1, 0);
  });
});
