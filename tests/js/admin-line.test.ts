import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  handles,
  insideOf,
  type Line,
  lengthM,
  midpoint,
  movedBy,
  readLine,
  spaced,
  writeLine,
} from "../../frontend/src/admin/line.ts";
import { LineEditor } from "../../frontend/src/admin/line-editor.ts";

const A = { latitude: 45.43, longitude: 4.38 };
const B = { latitude: 45.44, longitude: 4.38 };
const C = { latitude: 45.44, longitude: 4.4 };
const geojson = (coordinates: unknown, type = "LineString") =>
  JSON.stringify({ type, coordinates });

describe("the text of a track", () => {
  test("is read longitude first and written back as it was", () => {
    const text = geojson([
      [4.38, 45.43],
      [4.38, 45.44],
    ]);
    assert.deepEqual(readLine(text), { line: [A, B] });
    assert.equal(writeLine([A, B]), text);
  });

  test("keeps altitudes", () => {
    const text = geojson([
      [4.38, 45.43, 520],
      [4.38, 45.44, 521.5],
    ]);
    const reading = readLine(text);
    assert.ok("line" in reading);
    assert.equal(writeLine(reading.line), text);
  });

  test("is an empty line when there is none", () => {
    for (const text of ["", "  \n", "null"])
      assert.deepEqual(readLine(text), { line: [] });
  });

  test("is not written before there are two points", () => {
    assert.equal(writeLine([]), "");
    assert.equal(writeLine([A]), "");
  });

  const faults: [string, string, object][] = [
    ["no JSON", "{", { code: "json" }],
    ["a number", "3", { code: "type" }],
    ["a list", "[]", { code: "type" }],
    ["another geometry", geojson([4, 45], "Point"), { code: "type" }],
    ["no coordinates", '{"type":"LineString"}', { code: "too_few" }],
    ["one point", geojson([[4, 45]]), { code: "too_few" }],
    [
      "an axis out of range",
      geojson([
        [4, 45],
        [4, 95],
      ]),
      { code: "position", position: 2 },
    ],
    [
      "a word",
      geojson([
        ["4", 45],
        [4, 45],
      ]),
      { code: "position", position: 1 },
    ],
    ["a hole", geojson([[4, 45], null]), { code: "position", position: 2 }],
    ["half a point", geojson([[4, 45], [4]]), { code: "position", position: 2 }],
  ];
  for (const [name, text, fault] of faults) {
    test(`is refused with its fault: ${name}`, () => {
      assert.deepEqual(readLine(text), { fault });
    });
  }
});

describe("measures", () => {
  test("a hundredth of a degree north is 1,112 metres", () => {
    assert.equal(Math.round(lengthM([A, B])), 1112);
    assert.equal(lengthM([A]), 0);
    assert.equal(Math.round(lengthM([A, B, A])), 2224);
  });

  test("a move of ten metres is ten metres", () => {
    for (const moved of [movedBy(A, 10, 0), movedBy(A, 0, -10)]) {
      assert.ok(Math.abs(lengthM([A, moved]) - 10) < 0.1);
    }
  });

  test("a move stays on the globe", () => {
    const moved = movedBy({ latitude: 90, longitude: 180 }, 5, 5);
    assert.deepEqual(moved, { latitude: 90, longitude: 180 });
  });

  test("half way is half way", () => {
    assert.deepEqual(midpoint(A, B), { latitude: 45.435, longitude: 4.38 });
  });
});

describe("handles of a long line", () => {
  const line: Line = Array.from({ length: 1000 }, (_none, i) => ({
    latitude: 45 + i / 1000,
    longitude: 4,
  }));
  const shown = (south: number, north: number, kept: number | null) => {
    const box = { south, north, west: 3, east: 5 };
    return handles(line, insideOf(line, box, kept), 300, kept);
  };

  test("all stand inside the view when few enough", () => {
    assert.deepEqual(shown(45.1, 45.103, null), [100, 101, 102, 103]);
  });

  test("only both ends and the chosen one stand when too many", () => {
    assert.deepEqual(shown(45, 46, null), [0, 999]);
    assert.deepEqual(shown(45, 46, 500), [0, 500, 999]);
  });

  test("the chosen one stands even outside the view", () => {
    assert.deepEqual(shown(45.1, 45.101, 5), [5, 100, 101]);
  });

  test("an empty line has none", () => {
    const box = { south: 45, north: 46, west: 3, east: 5 };
    assert.deepEqual(insideOf([], box, null), []);
  });
});

