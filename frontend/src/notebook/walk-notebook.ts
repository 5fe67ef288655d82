/** The notebook as the walk uses it: told what happens, and opened on request. */
import type { Point } from "../geo";
import { readStrings } from "../strings";
import {
  NO_PAGES,
  type Pages,
  type VisitedStop,
  withAnswer,
  withArrival,
  withHearing,
  withNote,
} from "./notebook";
import { NotebookPanel } from "./notebook-panel";
import { NotebookStore } from "./notebook-store";

export interface NotebookTrail {
  /** Permanent, the same in every language. */
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly city: string;
  readonly url: string;
  /** The track, for the picture; without it the stops are joined. */
  readonly line?: readonly Point[];
}

export class Notebook {
  readonly #trail: NotebookTrail;
  readonly #store: NotebookStore;
  /** What the page knows, should the phone keep nothing. */
  #pages: Pages;
  #isKept = true;

  constructor(trail: NotebookTrail) {
    this.#trail = trail;
    this.#store = new NotebookStore(trail.id, trail.language);
    this.#pages = this.#store.read();
  }

  /** `at` is in milliseconds since 1970. */
  arrived(stop: VisitedStop, at: number): void {
    this.#change((pages) => withArrival(pages, stop, at));
  }

  heard(stop: VisitedStop, at: number): void {
    this.#change((pages) => withHearing(pages, stop, at));
  }

  answered(stop: VisitedStop, isRight: boolean): void {
    this.#change((pages) => withAnswer(pages, stop, isRight));
  }

  /** How a stop's question was answered before; null if it was not. */
  answerAt(id: string): boolean | null {
    return this.#read().visits.find((visit) => visit.id === id)?.isRight ?? null;
  }

  open(): void {
    const panel = new NotebookPanel(
      this.#trail,
      readStrings(document, "#notebook-strings"),
      {
        read: () => this.#read().visits,
        write: (id, note) => this.#change((pages) => withNote(pages, id, note)),
        erase: () => {
          this.#pages = NO_PAGES;
          this.#store.erase();
        },
      },
    );
    panel.open();
  }

  /** Another tab may have written meanwhile. */
  #read(): Pages {
    if (this.#isKept) this.#pages = this.#store.read();
    return this.#pages;
  }

  /** Whether the phone keeps what was changed. */
  #change(change: (pages: Pages) => Pages): boolean {
    this.#pages = change(this.#read());
    this.#isKept = this.#store.write(this.#pages);
    return this.#isKept;
  }
}
