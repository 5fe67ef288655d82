/**
 * <around-me>: sorts the trails by their distance from the visitor.
 *
 * Purpose first, then the position, asked once; nothing leaves the page. Each state
 * shows the elements whose data-state or data-states name it.
 */
import { fill, formatMetres } from "../formatting";
import { type Located, nearestFirst, readPoint } from "./nearest";

type State = "closed" | "purpose" | "asking" | "located" | "denied" | "unavailable";

const POSITION: PositionOptions = {
  enableHighAccuracy: false,
  timeout: 20_000,
  maximumAge: 60_000,
};
const PERMISSION_DENIED = 1;
const ROUGH_M = 500;

export class AroundMe extends HTMLElement {
  #state: State = "closed";
  readonly #usualOrder = new Map<Element, Element[]>();
  readonly #onHash = (): void => {
    if (location.hash === "#around" && this.#state === "closed") this.#show("purpose");
  };

  connectedCallback(): void {
    addEventListener("hashchange", this.#onHash);
    this.#onHash();
    this.#button.addEventListener("click", () =>
      this.#show(this.#state === "closed" ? "purpose" : "closed"),
    );
    for (const action of this.querySelectorAll<HTMLElement>("[data-action]")) {
      action.addEventListener("click", () =>
        action.dataset.action === "locate" ? this.#locate() : this.#close(),
      );
    }
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.#onHash);
  }

  get #button(): HTMLButtonElement {
    return this.querySelector("button[aria-controls]") as HTMLButtonElement;
  }

  #show(state: State): void {
    this.#state = state;
    const panel = document.getElementById(
      this.#button.getAttribute("aria-controls") ?? "",
    );
    if (panel) panel.hidden = state === "closed";
    this.#button.setAttribute("aria-expanded", String(state !== "closed"));
    if (state === "closed") return;
    const focused = document.activeElement;
    const hadFocus = panel?.contains(focused);
    for (const part of this.querySelectorAll<HTMLElement>(
      "[data-state], [data-states]",
    )) {
      part.hidden = !(part.dataset.state ?? part.dataset.states ?? "")
        .split(" ")
        .includes(state);
    }
    // Focus stays in the panel when the button that had it is hidden.
    if (hadFocus && focused?.closest("[hidden]")) {
      this.querySelector<HTMLElement>("[data-action]:not([hidden])")?.focus();
    }
  }

  #locate(): void {
    this.#show("asking");
    if (!navigator.geolocation) {
      this.#fail("unavailable");
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.#sort(coords),
      (error) =>
        this.#fail(error.code === PERMISSION_DENIED ? "denied" : "unavailable"),
      POSITION,
    );
  }

  #fail(state: State): void {
    if (this.#state === "asking") this.#show(state);
  }

  #close(): void {
    for (const [parent, children] of this.#usualOrder) parent.append(...children);
    this.#usualOrder.clear();
    for (const away of document.querySelectorAll<HTMLElement>(".trail-card__away"))
      away.hidden = true;
    this.#show("closed");
    this.#button.focus();
  }

  #sort(here: GeolocationCoordinates): void {
    if (this.#state !== "asking") return; // closed while the browser was looking
    const cards = [...document.querySelectorAll<HTMLElement>(".trail-card")];
    const sorted = nearestFirst(cards, (card) => readPoint(card.dataset), here);
    for (const found of sorted) this.#sayDistance(found);
    for (const { item } of sorted) this.#moveLast(item);
    for (const { item } of sorted) {
      const city = item.closest(".city");
      if (city && city.querySelector(".trail-card") === item) this.#moveLast(city);
    }
    this.#sayNearest(sorted, here.accuracy);
    this.#show("located");
  }

  /** Moves an element behind its siblings, and remembers the order they had. */
  #moveLast(element: Element): void {
    const parent = element.parentElement;
    if (!parent) return;
    if (!this.#usualOrder.has(parent))
      this.#usualOrder.set(parent, [...parent.children]);
    parent.append(element);
  }

  #sayDistance({ item, metres }: Located<HTMLElement>): void {
    const away = item.querySelector<HTMLElement>(".trail-card__away");
    if (!away) return;
    away.hidden = metres === null;
    away.textContent = fill(this.dataset.at ?? "", { distance: this.#written(metres) });
  }

  #sayNearest(sorted: readonly Located<HTMLElement>[], accuracyM: number): void {
    const sentence = this.querySelector<HTMLElement>('[data-state="located"]');
    const nearest = sorted.find(({ item, metres }) => metres !== null && !item.hidden);
    if (!sentence) return;
    const words = {
      distance: this.#written(nearest?.metres ?? null),
      title: nearest?.item.querySelector("h3")?.textContent?.trim() ?? "",
      accuracy: this.#written(accuracyM),
    };
    const { sentence: said = "", rough = "" } = sentence.dataset;
    const parts = nearest ? [said, accuracyM > ROUGH_M ? rough : ""] : [];
    sentence.textContent = fill(parts.join(" ").trim(), words);
  }

  #written(metres: number | null): string {
    return metres === null ? "" : formatMetres(metres, document.documentElement.lang);
  }
}
