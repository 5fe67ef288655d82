import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { LineEditor } from "../../frontend/src/admin/line-editor.ts";
import {
  drawnLeg,
  type Leg,
  plainTrack,
  readTrack,
  reversedTrack,
  type Track,
  wholeLine,
  writeTrack,
} from "../../frontend/src/admin/track.ts";

const A = { latitude: 45.43, longitude: 4.38 };
const B = { latitude: 45.44, longitude: 4.38 };
const C = { latitude: 45.44, longitude: 4.4 };
const line = (...coordinates: unknown[]) => ({ type: "LineString", coordinates });
const feature = (properties: unknown, ...coordinates: unknown[]) => ({
  type: "Feature",
  properties,
  geometry: line(...coordinates),
});
const collection = (...features: unknown[]) =>
  JSON.stringify({ type: "FeatureCollection", features });
const AB = feature(
  { by: "street", via: [[4.38, 45.435]], steps: 12, step_free: false },
  [4.38, 45.43],
  [4.38, 45.435],
  [4.38, 45.44],
);
const BC = feature({ by: "freehand" }, [4.38, 45.44], [4.4, 45.44]);
const street = (from: Leg["line"][number], to: Leg["line"][number]): Leg => ({
  ...drawnLeg([from, to], "street"),
  steps: 0,
  isStepFree: true,
});

const row = (number: number) => ({
  prefix: `stops-${number}`,
  place: String(number),
  latitude: "",
  longitude: "",
  radius: "30",
});

function read(text: string): Track {
  const reading = readTrack(text);
  assert.ok("track" in reading);
  return reading.track;
}

describe("the text of a track", () => {
  test("with legs is read and written again alike", () => {
    const text = collection(AB, BC);
    const track = read(text);
    assert.equal(track.isPlain, false);
    assert.deepEqual(
      track.legs.map(({ by, vias, steps, isStepFree }) => [
        by,
        vias,
        steps,
        isStepFree,
      ]),
      [
        ["street", [{ latitude: 45.435, longitude: 4.38 }], 12, false],
        ["freehand", [], null, null],
      ],
    );
    assert.equal(writeTrack({ isPlain: false, legs: track.legs }), text);
  });

  test("is written back byte for byte when nothing changed", () => {
    const text = ` ${collection(AB).replace("45.43,", "45.430,").replace(":", " : ")}\n`;
    assert.equal(writeTrack(read(text)), text);
  });

  test("without legs is one plain line, as before", () => {
    const text = JSON.stringify(line([4.38, 45.43], [4.38, 45.44]));
    const track = read(text);
    assert.equal(track.isPlain, true);
    assert.deepEqual(wholeLine(track), [A, B]);
    assert.equal(writeTrack(plainTrack([A, B])), text);
    assert.equal(writeTrack({ isPlain: false, legs: [] }), "");
  });

  const faults: [string, string, object][] = [
    [
      "no Feature",
      collection(AB, line([4, 45], [5, 45])),
      { code: "leg_type", leg: 2 },
    ],
    ["no line", collection({ type: "Feature" }), { code: "leg_type", leg: 1 }],
    [
      "one point",
      collection(AB, feature({}, [4, 45])),
      { code: "leg_too_few", leg: 2 },
    ],
    [
      "an unknown way",
      collection(feature({ by: "boat" }, [4, 45], [5, 45])),
      { code: "leg_by", leg: 1 },
    ],
    [
      "a wrong position",
      collection(AB, feature({}, [4, 45], [4, 95])),
      { code: "leg_position", leg: 2, position: 2 },
    ],
    ["too many legs", collection(...Array(61).fill(AB)), { code: "too_many_legs" }],
    ["no collection", '{"type":"FeatureCollection"}', { code: "type" }],
  ];
  for (const [name, text, fault] of faults) {
    test(`names what is wrong: ${name}`, () => {
      assert.deepEqual(readTrack(text), { fault });
    });
  }

  test("joins its legs, where they meet once", () => {
    assert.deepEqual(wholeLine(read(collection(BC, BC))).length, 4);
    assert.deepEqual(
      wholeLine({ isPlain: false, legs: [street(A, B), street(B, C)] }),
      [A, B, C],
    );
  });

  test("turned round twice is the same; the way back stays last", () => {
    const back = { ...street(C, A), closes: true, reason: "start-far-from-street" };
    const track = { isPlain: false, legs: [street(A, B), street(B, C), back] };
    const turned = reversedTrack(track);
    assert.deepEqual(
      turned.legs.map((leg) => leg.line),
      [
        [C, B],
        [B, A],
        [A, C],
      ],
    );
    assert.equal(turned.legs[2]?.reason, "end-far-from-street");
    assert.deepEqual(reversedTrack(turned), track);
  });
});

