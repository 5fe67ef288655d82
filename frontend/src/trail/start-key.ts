/** The page's one main button: it begins the walk, or goes on with it. */
export class StartKey {
  readonly #key: HTMLElement | null;
  readonly #beginning: string;

  constructor(main: HTMLElement) {
    this.#key = main.querySelector<HTMLElement>("[data-start]");
    // The first script has put other words there for a walk that was kept.
    this.#beginning = this.#key?.dataset["anew"] ?? this.#key?.textContent ?? "";
  }

  /** The walk was left: the focus comes back. `goOn`: its words; null once it is over. */
  name(goOn: string | null): void {
    if (!this.#key) return;
    this.#key.textContent = goOn ?? this.#beginning;
    this.#key.focus({ preventScroll: true });
  }
}
