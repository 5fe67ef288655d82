/** A walk while it is walked: its line, and what is noted on the way. */

import type { Fix } from "../position/state";
import { Watch } from "../position/watch";
import { Memo, type MemoFault } from "./memo";
import type { Kind, Note, Walk } from "./notes";
import { readyPhoto } from "./photo";
import type { FieldStore } from "./store";
import type { Trace } from "./trace";

/** A fix older than this does not say where one stands. */
const FRESH_MS = 20_000;
/** A mark without a position takes one that comes this soon. */
const AWAITED_MS = 60_000;
const COARSE_M = 75;

export type Found = "searching" | "located" | "imprecise" | "refused" | "lost";

export interface Told {
  /** What is known of the position, and how precisely. */
  position(found: Found, accuracyM: number): void;
  /** The list, or the walk's length, is another one. */
  changed(): void;
  /** The phone could not keep something. */
  failed(): void;
}

export class Walking {
  readonly #watch = new Watch();
  #fix: Fix | null = null;
  #memo: { readonly recorder: Memo; readonly note: Note } | null = null;
  #waiting: Note[] = [];

  constructor(
    private readonly store: FieldStore,
    readonly walk: Walk,
    private readonly trace: Trace,
    private readonly told: Told,
  ) {}

  get lengthM(): number {
    return this.trace.lengthM;
  }

  /** Seconds of the memo that is being spoken; null while none is. */
  get memoSeconds(): number | null {
    return this.#memo?.recorder.seconds ?? null;
  }

  isAllowed(): Promise<boolean> {
    return this.#watch.isGranted();
  }

  /** Follows the phone's position until it is stopped. */
  follow(): void {
    this.told.position("searching", 0);
    this.#watch.start((event) => {
      if (event.kind === "fix") void this.#found(event.fix);
      else if (event.kind === "refused") this.told.position("refused", 0);
      else if (event.kind === "lost") this.told.position("lost", 0);
    });
  }

  /** Follows it no more; the walk goes on another time. */
  stop(): void {
    this.#watch.stop();
  }

  /** Ends the walk; a memo that is being spoken is kept to its last word. */
  async end(): Promise<void> {
    this.#watch.stop();
    if (this.#memo) await this.endMemo();
    const ended = { ...this.walk, endedAt: Date.now(), lengthM: this.lengthM };
    await this.store.keepWalk(ended);
  }

  mark(): Promise<Note> {
    return this.#note("mark", {});
  }

  /** Rejects what is no picture to this browser. */
  async photograph(file: File, mostBytes: number): Promise<Note> {
    const at = Date.now();
    const ready = await readyPhoto(file, mostBytes);
    return this.#note("photo", { at, type: ready.type }, ready);
  }

  /** Begins a memo; a word that says why it cannot. */
  async beginMemo(): Promise<MemoFault | null> {
    const key = crypto.randomUUID();
    let pieces = 0;
    const recorder = await Memo.begin((piece) => {
      pieces += 1;
      return this.store.keepPiece(key, pieces, piece);
    });
    if (!(recorder instanceof Memo)) return recorder;
    const made = { key, type: recorder.type, isRunning: true };
    this.#memo = { recorder, note: await this.#note("memo", made) };
    return null;
  }

  async endMemo(): Promise<Note | null> {
    if (!this.#memo) return null;
    const { recorder, note } = this.#memo;
    this.#memo = null;
    const { seconds } = recorder;
    await recorder.end();
    const ended = await this.store.change(note.key, { isRunning: false, seconds });
    this.told.changed();
    return ended;
  }

  async #note(kind: Kind, made: Partial<Note>, file?: Blob): Promise<Note> {
    const note: Note = {
      key: crypto.randomUUID(),
      walk: this.walk.key,
      kind,
      at: Date.now(),
      where: this.#where(),
      title: "",
      text: "",
      seconds: 0,
      type: "",
      isRunning: false,
      isSent: false,
      refusal: "",
      ...made,
    };
    await this.store.keepNote(note, file);
    if (kind === "mark" && !note.where) this.#waiting.push(note);
    this.told.changed();
    return note;
  }

  #where(): Note["where"] {
    const fix = this.#fix;
    const isFresh = fix && Date.now() - fix.at < FRESH_MS && fix.accuracy <= COARSE_M;
    if (!fix || !isFresh) return null;
    const { latitude, longitude, accuracy } = fix;
    return { latitude, longitude, accuracy };
  }

  async #found(fix: Fix): Promise<void> {
    this.#fix = fix;
    const isFine = fix.accuracy <= COARSE_M;
    this.told.position(isFine ? "located" : "imprecise", fix.accuracy);
    try {
      const point = this.trace.add(fix);
      if (point) await this.store.keepPoint(this.walk.key, point);
      if (isFine && this.#waiting.length) await this.#place();
      if (point) this.told.changed();
    } catch {
      this.told.failed();
    }
  }

  /** Marks that were tapped a moment ago, before the phone knew where. */
  async #place(): Promise<void> {
    const marks = this.#waiting;
    this.#waiting = [];
    const where = this.#where();
    for (const mark of marks)
      if (Date.now() - mark.at < AWAITED_MS)
        await this.store.change(mark.key, { where });
  }
}
