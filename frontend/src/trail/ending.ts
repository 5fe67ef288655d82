import type { Cards } from "./cards";
import type { Guide } from "./guide";
import { isOpen, type Stop } from "./stops";
import type { Teller } from "./teller";

/** What the end of a walk asks of it. */
export interface EndingHost {
  leave(): void;
  openNotebook(): void;
}

/**
 * The end of a walk: every story has been told, or the walker says so. It is then
 * forgotten, and begins anew the next time; the notebook keeps what was visited.
 */
export class Ending {
  readonly #stops: readonly Stop[];
  readonly #teller: Pick<Teller, "heard" | "hasShown">;
  readonly #guide: Pick<Guide, "end" | "isOver" | "isUnderWay" | "hasReached">;
  readonly #cards: Pick<Cards, "show" | "hide">;
  readonly #host: EndingHost;

  constructor(
    stops: readonly Stop[],
    teller: Pick<Teller, "heard" | "hasShown">,
    guide: Pick<Guide, "end" | "isOver" | "isUnderWay" | "hasReached">,
    cards: Pick<Cards, "show" | "hide">,
    host: EndingHost,
  ) {
    this.#stops = stops;
    this.#teller = teller;
    this.#guide = guide;
    this.#cards = cards;
    this.#host = host;
  }

  /** A story is over, or shown to be read: was it the last, or that of the last stop? */
  look(stop: Stop): void {
    if (this.#guide.isOver || !this.#guide.isUnderWay) return;
    const open = this.#stops.filter(isOpen);
    const count = open.filter((each) => !this.#isTold(each)).length;
    const end = (): void => this.end();
    if (count === 0) {
      this.#guide.end();
      const acts = { notebook: () => this.#host.openNotebook(), end };
      this.#cards.show("finished", { acts });
    } else if (stop === open.at(-1) && this.#isTold(stop))
      this.#cards.show("last-stop", { words: { count }, acts: { end } });
  }

  /** The walker ends it. */
  end(): void {
    this.#guide.end();
    this.#cards.hide("finished", "last-stop");
    this.#host.leave();
  }

  /** A stop without a recording is told once it is shown, or was reached. */
  #isTold(stop: Stop): boolean {
    if (stop.track) return this.#teller.heard.has(stop.code);
    return this.#teller.hasShown(stop.code) || this.#guide.hasReached(stop.code);
  }
}
