import assert from "node:assert/strict";
import test from "node:test";
import { fill, formatMetres, formatWeight } from "../../frontend/src/formatting";

// The same table as tests/frontend/test_formatting.py: both sides write alike.
const DISTANCES: readonly [number, string, string][] = [
  [0, "0\u00a0m", "0\u00a0m"],
  [1, "5\u00a0m", "5\u00a0m"],
  [43, "45\u00a0m", "45\u00a0m"],
  [244, "240\u00a0m", "240\u00a0m"],
  [994, "990\u00a0m", "990\u00a0m"],
  [995, "1\u00a0km", "1\u00a0km"],
  [2449, "2,4\u00a0km", "2.4\u00a0km"],
  [12_000, "12\u00a0km", "12\u00a0km"],
  [99_949, "99,9\u00a0km", "99.9\u00a0km"],
  [99_960, "100\u00a0km", "100\u00a0km"],
  [2_123_400, "2\u202f123\u00a0km", "2,123\u00a0km"],
];

for (const [metres, french, english] of DISTANCES) {
  test(`${metres} m is written as each language writes it`, () => {
    assert.equal(formatMetres(metres, "fr"), french);
    assert.equal(formatMetres(metres, "fr-CA"), french);
    assert.equal(formatMetres(metres, "en"), english);
  });
}

// Up to a gigabyte the same as in tests/frontend/test_formatting.py.
const WEIGHTS: readonly [number, string, string][] = [
  [0, "1\u00a0ko", "1\u00a0kB"],
  [1_499, "1\u00a0ko", "1\u00a0kB"],
  [87_600, "88\u00a0ko", "88\u00a0kB"],
  [999_499, "999\u00a0ko", "999\u00a0kB"],
  [999_500, "1\u00a0Mo", "1\u00a0MB"],
  [3_512_000, "3,5\u00a0Mo", "3.5\u00a0MB"],
  [14_000_000, "14\u00a0Mo", "14\u00a0MB"],
  [2_340_000_000, "2,3\u00a0Go", "2.3\u00a0GB"],
];

for (const [bytes, french, english] of WEIGHTS)
  test(`${bytes} bytes are written as each language writes them`, () => {
    assert.equal(formatWeight(bytes, "fr"), french);
    assert.equal(formatWeight(bytes, "en"), english);
  });

test("a sentence takes its words, and keeps those it was not given", () => {
  assert.equal(fill("at {distance}", { distance: "240 m" }), "at 240 m");
  assert.equal(fill("{count} of {all}", { count: 2 }), "2 of {all}");
});
