/** Moments of a recording in the page: its chapters, and its words as they are said. */
import type { Track } from "./stops";

/** What plays, and where it is. */
interface Sounding {
  readonly audio: HTMLAudioElement;
  readonly track: Track | null;
}

/** Which of some moments, in order, has come by now; -1 before the first. */
export function momentAt(moments: readonly number[], now: number): number {
  return moments.filter((moment) => moment <= now).length - 1;
}

/** One list of moments of a recording: the one that is being heard is marked. */
class MomentList {
  readonly #marks: readonly HTMLElement[];
  readonly #moments: readonly number[];
  #current: HTMLElement | null = null;

  constructor(list: Element) {
    this.#marks = [...list.querySelectorAll<HTMLElement>("[data-moment]")];
    this.#moments = this.#marks.map((mark) => Number(mark.dataset["moment"]));
  }

  show(now: number): void {
    const mark = this.#marks[momentAt(this.#moments, now)] ?? null;
    if (mark === this.#current) return;
    this.leave();
    mark?.setAttribute("aria-current", "true");
    this.#current = mark;
  }

  leave(): void {
    this.#current?.removeAttribute("aria-current");
    this.#current = null;
  }
}

/** Marks what is being said, wherever the page has it in writing. */
export function followMoments(sounding: Sounding): void {
  let element: HTMLElement | null = null;
  let lists: MomentList[] = [];
  const follow = (): void => {
    const { audio, track } = sounding;
    if (track?.element !== element) {
      for (const list of lists) list.leave();
      element = track?.element ?? null;
      const found = element?.querySelectorAll("[data-moments]") ?? [];
      lists = [...found].map((each) => new MomentList(each));
    }
    // A kept page may hold the player's last recording before anything is heard.
    if (audio.paused && audio.currentTime === 0) return;
    for (const list of lists) list.show(audio.currentTime);
  };
  for (const name of ["timeupdate", "seeked", "loadedmetadata"])
    sounding.audio.addEventListener(name, follow);
}
