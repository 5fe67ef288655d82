import { fill } from "../formatting";
import type { SmallPicture } from "../journey/trail-package";

/** What a card is about; the first that is there is shown. */
const ORDER = [
  "blocked",
  "interrupted",
  "off",
  "missed",
  "way-closed",
  "detour",
  "waiting",
  "near-text",
  "closed",
  "telling",
  "no-notebook",
  "question",
  "finished",
  "last-stop",
  "look-for",
  "no-trail",
  "away",
  "hear",
  "unheard",
] as const;

export type CardName = (typeof ORDER)[number];

interface Card {
  readonly words: Readonly<Record<string, string | number>>;
  readonly acts: Readonly<Record<string, () => void>>;
  readonly picture?: SmallPicture | null;
  /** Keys that only this page has: the words of each act. */
  readonly keys?: Readonly<Record<string, string>>;
}

/**
 * The one card above the player: what the walk has to say, with its ways out. The
 * words are in `tours/walk_words.html`.
 */
export class Cards {
  readonly #root: HTMLElement;
  readonly #held = new Map<CardName, Card>();
  readonly #putAway = new Set<CardName>();
  #shown = "";

  constructor(root: HTMLElement) {
    this.#root = root;
    root.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-do]");
      if (button) this.#act(button.dataset["do"] ?? "");
    });
  }

  /** Shows a card, or has it wait behind one that matters more. */
  show(name: CardName, card: Partial<Card> = {}): void {
    this.#held.set(name, { words: {}, acts: {}, ...card });
    this.#render();
  }

  /** Shows a card unless it was put away before; its words may change. */
  offer(name: CardName, card: Partial<Card> = {}): void {
    if (!this.#putAway.has(name)) this.show(name, card);
  }

  hide(...names: CardName[]): void {
    for (const name of names) this.#held.delete(name);
    this.#render();
  }

  /** What was put away may be offered again. */
  forget(name: CardName): void {
    this.#putAway.delete(name);
    this.hide(name);
  }

  get #top(): CardName | undefined {
    return ORDER.find((name) => this.#held.has(name));
  }

  /** Every button puts its card away; some do something besides. */
  #act(what: string): void {
    const name = this.#top;
    if (!name) return;
    const act = this.#held.get(name)?.acts[what];
    this.#putAway.add(name);
    this.hide(name);
    act?.();
  }

  #render(): void {
    const name = this.#top;
    const card = name && this.#held.get(name);
    const model = name && document.querySelector<HTMLTemplateElement>("#walk-cards");
    const found = model?.content.querySelector(`[data-card="${name}"]`);
    const sentence = fill(
      found?.querySelector("p")?.textContent?.trim() ?? "",
      card?.words ?? {},
    );
    if (this.#shown === `${name}${sentence}`) return;
    this.#shown = `${name}${sentence}`;
    const hadFocus = this.#root.contains(document.activeElement);
    this.#root.replaceChildren();
    if (!found) return;
    const element = found.cloneNode(true) as HTMLElement;
    element.className = `card card--${name}`;
    (element.querySelector("p") as HTMLElement).textContent = sentence;
    if (card?.picture) element.prepend(pictureOf(card.picture));
    element.append(...Object.entries(card?.keys ?? {}).map(keyOf));
    this.#root.append(element);
    if (hadFocus) this.#root.querySelector("button")?.focus({ preventScroll: true });
  }
}

function pictureOf({ address, alternative }: SmallPicture): HTMLImageElement {
  const picture = new Image();
  picture.className = "card__picture";
  picture.src = address;
  picture.alt = alternative;
  return picture;
}

function keyOf([act, words]: [string, string]): HTMLButtonElement {
  const key = document.createElement("button");
  key.className = "card__key";
  key.type = "button";
  key.dataset["do"] = act;
  key.textContent = words;
  return key;
}
