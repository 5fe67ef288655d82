import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chapterMoment,
  lineMoment,
  withChapter,
} from "../../frontend/src/admin/sound-chapters";

test("a moment is written as the form reads it", () => {
  assert.equal(chapterMoment(0), "0:00");
  assert.equal(chapterMoment(85), "1:25");
  assert.equal(chapterMoment(85.44), "1:25.4");
  assert.equal(chapterMoment(59.96), "1:00");
  assert.equal(chapterMoment(3723), "62:03");
});

test("a line's moment is read, and a line without one has none", () => {
  assert.equal(lineMoment("1:25 The mine"), 85);
  assert.equal(lineMoment("  1:02:03.5 The end"), 3723.5);
  assert.equal(lineMoment("2:00"), 120);
  assert.equal(lineMoment("The mine"), null);
  assert.equal(lineMoment(""), null);
});

test("a chapter takes its place among the others", () => {
  const { text, caret } = withChapter("0:00 The mine\n2:00 The end", 65);
  assert.equal(text, "0:00 The mine\n1:05 \n2:00 The end");
  assert.equal(caret, "0:00 The mine\n1:05 ".length);
});

test("the first chapter needs no other", () => {
  assert.deepEqual(withChapter("", 12.3), { text: "0:12.3 ", caret: 7 });
});

test("the last chapter follows the others", () => {
  assert.equal(withChapter("0:00 The mine\n", 90).text, "0:00 The mine\n1:30 ");
});

test("a chapter that begins there already is left, ready to be written on", () => {
  const lines = "0:00 The mine\n1:05 The shaft\n2:00 The end";
  const { text, caret } = withChapter(lines, 65);
  assert.equal(text, lines);
  assert.equal(caret, "0:00 The mine\n1:05 The shaft".length);
});
