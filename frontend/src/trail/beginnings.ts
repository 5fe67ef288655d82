import type { KeptMoment } from "../journey/kept-moment";
import type { TellingChoice } from "../tellings/telling-choice";

/** What the page's first script hands over to the walk. */
export interface Beginnings {
  /** The one element that tells stories, and the bell beside it. */
  readonly audio: HTMLAudioElement;
  readonly bell: HTMLAudioElement;
  /** Makes so many seconds of silence; returns the sound's address. */
  silence(seconds: number): string;
  /** Resolves when no finger is down. */
  released(): Promise<void>;
  /** The walk as it was left, when that is not long ago. */
  readonly kept: KeptMoment | null;
  /** Under which it is kept. */
  readonly key: string;
  /** Which telling of the stories is heard; null where the page has no choice. */
  readonly tellings: TellingChoice | null;
}
