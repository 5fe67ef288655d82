import assert from "node:assert/strict";
import test from "node:test";
import { neighbour, nextSpeed, played, skip } from "../../frontend/src/player/playlist";
import {
  formatClock,
  formatMinutes,
  formatSpeed,
} from "../../frontend/src/trail/format";

test("fifteen seconds back and forward stay inside the recording", () => {
  assert.equal(skip(40, -15, 60), 25);
  assert.equal(skip(5, -15, 60), 0);
  assert.equal(skip(50, 15, 60), 60);
});

test("a recording whose length is not known yet can still be skipped in", () => {
  assert.equal(skip(10, 15, Number.NaN), 25);
});

test("the speeds come round", () => {
  assert.equal(nextSpeed(1), 1.25);
  assert.equal(nextSpeed(1.5), 0.8);
  assert.equal(nextSpeed(0.8), 1);
  assert.equal(nextSpeed(3), 1);
});

test("there is nothing before the first stop nor after the last", () => {
  const isOpen = () => true;
  assert.equal(neighbour(["A", "B"], "A", -1, isOpen), null);
  assert.equal(neighbour(["A", "B"], "B", 1, isOpen), null);
  assert.equal(neighbour(["A", "B"], "A", 1, isOpen), "B");
  assert.equal(neighbour(["A", "B"], null, 1, isOpen), "A");
});

test("closed stops are passed over, both ways, to the end", () => {
  const isOpen = (each: string) => !each.startsWith("closed");
  const all = ["closed 1", "A", "closed 2", "closed 3", "B", "closed 4"];
  assert.equal(neighbour(all, null, 1, isOpen), "A");
  assert.equal(neighbour(all, "A", 1, isOpen), "B");
  assert.equal(neighbour(all, "B", -1, isOpen), "A");
  assert.equal(neighbour(all, "B", 1, isOpen), null);
  assert.equal(neighbour(all, "A", -1, isOpen), null);
});

test("what has been heard is a share between nothing and all", () => {
  assert.equal(played(30, 60), 50);
  assert.equal(played(61, 60), 100);
  assert.equal(played(10, 0), 0);
  assert.equal(played(10, Number.NaN), 0);
});

test("times are written as players write them", () => {
  assert.equal(formatClock(168), "2:48");
  assert.equal(formatClock(3725), "1:02:05");
  assert.equal(formatClock(Number.NaN), "0:00");
});

test("minutes on foot are at least one and stay with their unit", () => {
  assert.equal(formatMinutes(0.2), "1\u00a0min");
  assert.equal(formatMinutes(4.6), "5\u00a0min");
});

test("speeds are written as the language writes numbers", () => {
  assert.equal(formatSpeed(1.25, "en"), "1.25×");
  assert.equal(formatSpeed(1.25, "fr"), "1,25×");
});
