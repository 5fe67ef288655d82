import { fill, formatMetres } from "../formatting";
import { platformOf } from "./platform";
import type { PositionSource } from "./source";
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
  readonly #phone: PositionSource = new Watch();
  #source: PositionSource = this.#phone;
  #state: State = START;
  #isClosed = false;
  #isQuiet = false;
  #isAskedFor = false;
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
    this.#isAskedFor = true;
    if (this.#state.name === "denied") this.#state = START;
    this.#tell({ kind: "open" });
    this.#root.querySelector<HTMLElement>("[data-do]")?.focus({ preventScroll: true });
  }

  /** The walk begins: the phone is asked at once, what for stands beside it. */
  ask(): void {
    this.#isClosed = false;
    if (isWatching(this.#state)) this.#show(this.#state);
    else void this.#go();
  }

  /** In the walk the dot on the map says enough while all is well. */
  setQuiet(isQuiet: boolean): void {
    this.#isQuiet = isQuiet;
  }

  /** Takes the positions from somewhere else than the phone; null: from it again. */
  use(source: PositionSource | null): void {
    this.#source.stop();
    this.#source = source ?? this.#phone;
    this.#tell({ kind: "stop" });
    if (source) this.ask();
  }

  /** Whether the phone itself is asked. */
  get isReal(): boolean {
    return this.#source === this.#phone;
  }

  get state(): State {
    return this.#state;
  }

  /** Spares the battery until a moment; null: looks on. */
  restUntil(at: number | null): void {
    if (isWatching(this.#state)) this.#source.restUntil(at);
  }

  #act(what: string | undefined): void {
    if (what === "go") void this.#go();
    if (what === "stop") {
      this.#source.stop();
      this.#tell({ kind: "stop" });
    }
    const hadFocus = this.#root.contains(document.activeElement);
    if (what === "close" || (what === "fade" && !hadFocus)) {
      this.#isClosed = true;
      this.#isAskedFor = false;
      this.#show(this.#state);
    }
    if (what === "stop" || what === "close")
      this.#button?.focus({ preventScroll: true });
  }

  async #go(): Promise<void> {
    this.#tell({ kind: "go", granted: await this.#source.isGranted() });
    this.#source.start((event) => this.#tell(event));
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
    const isWell = this.#isQuiet && !this.#isAskedFor && state.name === "located";
    const written = this.#isClosed || isWell ? null : this.#written(state);
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
    const found = (more = ""): Element | null =>
      template?.content.querySelector(`[data-state="${state.name}"]${more}`) ?? null;
    return found(`[data-on~="${platformOf(navigator.userAgent)}"]`) ?? found();
  }
}
