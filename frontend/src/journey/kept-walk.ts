/**
 * A walk kept on the phone, so that it goes on after a reload, a call or an empty
 * battery: where the story was, and where the walker.
 */
import type { KeptJourney } from "./journey";
import type { KeptMoment } from "./kept-moment";

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The two drawers of one trail on the phone's shelf. A full or closed shelf keeps nothing. */
export class WalkShelf {
  readonly #shelf: Shelf | null;
  readonly #momentKey: string;
  readonly #journeyKey: string;

  constructor(shelf: Shelf | null, momentKey: string) {
    this.#shelf = shelf;
    this.#momentKey = momentKey;
    this.#journeyKey = `${momentKey}:journey`;
  }

  keepMoment(moment: KeptMoment): void {
    this.#write(this.#momentKey, moment);
  }

  /** A journey fits the package it was walked with, and no other. */
  journey(version: string): KeptJourney | null {
    const found = this.#read(this.#journeyKey) as
      | (Partial<KeptJourney> & { version?: string })
      | null;
    if (!found?.engine || !found.queue || found.version !== version) return null;
    return { engine: found.engine, queue: found.queue, lineM: found.lineM };
  }

  keepJourney(version: string, journey: KeptJourney): void {
    this.#write(this.#journeyKey, { version, ...journey });
  }

  /** The walk is over: nothing of it stays. */
  forget(): void {
    for (const key of [this.#momentKey, this.#journeyKey])
      try {
        this.#shelf?.removeItem(key);
      } catch {
        // A closed shelf holds nothing.
      }
  }

  #read(key: string): unknown {
    try {
      return JSON.parse(this.#shelf?.getItem(key) ?? "null");
    } catch {
      return null;
    }
  }

  #write(key: string, value: unknown): void {
    try {
      this.#shelf?.setItem(key, JSON.stringify(value));
    } catch {
      // Full, or forbidden: the walk itself goes on.
    }
  }
}

/** The phone's shelf; null where it is closed. */
export function openShelf(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
