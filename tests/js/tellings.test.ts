import assert from "node:assert/strict";
import test from "node:test";
import { toldAs } from "../../frontend/src/tellings/telling-choice.ts";
import { Course, type CourseParts } from "../../frontend/src/trail/course.ts";
import type { Stop, Track } from "../../frontend/src/trail/stops.ts";

test("a stop is told as was chosen, or else as it is told by default", () => {
  const tellings = ["full", "short", "children"];
  assert.equal(toldAs(tellings, "children"), "children");
  assert.equal(toldAs(tellings, "described"), "full");
  assert.equal(toldAs(tellings, null), "full");
  assert.equal(toldAs([], "short"), undefined);
});

/** A stop whose page plays what `address` says, and the walk around it. */
function walk(isPlaying: boolean) {
  const page = { address: "full.m4a" };
  const recording = () => ({
    dataset: {},
    querySelector: (asked: string) =>
      asked === "[data-listen]" ? { href: page.address } : null,
  });
  const stop = { code: "A", element: { querySelector: recording } };
  const told = stop as unknown as Stop;
  told.track = { address: page.address } as Track;
  const done: string[] = [];
  const player = {
    track: told.track as Track | null,
    isPlaying,
    play: async () => void done.push("play"),
  };
  const select = (_stop: Stop, track: Track): void => {
    done.push(track.address);
    player.track = track;
  };
  const teller = { current: told, player, select };
  const parts = { stops: [told], teller, stage: { map: null }, onChange: () => {} };
  const course = new Course(parts as unknown as CourseParts);
  return { page, course, player, done, stop: told };
}

test("a story that is being heard begins anew in the telling that is chosen", () => {
  const { page, course, done } = walk(true);
  page.address = "short.m4a";
  course.retell();
  assert.deepEqual(done, ["short.m4a", "play"]);
});

test("a story that is not being heard stays silent in the other telling", () => {
  const { page, course, done, stop } = walk(false);
  page.address = "short.m4a";
  course.retell();
  assert.deepEqual(done, ["short.m4a"]);
  assert.equal(stop.track?.address, "short.m4a");
});

test("what is told in one way goes on as it is", () => {
  const { course, done, player, stop } = walk(true);
  course.retell();
  assert.deepEqual(done, []);
  assert.equal(player.track, stop.track);
});

test("the introduction goes on, and the story after it is the chosen telling", () => {
  const { page, course, done, player, stop } = walk(true);
  player.track = { address: "introduction.m4a" } as Track;
  page.address = "short.m4a";
  course.retell();
  assert.deepEqual(done, []);
  assert.equal(stop.track?.address, "short.m4a");
});
