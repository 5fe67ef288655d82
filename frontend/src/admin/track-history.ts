/**
 * Steps over the form and its track, there and back. The form is the truth: what is
 * typed in it between two steps is recorded before the next one is done.
 */
import type { Composer } from "./composer";
import type { LineEditor } from "./line-editor";
import { sameRows } from "./stop-row";
import type { StopRows } from "./stop-rows";
import type { TrackText } from "./track-text";

/** What the history goes over, as it is at each moment. */
export interface HistoryHost {
  readonly editor: LineEditor;
  readonly text: TrackText;
  readonly rows: StopRows | null;
  readonly composer: Composer | null;
  /** Shows the trail as it is after a step. */
  refresh(): void;
}

export class TrackHistory {
  constructor(private readonly host: () => HistoryHost) {}

  /** Whatever the form was told of its stops is a step that can be undone. */
  recordRows(): void {
    const { rows, editor } = this.host();
    const read = rows?.read();
    if (read) editor.recordRows(read);
  }

  /** Does one step and writes it. A faulty text stays: only a step that mends it counts. */
  change(step: () => void, mends = false): void {
    const { text, editor, refresh } = this.host();
    if (!text.fault || mends) {
      this.recordRows();
      step();
      this.writeRows();
      text.write(editor.track);
    }
    refresh();
  }

  /** One step back; from a faulty text, back to the last line that was good. */
  undo(): void {
    this.recordRows();
    const { text, composer, editor, refresh } = this.host();
    if (text.fault) this.change(() => undefined, true);
    else if (composer?.drop()) refresh();
    else if (editor.canUndo) this.change(() => editor.undo());
    composer?.catchUp();
  }

  redo(): void {
    this.recordRows();
    const { composer, editor } = this.host();
    composer?.drop();
    if (editor.canRedo) this.change(() => editor.redo());
    composer?.catchUp();
  }

  /** The step that a key asks for, as everywhere: Ctrl+Z, Ctrl+Y. Whether it was one. */
  press(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase();
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (control && (key === "y" || (key === "z" && event.shiftKey))) this.redo();
    else if (control && key === "z") this.undo();
    else return false;
    return true;
  }

  private writeRows(): void {
    const { rows, editor } = this.host();
    if (rows && editor.rows && !sameRows(editor.rows, rows.read()))
      rows.write(editor.rows);
  }
}
