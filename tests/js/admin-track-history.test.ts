import assert from "node:assert/strict";
import test from "node:test";
import { LineEditor } from "../../frontend/src/admin/line-editor.ts";
import type { StopRow } from "../../frontend/src/admin/stop-row.ts";
import type { StopRows } from "../../frontend/src/admin/stop-rows.ts";
import type { Track } from "../../frontend/src/admin/track.ts";
import { TrackHistory } from "../../frontend/src/admin/track-history.ts";
import type { TrackText } from "../../frontend/src/admin/track-text.ts";

const A = { latitude: 45.43, longitude: 4.38 };
const B = { latitude: 45.44, longitude: 4.38 };
const row = (place: string): StopRow => ({
  prefix: "stops-0",
  place,
  latitude: "",
  longitude: "",
  radius: "30",
});

/** A form: its text, its rows of stops, and the history over both. */
function form() {
  const editor = new LineEditor([A, B]);
  const state = { fault: null as unknown, written: null as Track | null };
  const rows = { now: [row("Mine")] as readonly StopRow[] };
  const told = { refreshed: 0 };
  const text = {
    get fault() {
      return state.fault;
    },
    write: (track: Track) => {
      state.written = track;
      state.fault = null;
    },
  } as unknown as TrackText;
  const held = {
    read: () => rows.now,
    write: (wanted: readonly StopRow[]) => {
      rows.now = wanted;
    },
  } as unknown as StopRows;
  const history = new TrackHistory(() => ({
    editor,
    text,
    rows: held,
    composer: null,
    refresh: () => {
      told.refreshed += 1;
    },
  }));
  return { editor, history, rows, state, told };
}

const press = (history: TrackHistory, key: string, more: object = {}): boolean =>
  history.press({ key, ctrlKey: true, ...more } as KeyboardEvent);

test("a step over the line is written, undone and done again by keys", () => {
  const { editor, history, state, told } = form();
  history.recordRows();
  history.change(() => editor.remove(1));
  assert.equal(editor.line.length, 1);
  assert.equal(state.written, editor.track);
  assert.ok(press(history, "z"));
  assert.equal(editor.line.length, 2);
  assert.ok(press(history, "Z", { shiftKey: true }));
  assert.equal(editor.line.length, 1);
  assert.ok(press(history, "z"));
  assert.ok(press(history, "y"));
  assert.equal(editor.line.length, 1);
  assert.equal(press(history, "z", { altKey: true }), false);
  assert.equal(press(history, "a"), false);
  assert.equal(told.refreshed, 5);
});

test("what was changed in the form's rows is a step that can be undone", () => {
  const { history, rows } = form();
  history.recordRows();
  rows.now = [row("Puits")];
  history.undo();
  assert.deepEqual(rows.now, [row("Mine")]);
  history.redo();
  assert.deepEqual(rows.now, [row("Puits")]);
});

test("a faulty text stays, until a step back mends it with the last good line", () => {
  const { editor, history, state } = form();
  state.fault = { code: "json" };
  history.change(() => editor.remove(1));
  assert.equal(editor.line.length, 2);
  assert.equal(state.written, null);
  history.undo();
  assert.equal(state.fault, null);
  assert.deepEqual(state.written, editor.track);
});
