/** Under which the phone keeps the answer, for all trails of the site. */
const KEY = "traboule:telling";

/** The chosen one of a story's tellings; where it is not told so, the first. Pure. */
export function toldAs(
  tellings: readonly string[],
  chosen: string | null,
): string | undefined {
  return tellings.find((each) => each === chosen) ?? tellings[0];
}

/**
 * Which telling of the stories a walker hears: asked once, kept on the phone, changed
 * at will. At each stop the page shows the one that is heard, and no other.
 */
export class TellingChoice {
  readonly #page: HTMLElement;
  #chosen = kept();
  /** Another one was chosen. */
  onChange = (): void => undefined;

  /** The choice of a page; null where it has none. */
  static of(page: HTMLElement): TellingChoice | null {
    return page.querySelector("[data-telling-choice]") && new TellingChoice(page);
  }

  private constructor(page: HTMLElement) {
    this.#page = page;
    page.addEventListener("change", ({ target }) => {
      const input = target as HTMLInputElement;
      if (input.closest("[data-telling-choice]")) this.choose(input.value);
    });
    this.#show();
  }

  get isMade(): boolean {
    return this.#chosen !== null;
  }

  /** The tellings of this page, with their names. */
  get names(): Record<string, string> {
    return Object.fromEntries(
      Array.from(this.#inputs, ({ value, labels }) => [
        value,
        labels?.[0]?.textContent?.trim() ?? "",
      ]),
    );
  }

  choose(telling: string): void {
    this.#chosen = telling;
    try {
      localStorage.setItem(KEY, telling);
    } catch {
      // The phone keeps nothing: the answer is good for this page.
    }
    this.#show();
    this.onChange();
  }

  /** The same question, to be put elsewhere in the page. */
  copy(): Element | null {
    const copy = this.#page
      .querySelector("[data-telling-choice]")
      ?.cloneNode(true) as Element | null;
    // Of two groups of the same name only one answer would be marked.
    for (const input of copy?.querySelectorAll("input") ?? []) input.name += "-again";
    return copy;
  }

  #show(): void {
    for (const input of this.#inputs) {
      if (input.value === this.#chosen) input.checked = true;
    }
    for (const stop of this.#page.querySelectorAll("[data-stop]")) {
      const tellings = [...stop.querySelectorAll<HTMLElement>("[data-telling]")];
      const names = tellings.map(({ dataset }) => dataset["telling"] ?? "");
      const told = toldAs(names, this.#chosen);
      for (const telling of tellings) {
        const isTold = telling.dataset["telling"] === told;
        telling.hidden = !isTold;
        telling.querySelector("[data-recording]")?.toggleAttribute("data-main", isTold);
      }
    }
  }

  get #inputs(): NodeListOf<HTMLInputElement> {
    return this.#page.querySelectorAll("[data-telling-choice] input");
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