describe("editing legs", () => {
  const legs = (...all: Leg[]): Track => ({ isPlain: false, legs: all });

  test("points are edited on the chosen freehand leg alone, between its ends", () => {
    const editor = new LineEditor(legs(street(A, B), street(B, C)));
    assert.equal(editor.isDrawable, false);
    editor.add(A);
    assert.equal(editor.canUndo, false);
    editor.setFreehand(1);
    const middle = { latitude: 45.45, longitude: 4.39 };
    editor.add(middle);
    assert.deepEqual(editor.line, [B, middle, C]);
    editor.move(0, A);
    editor.remove(2);
    editor.move(2, A);
    assert.deepEqual(editor.line, [B, middle, C]);
    assert.deepEqual(editor.track.legs[0], street(A, B));
    editor.remove(1);
    assert.deepEqual(editor.line, [B, C]);
  });

  test("undo brings back the very text, of every kind of step", () => {
    const text = collection(AB, BC);
    const editor = new LineEditor(read(text));
    const texts = [text];
    const steps = [
      () => editor.setFreehand(0),
      () => editor.insert(1, C),
      () => editor.reverse(),
      () => editor.replaceLegs([street(A, C)]),
      () => editor.replace([A, B]),
      () => editor.replaceTrack(legs(street(B, A))),
    ];
    for (const step of steps) {
      step();
      texts.push(writeTrack(editor.track));
    }
    assert.equal(new Set(texts).size, texts.length);
    for (const before of texts.slice(0, -1).reverse()) {
      editor.undo();
      assert.equal(writeTrack(editor.track), before);
    }
    for (const after of texts.slice(1)) {
      editor.redo();
      assert.equal(writeTrack(editor.track), after);
    }
  });

  test("reversing turns the rows of the stops, and keeps the leg chosen", () => {
    const editor = new LineEditor(legs(street(A, B), street(B, C)));
    editor.recordRows([row(0), row(1), row(2)]);
    editor.chooseLeg(0);
    editor.reverse();
    assert.deepEqual(editor.rows, [row(2), row(1), row(0)]);
    assert.equal(editor.leg, 1);
    editor.undo();
    assert.deepEqual(editor.rows, [row(0), row(1), row(2)]);
    assert.equal(editor.leg, 0);
  });

  test("other legs keep the choice while there are as many", () => {
    const editor = new LineEditor(legs(street(A, B), street(B, C)));
    editor.chooseLeg(1);
    editor.replaceLegs([street(A, B), street(B, A)]);
    assert.equal(editor.leg, 1);
    editor.replaceLegs([street(A, B)]);
    assert.equal(editor.leg, null);
    editor.chooseLeg(7);
    assert.equal(editor.leg, null);
  });
});

describe("the rows of the stops", () => {
  const text = collection(AB, BC);

  test("their first reading is no step, and is true of what came before it", () => {
    const editor = new LineEditor(read(text));
    editor.setFreehand(0);
    assert.equal(editor.recordRows([row(0)]), false);
    editor.undo();
    assert.equal(editor.canUndo, false);
    assert.deepEqual(editor.rows, [row(0)]);
  });

  test("a change is one step with the legs that follow it", () => {
    const editor = new LineEditor(read(text));
    editor.recordRows([row(0), row(1)]);
    const moved = [row(0), { ...row(1), latitude: "45.5" }];
    assert.equal(editor.recordRows(moved), true);
    assert.equal(editor.recordRows(moved), false);
    assert.equal(editor.isLoose, true);
    editor.settleLegs([street(A, C)]);
    assert.equal(editor.isLoose, false);
    const after = writeTrack(editor.track);
    editor.undo();
    assert.deepEqual(editor.rows, [row(0), row(1)]);
    assert.equal(writeTrack(editor.track), text);
    assert.equal(editor.canUndo, false);
    editor.redo();
    assert.deepEqual(editor.rows, moved);
    assert.equal(writeTrack(editor.track), after);
  });

  test("a step back to legs that had not followed says so", () => {
    const editor = new LineEditor(read(text));
    editor.recordRows([row(0)]);
    editor.recordRows([row(0), row(1)]);
    editor.setFreehand(0);
    editor.undo();
    assert.equal(editor.isLoose, true);
  });

  test("a plain line has no legs to follow", () => {
    const editor = new LineEditor([A, B]);
    editor.recordRows([]);
    editor.recordRows([row(0)]);
    assert.equal(editor.isLoose, false);
  });
});
