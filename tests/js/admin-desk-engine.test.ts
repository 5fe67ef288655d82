import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { DeskEngine } from "../../frontend/src/admin/desk-engine.ts";
import { DeskWalk } from "../../frontend/src/admin/desk-walk.ts";
import type { Point } from "../../frontend/src/geo.ts";
import type { WalkTrail } from "../../frontend/src/walk/walk-trail.ts";

/** Points on a street that leads north, and beside it, in metres. */
const at = (north: number, east = 0): Point => ({
  latitude: 45.43 + north / 111_195,
  longitude: 4.38 + east / 78_040,
});
const LINE = [at(0), at(400)];
const trail = (...zones: readonly [id: string, metres: number][]): WalkTrail => ({
  zones: zones.map(([id, metres]) => ({ ...at(metres), id, radiusM: 30 })),
  line: LINE,
  isGuided: true,
});

let engine: DeskEngine;
let walk: DeskWalk;
beforeEach(() => {
  engine = new DeskEngine();
  engine.follow(trail(["a", 100], ["b", 300]));
  walk = new DeskWalk();
  walk.follow(LINE);
});

/** What is told on a stretch of the line, walked in pieces. */
function told(fromM: number, toM: number, stepM = 400): string[] {
  const events: string[] = [];
  const step = fromM < toM ? stepM : -stepM;
  for (let here = fromM; here !== toM; ) {
    const next = step > 0 ? Math.min(toM, here + step) : Math.max(toM, here + step);
    for (const event of engine.walk(walk.way(here, next)))
      events.push("id" in event ? `${event.kind} ${event.id}` : event.kind);
    here = next;
  }
  return events;
}
const stories = (events: readonly string[]): string[] =>
  events.filter((event) => event.startsWith("enter"));

describe("on the desk", () => {
  test("stories start in their turn, each once", () => {
    assert.deepEqual(stories(told(0, 400)), ["enter a", "enter b"]);
    assert.deepEqual(stories(told(400, 0)), []);
  });

  test("a story starts near the edge of its zone, however the way is cut", () => {
    for (const stepM of [0.3, 5, 400]) {
      engine.restart();
      assert.deepEqual(stories(told(0, 40, stepM)), []);
      assert.deepEqual(stories(told(40, 90, stepM)), ["enter a"]);
    }
  });

  test("a story is announced before it starts", () => {
    const events = told(0, 100);
    assert.ok(events.indexOf("announce a") >= 0);
    assert.ok(events.indexOf("announce a") < events.indexOf("enter a"));
  });

  test("nothing is told before the walker moves", () => {
    assert.deepEqual(engine.walk([]), []);
  });

  test("who stands in the first zone hears its story with the first steps", () => {
    engine.follow(trail(["a", 0]));
    assert.deepEqual(stories(told(0, 2)), ["enter a"]);
  });

  test("who goes far from the track leaves it, and finds it again", () => {
    told(0, 200);
    const away = engine.walk([at(200), at(200, 120)]).map(({ kind }) => kind);
    assert.ok(away.includes("off_track"));
    const back = engine.walk([at(200, 120), at(200)]).map(({ kind }) => kind);
    assert.ok(back.includes("found"));
  });

  test("a new walk tells stories again", () => {
    told(0, 150);
    engine.restart();
    assert.deepEqual(stories(told(0, 150)), ["enter a"]);
  });

  test("what was heard stays heard when the trail changes", () => {
    told(0, 100);
    engine.follow(trail(["a", 110], ["b", 300]));
    assert.deepEqual(stories(told(100, 350)), ["enter b"]);
  });
});

describe("the way along the line", () => {
  test("has its corners, forth and back", () => {
    walk.follow([at(0), at(100), at(100, 100)]);
    const way = walk.way(50, 150);
    assert.equal(way.length, 3);
    assert.deepEqual(walk.way(150, 50), [...way].reverse());
  });
});