describe("handles on the screen", () => {
  const row = [0, 4, 20, 21, 22, 60, 61].map((x) => ({ x, y: 0 }));

  test("stand apart, both ends included", () => {
    assert.deepEqual(spaced(row, 16, -1), [0, 2, 5, 6]);
  });

  test("include the one asked for", () => {
    assert.deepEqual(spaced(row, 16, 3), [0, 2, 3, 5, 6]);
  });

  test("are none without points", () => {
    assert.deepEqual(spaced([], 16, -1), []);
  });
});

describe("editing a line", () => {
  test("adds points at the end, then after the chosen one", () => {
    const editor = new LineEditor();
    editor.add(A);
    editor.add(C);
    editor.choose(0);
    editor.add(B);
    assert.deepEqual(editor.line, [A, B, C]);
    assert.equal(editor.chosen, 1);
  });

  test("inserts half way to the next point, and before the last", () => {
    const editor = new LineEditor([A, B]);
    editor.insertAfter(0);
    assert.deepEqual(editor.line, [A, midpoint(A, B), B]);
    editor.insertAfter(2);
    assert.equal(editor.line.length, 4);
    assert.deepEqual(editor.line[3], B);
    assert.equal(editor.chosen, 2);
  });

  test("does nothing for a point that is alone or does not exist", () => {
    const editor = new LineEditor([A]);
    editor.insertAfter(0);
    editor.move(7, B);
    editor.remove(7);
    assert.deepEqual(editor.line, [A]);
    assert.equal(editor.canUndo, false);
  });

  test("moves a point, rounded, and keeps its altitude", () => {
    const editor = new LineEditor([{ ...A, rest: [520] }, B]);
    editor.move(0, { latitude: 45.12345678, longitude: 4.12345678 });
    assert.deepEqual(editor.line[0], {
      latitude: 45.123457,
      longitude: 4.123457,
      rest: [520],
    });
  });

  test("takes a point away and chooses the one before", () => {
    const editor = new LineEditor([A, B, C]);
    editor.remove(1);
    assert.deepEqual(editor.line, [A, C]);
    assert.equal(editor.chosen, 0);
    editor.remove(0);
    editor.remove(0);
    assert.equal(editor.chosen, null);
    assert.deepEqual(editor.line, []);
  });

  test("reverses, and the chosen point stays the same one", () => {
    const editor = new LineEditor([A, B, C]);
    editor.choose(0);
    editor.reverse();
    assert.deepEqual(editor.line, [C, B, A]);
    assert.deepEqual(editor.chosenVertex, A);
  });

  test("chooses only points that exist", () => {
    const editor = new LineEditor([A, B]);
    editor.choose(9);
    assert.equal(editor.chosen, 1);
    editor.choose(-3);
    assert.equal(editor.chosen, 0);
    editor.choose(null);
    assert.equal(editor.chosen, null);
    const empty = new LineEditor();
    empty.choose(0);
    assert.equal(empty.chosen, null);
  });

  test("undoes and redoes every step exactly", () => {
    const editor = new LineEditor([A]);
    const lines = [editor.line];
    const steps = [
      () => editor.add(B),
      () => editor.add(C),
      () => editor.move(0, C),
      () => editor.reverse(),
      () => editor.remove(1),
      () => editor.replace([]),
    ];
    for (const step of steps) {
      step();
      lines.push(editor.line);
    }
    for (const line of lines.slice(0, -1).reverse()) {
      editor.undo();
      assert.equal(editor.line, line);
    }
    assert.equal(editor.canUndo, false);
    editor.undo();
    for (const line of lines.slice(1)) {
      editor.redo();
      assert.equal(editor.line, line);
    }
    assert.equal(editor.canRedo, false);
    editor.redo();
    assert.equal(editor.line, lines.at(-1));
  });

  test("forgets what was undone once something new is done", () => {
    const editor = new LineEditor([A]);
    editor.add(B);
    editor.undo();
    editor.add(C);
    assert.equal(editor.canRedo, false);
    assert.deepEqual(editor.line, [A, C]);
  });
});
