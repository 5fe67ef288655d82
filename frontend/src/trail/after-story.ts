import type { Say } from "../strings";
import type { Course } from "./course";
import type { Dock } from "./dock";
import type { Ending } from "./ending";
import type { Guide } from "./guide";
import type { Play } from "./play";
import type { Stop } from "./stops";
import type { Teller } from "./teller";

/** What there is to do after a story. */
export interface AfterStoryParts {
  readonly say: Say;
  readonly dock: Dock;
  readonly teller: Teller;
  readonly guide: Guide;
  readonly play: Play;
  readonly course: Course;
  readonly ending: Ending;
  /** Whether the page is walked, rather than read. */
  isWalking(): boolean;
  /** Makes so many seconds of silence; returns the sound's address. */
  silence(seconds: number): string;
}

/** A recording is over: the next one begins, is offered, or the walk has ended. */
export class AfterStory {
  readonly #parts: AfterStoryParts;

  constructor(parts: AfterStoryParts) {
    this.#parts = parts;
  }

  over(what: "story" | "introduction" | "pause"): void {
    const { teller, guide, play, course, ending } = this.#parts;
    const next = teller.neighbour(1);
    const { current } = teller;
    if (what === "pause") {
      if (next) course.move(1, true);
      return;
    }
    if (what === "story") {
      this.#offer(next);
      play.heard(current?.code ?? "");
      guide.showWhatToLookFor(next?.code);
    }
    guide.over();
    if (what === "story" && next) this.#bridge(next);
    if (what === "story" && current) ending.look(current);
  }

  /** With the screen off the way to the next stop is played as silence. */
  #bridge(next: Stop): void {
    const { teller, silence, isWalking } = this.#parts;
    if (teller.player.isPlaying || !isWalking() || !document.hidden) return;
    const seconds = 60 * next.legMinutes;
    teller.pauseTowards(next, silence(seconds), seconds);
  }

  #offer(next: Stop | null): void {
    const { dock, teller, say, isWalking } = this.#parts;
    dock.offerNext();
    if (!next && isWalking()) return; // a card says it
    const words = { number: next?.number ?? 0, title: next?.title ?? "" };
    // The row under the player shows where one goes.
    teller.player.say(say(next ? "offer" : "finished", words), next !== null);
  }
}
