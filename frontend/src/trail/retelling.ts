import type { TellingChoice } from "../tellings/telling-choice";
import type { Cards } from "./cards";
import type { Course } from "./course";

/** Stories that are told in several versions: the walk asks once which one is heard. */
export class Retelling {
  readonly #choice: TellingChoice | null;
  readonly #cards: Cards;

  constructor(
    main: HTMLElement,
    choice: TellingChoice | null,
    cards: Cards,
    course: Course,
  ) {
    this.#choice = choice;
    this.#cards = cards;
    if (!choice) return;
    main.querySelector("[data-screen]")?.before(choice.copy() ?? "");
    choice.onChange = () => {
      cards.hide("telling");
      course.retell();
    };
  }

  /** The walk begins: nothing waits for the answer. */
  ask(): void {
    const choice = this.#choice;
    if (!choice || choice.isMade) return;
    const keys = choice.names;
    const acts = Object.fromEntries(
      Object.keys(keys).map((telling) => [telling, () => choice.choose(telling)]),
    );
    this.#cards.show("telling", { keys, acts });
  }
}
