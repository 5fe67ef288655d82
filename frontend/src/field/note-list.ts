/** The notes of one walk, each with its name, its file and where it stands. */
import { formatMetres } from "../formatting";
import type { Say } from "../strings";
import { clock, type Note, standing } from "./notes";
import { ask, dateLanguage, find, part, write } from "./parts";
import type { FieldStore } from "./store";

/** What the page is told of: something was changed, or could not be kept. */
export interface Listener {
  changed(): void;
  failed(): void;
}

export class NoteList {
  readonly #rows = new Map<string, Row>();
  #onItsWay: string | null = null;
  #notes: readonly Note[] = [];

  constructor(
    private readonly place: HTMLElement,
    private readonly store: FieldStore,
    private readonly say: Say,
    private readonly listener: Listener,
  ) {}

  /** The newest first: what was just noted stands under the keys. */
  show(notes: readonly Note[]): void {
    this.#notes = notes;
    const keys = new Set(notes.map(({ key }) => key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    for (const note of notes) {
      let row = this.#rows.get(note.key);
      if (!row) {
        row = new Row(note, this.store, this.say, this.listener);
        this.#rows.set(note.key, row);
        this.place.prepend(row.element);
      }
      row.show(note, this.#onItsWay === note.key);
    }
  }

  /** Which one is being sent. */
  onItsWay(key: string | null): void {
    this.#onItsWay = key;
    this.show(this.#notes);
  }
}

class Row {
  readonly element = part("note");
  #note: Note;
  #address = "";
  #isFileShown = false;

  constructor(
    note: Note,
    private readonly store: FieldStore,
    private readonly say: Say,
    private readonly listener: Listener,
  ) {
    this.#note = note;
    this.element.dataset["kind"] = note.kind;
    const title = find<HTMLInputElement>(this.element, "title");
    const text = find<HTMLTextAreaElement>(this.element, "text");
    title.value = note.title;
    text.value = note.text;
    for (const field of [title, text])
      field.addEventListener("input", () =>
        this.#keep({ title: title.value, text: text.value }),
      );
    find(this.element, "remove").addEventListener("click", () => void this.#remove());
  }

  show(note: Note, isOnItsWay: boolean): void {
    this.#note = note;
    const { language } = this;
    const time = new Date(note.at).toLocaleTimeString(dateLanguage(), {
      hour: "2-digit",
      minute: "2-digit",
    });
    write(find(this.element, "name"), note.title || this.say(`kind-${note.kind}`));
    const facts = [time];
    if (note.seconds) facts.push(clock(note.seconds));
    if (note.where) {
      const accuracy = formatMetres(note.where.accuracy, language);
      facts.push(this.say("to", { accuracy }));
    } else if (note.kind === "mark") facts.push(this.say("nowhere"));
    write(find(this.element, "facts"), facts.join(" · "));
    const stands = standing(note, isOnItsWay);
    this.element.dataset["standing"] = stands;
    write(find(this.element, "state"), this.say(`note-${stands}`));
    const refusal = find(this.element, "refusal");
    refusal.hidden = stands !== "refused";
    write(refusal, note.refusal);
    if (!note.isRunning && note.kind !== "mark") void this.#showFile(note);
  }

  remove(): void {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.element.remove();
  }

  private get language(): string {
    return document.documentElement.lang;
  }

  async #showFile(note: Note): Promise<void> {
    if (this.#isFileShown) return;
    this.#isFileShown = true;
    const file = await this.store.fileOf(note.key);
    if (!file) return;
    this.#address = URL.createObjectURL(file);
    const kind = note.kind === "photo" ? "picture" : "sound";
    const shown = find<HTMLImageElement | HTMLAudioElement>(this.element, kind);
    shown.src = this.#address;
    shown.hidden = false;
  }

  #keep(words: { title: string; text: string }): void {
    const changes = { ...words, isSent: false };
    this.store.change(this.#note.key, changes).then(
      () => this.listener.changed(),
      () => this.listener.failed(),
    );
  }

  async #remove(): Promise<void> {
    const sentence = this.say(this.#note.isSent ? "remove-sent" : "remove-note");
    if (!(await ask(sentence, this.say("remove")))) return;
    await this.store.removeNote(this.#note.key);
    this.listener.changed();
  }
}
