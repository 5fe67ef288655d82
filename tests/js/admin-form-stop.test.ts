import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type FormStop,
  grouped,
  moved,
  withTakes,
} from "../../frontend/src/admin/form-stop.ts";
import { plainTrack } from "../../frontend/src/admin/track.ts";
import { checkedTrail } from "../../frontend/src/admin/trail-zones.ts";

const row = (prefix: string, told = ""): FormStop => ({
  prefix,
  number: 0,
  title: prefix,
  ownPoint: { latitude: 45.43, longitude: 4.38 },
  placePoint: null,
  place: "",
  radiusM: 25,
  bearing: null,
  errors: [],
  told,
  takes: [],
});
const summary = (stops: readonly FormStop[]) =>
  withTakes(stops).map(({ prefix, number, told }) => [prefix, number, told]);

describe("the rows of a trail", () => {
  test("are stops with their takes, which have their numbers", () => {
    const rows = [row("a"), row("b"), row("b1", "then"), row("b2", "then"), row("c")];
    const stops = grouped(rows);
    assert.deepEqual(
      stops.map(({ takes }) => takes.length),
      [0, 2, 0],
    );
    assert.deepEqual(summary(stops), [
      ["a", 1, ""],
      ["b", 2, ""],
      ["b1", 2, "then"],
      ["b2", 2, "then"],
      ["c", 3, ""],
    ]);
  });

  test("begin with a stop, whatever is ticked", () => {
    assert.deepEqual(summary(grouped([row("a", "then"), row("b")])), [
      ["a", 1, ""],
      ["b", 2, ""],
    ]);
  });

  test("move with their takes, which move alone", () => {
    const stops = grouped([row("a"), row("b"), row("b1", "then"), row("c")]);
    assert.deepEqual(moved(stops, "b", "a"), ["b", "b1", "a", "c"]);
    assert.deepEqual(moved(stops, "b", "c"), ["a", "c", "b", "b1"]);
    assert.deepEqual(moved(stops, "a", "b"), ["b", "b1", "a", "c"]);
    assert.deepEqual(moved(stops, "b1", "c"), ["a", "b", "c", "b1"]);
    assert.deepEqual(moved(stops, "b1", "b"), ["a", "b1", "b", "c"]);
  });

  test("are checked without the takes, which no walker meets beside them", () => {
    const stops = grouped([row("a"), row("a1", "then"), row("b")]);
    assert.equal(checkedTrail(stops, plainTrack([]), true).stops.length, 2);
  });
});
