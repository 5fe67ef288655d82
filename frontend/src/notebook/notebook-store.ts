/** Where the notebook lies on the phone; a storage that is full or refused is no fault. */
import { NO_PAGES, type Pages, readPages, writePages } from "./notebook";

/** What of a browser's storage is needed. */
export type Kept = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export class NotebookStore {
  readonly #key: string;
  readonly #kept: Kept | null;

  /** One notebook for each trail and language. */
  constructor(trail: string, language: string, kept: Kept | null = phoneStorage()) {
    this.#key = `traboule-notebook-${trail}-${language}`;
    this.#kept = kept;
  }

  read(): Pages {
    try {
      return readPages(this.#kept?.getItem(this.#key) ?? null);
    } catch {
      return NO_PAGES;
    }
  }

  /** Whether the phone keeps it; if not, it lasts as long as the page. */
  write(pages: Pages): boolean {
    try {
      this.#kept?.setItem(this.#key, writePages(pages));
      return this.#kept !== null;
    } catch {
      return false;
    }
  }

  erase(): void {
    try {
      this.#kept?.removeItem(this.#key);
    } catch {
      // What could not be kept cannot be taken away either.
    }
  }
}

/** The very question may be refused. */
function phoneStorage(): Kept | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
