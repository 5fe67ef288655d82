import { fill, formatMetres } from "../formatting";
import { type Event, isWatching, next, START, type State } from "./state";
import { Watch } from "./watch";

const GOOD_NEWS_MS = 6000; // then the words leave the map free

/**
 * `<trail-position>`: the button that shows where one is, with the words of each
 * state of the search and their ways out.
 */
export class PositionPanel {
  readonly #root: HTMLElement;
  readonly #language: string;
  readonly #onState: (state: State) => void;
  readonly #watch = new Watch((event) => this.#tell(event));
  #state: State = START;
  #isClosed = false;
  #closing: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, language: string, onState: (state: State) => void) {
    this.#root = root;
    this.#language = language;
    this.#onState = onState;
    root.querySelector("[data-actions]")?.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-do]");
      if (button) this.#act(button.dataset["do"]);
    });
  }

  /** The button was pressed: a sentence of purpose first, or where things stand. */
  open(): void {
    this.#isClosed = false;
    if (this.#state.name === "denied") this.#state = START;
    this.#tell({ kind: "open" });
    this.#root.querySelector<HTMLElement>("[data-do]")?.focus({ preventScroll: true });
  }

  #act(what: string | undefined): void {
    if (what === "go") void this.#go();
    if (what === "stop") {
      this.#watch.stop();
      this.#tell({ kind: "stop" });
    }
    const hadFocus = this.#root.contains(document.activeElement);
    if (what === "close" || (what === "fade" && !hadFocus)) {
      this.#isClosed = true;
      this.#show(this.#state);
    }
    if (what === "stop" || what === "close")
      this.#button?.focus({ preventScroll: true });
  }

  async #go(): Promise<void> {
    this.#tell({ kind: "go", granted: await this.#watch.isGranted() });
    this.#watch.start();
  }

  #tell(event: Event): void {
    const before = this.#state;
    this.#state = next(before, event);
    const isNews = before.name !== this.#state.name;
    // Trouble and its end are told; a panel that was closed stays closed otherwise.
    if (isNews && this.#state.name !== "located") this.#isClosed = false;
    if (isNews || event.kind === "open" || event.kind === "fix")
      this.#show(this.#state, isNews);
    this.#onState(this.#state);
  }

  get #button(): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>("[data-locate]");
  }

  #show(state: State, isNews = true): void {
    const words = this.#root.querySelector<HTMLElement>("[data-words]");
    const actions = this.#root.querySelector<HTMLElement>("[data-actions]");
    if (!words || !actions) return;
    this.#root.dataset["state"] = state.name;
    this.#button?.classList.toggle("is-on", isWatching(state));
    const written = this.#isClosed ? null : this.#written(state);
    this.#root.classList.toggle("is-open", written !== null);
    const metres = formatMetres(state.fix?.accuracy ?? 0, this.#language);
    const model = written?.querySelector("p")?.textContent?.trim() ?? "";
    const sentence = fill(model, { metres });
    if (words.textContent !== sentence) words.textContent = sentence;
    if (!written) actions.replaceChildren();
    else if (isNews || !actions.hasChildNodes()) this.#showActions(written, actions);
    clearTimeout(this.#closing);
    if (written && state.name === "located") {
      this.#closing = setTimeout(() => this.#act("fade"), GOOD_NEWS_MS);
    }
  }

  #showActions(written: Element, actions: HTMLElement): void {
    const hadFocus = actions.contains(document.activeElement);
    const buttons = [...written.querySelectorAll("button")].map((model) => {
      const button = model.cloneNode(true) as HTMLButtonElement;
      const isMain = button.dataset["do"] === "go";
      button.className = isMain ? "button button--main" : "button";
      return button;
    });
    actions.replaceChildren(...buttons);
    if (hadFocus) buttons[0]?.focus({ preventScroll: true });
  }

  #written(state: State): Element | null {
    const template = document.querySelector<HTMLTemplateElement>("#position-states");
    return template?.content.querySelector(`[data-state="${state.name}"]`) ?? null;
  }
}
