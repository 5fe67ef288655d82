import assert from "node:assert/strict";
import test from "node:test";
import { FRESH_MS, readMoment } from "../../frontend/src/journey/kept-moment.ts";
import { WalkShelf } from "../../frontend/src/journey/kept-walk.ts";
import { START } from "../../frontend/src/walk/engine.ts";

const MOMENT = {
  stop: "AB12",
  address: "/a.mp3",
  second: 71.5,
  speed: 1.25,
  heard: ["ZZ99"],
  at: 1_000_000,
  words: "Go on",
};
const JOURNEY = { engine: START, queue: { telling: null, waiting: ["b"] } };

function shelf(): Storage {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  } as unknown as Storage;
}

test("a moment is read back as it was kept", () => {
  const on = shelf();
  new WalkShelf(on, "here").keepMoment(MOMENT);
  assert.deepEqual(readMoment(on.getItem("here"), MOMENT.at + 1000), MOMENT);
});

test("a moment of yesterday is not gone on with", () => {
  const text = JSON.stringify(MOMENT);
  assert.equal(readMoment(text, MOMENT.at + FRESH_MS + 1), null);
});

test("what is no moment is nothing", () => {
  for (const text of [null, "", "{", "null", "[]", '{"stop": 3}', '{"stop": "A"}'])
    assert.equal(readMoment(text, 0), null, String(text));
});

test("a journey is gone on with along the very trail it began on", () => {
  const kept = new WalkShelf(shelf(), "here");
  kept.keepJourney("v1", JOURNEY);
  assert.deepEqual(kept.journey("v1")?.queue, JOURNEY.queue);
  assert.equal(kept.journey("v2"), null);
});

test("nothing of a walk stays once it is forgotten", () => {
  const on = shelf();
  const kept = new WalkShelf(on, "here");
  kept.keepMoment(MOMENT);
  kept.keepJourney("v1", JOURNEY);
  kept.forget();
  assert.equal(on.getItem("here"), null);
  assert.equal(kept.journey("v1"), null);
});

test("a full or closed shelf keeps nothing, and breaks nothing", () => {
  const full = {
    getItem: () => {
      throw new Error("closed");
    },
    setItem: () => {
      throw new Error("full");
    },
    removeItem: () => {
      throw new Error("closed");
    },
  };
  for (const each of [full, null]) {
    const kept = new WalkShelf(each, "here");
    kept.keepMoment(MOMENT);
    kept.keepJourney("v1", JOURNEY);
    kept.forget();
    assert.equal(kept.journey("v1"), null);
  }
});
