/** What every part of the composer is: shown again whenever the trail has changed. */
import type { FormStop } from "./form-stop";
import type { Track } from "./track";

/** The trail as the form holds it now; stops in their order, deleted ones left out. */
export interface Trail {
  readonly stops: readonly FormStop[];
  readonly track: Track;
  /** Number of the chosen leg, from 0; null without any. */
  readonly leg: number | null;
}

/** Says a sentence of tours/composer_words.py, with its {words} put in. */
export type Say = (
  name: string,
  words?: Readonly<Record<string, string | number>>,
) => string;

export interface ComposerPart {
  /** Where it stands below the map; none for what is drawn on the map alone. */
  readonly element?: HTMLElement;
  /** Called once, when the map is first seen; `show` may come before. */
  open?(map: L.Map): void;
  show(trail: Trail): void;
  stop?(): void;
}
