import assert from "node:assert/strict";
import test from "node:test";
import {
  RecordingRefused,
  readFixes,
} from "../../frontend/src/position/recorded-fixes.ts";

const GOOD = '{"t": 1000, "lat": 60.1, "lng": 24.9, "accuracy": 8, "speed": 1.2}';
const FIX = { latitude: 60.1, longitude: 24.9, accuracy: 8, at: 1000, speed: 1.2 };

const refusedAt = (text: string): number | null => {
  try {
    readFixes(text);
    return null;
  } catch (error) {
    assert.ok(error instanceof RecordingRefused);
    assert.match(error.message, new RegExp(`^Line ${error.line} `));
    return error.line;
  }
};

test("a recording is read line by line, and empty lines are passed over", () => {
  const still = '{"t": 2000, "lat": 60.1, "lng": 24.9, "accuracy": 8}\r';
  assert.deepEqual(readFixes(`${GOOD}\n\n${still}\n`), [
    FIX,
    { ...FIX, at: 2000, speed: null },
  ]);
});

test("a line that holds no position is refused by its number", () => {
  for (const line of [
    "nonsense",
    "null",
    '{"t": 1, "lat": 60, "lng": 24}',
    '{"t": "1", "lat": 60, "lng": 24, "accuracy": 5}',
    '{"t": 1, "lat": 91, "lng": 24, "accuracy": 5}',
    '{"t": 1, "lat": 60, "lng": 24, "accuracy": 5, "speed": "fast"}',
  ]) {
    assert.equal(refusedAt(`${GOOD}\n\n${line}\n${GOOD}`), 3, line);
    assert.equal(refusedAt(`${GOOD}\n${line}`), 2, line);
  }
});

test("the last line may be cut short, by a phone that went off in it", () => {
  const cut = '{"t": 3, "la';
  assert.deepEqual(readFixes(`${GOOD}\n${cut}`), [FIX]);
  assert.equal(refusedAt(`${cut}\n${GOOD}`), 1);
});

test("a recording without any position is refused", () => {
  for (const text of ["", "\n\n", '{"t": 3, "la']) assert.equal(refusedAt(text), 1);
});
