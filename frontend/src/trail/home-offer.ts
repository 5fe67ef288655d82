import type { Point } from "../geo";
import type { State } from "../position/state";
import type { Cards } from "./cards";
import { FAR_M } from "./way";

/** What the offer asks of the walk. */
export interface HomeOfferHost {
  /** Whether this is a walk, and the phone's own position its own. */
  isOffered(): boolean;
  /** From a walker to the nearest stop, straight. */
  metresAway(walker: Point): number;
  formatMetres(metres: number): string;
  walkFromHome(): void;
}

/** Far from the trail, the walk may be tried where one is. */
export class HomeOffer {
  readonly #cards: Cards;
  readonly #host: HomeOfferHost;

  constructor(cards: Cards, host: HomeOfferHost) {
    this.#cards = cards;
    this.#host = host;
  }

  /** The walker's position as it is known now. */
  take({ name, fix }: State): void {
    const host = this.#host;
    const metres = name === "located" && fix ? host.metresAway(fix) : 0;
    if (metres < FAR_M || !host.isOffered()) {
      this.#cards.hide("away");
      return;
    }
    const words = { metres: host.formatMetres(metres) };
    this.#cards.offer("away", { words, acts: { home: () => host.walkFromHome() } });
  }
}
