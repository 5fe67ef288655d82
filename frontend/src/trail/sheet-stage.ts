import { Sheet } from "../sheet/sheet";
import type { SheetState } from "../sheet/snap";
import type { Say } from "../strings";

/** What the sheet covers of the screen: at the foot, or at the start of the lines. */
export interface Covered {
  foot: number;
  start: number;
}

export interface SheetStageHost {
  /** Whether map and sheet fill the screen. */
  isApp(): boolean;
  /** The handle was pressed outside the walk. */
  onOpen(): void;
  onState(isFull: boolean): void;
}

/** Bar, keys of the scale and that of the position, one above the other. */
const ROOM_FOR_KEYS_PX = 272;

/** The sheet with its two views: the story of the stop, or the list of all stops. */
export class SheetStage {
  readonly #element: HTMLElement;
  readonly #dock: HTMLElement;
  readonly #body: HTMLElement;
  readonly #host: SheetStageHost;
  readonly #sheet: Sheet;

  constructor(main: HTMLElement, say: Say, host: SheetStageHost) {
    const part = (selector: string): HTMLElement =>
      main.querySelector<HTMLElement>(selector) as HTMLElement;
    this.#element = part("[data-sheet]");
    this.#dock = part("[data-dock]");
    this.#body = part("[data-body]");
    this.#host = host;
    this.#sheet = new Sheet(this.#element, part("[data-handle]"), {
      isActive: () => host.isApp(),
      onOpen: () => host.onOpen(),
      onState: (state) => this.#onState(state),
      handleName: (state) =>
        say({ peek: "enlarge", half: "full", full: "reduce" }[state]),
    });
    for (const button of this.#buttons) {
      button.addEventListener("click", () => this.#press(button));
    }
    new ResizeObserver(() => this.#measure()).observe(this.#dock);
    new ResizeObserver(() => this.#measure()).observe(this.#element);
  }

  /** Pixels that the sheet covers at rest; the full sheet counts as the half one. */
  get covered(): Covered {
    const { offsetHeight, offsetWidth } = this.#element;
    if (this.#isAside) return { foot: 0, start: offsetWidth };
    const foot = this.#sheet.state === "full" ? innerHeight / 2 : offsetHeight;
    return { foot, start: 0 };
  }

  /** On phones held sideways the sheet stands beside the map. */
  get #isAside(): boolean {
    return this.#element.offsetWidth < innerWidth * 0.75;
  }

  open(): void {
    this.#show("stop");
    this.#sheet.state = "half";
  }

  close(): void {
    this.#element.dataset["state"] = "half";
    this.#show("");
    this.#host.onState(false);
  }

  /** Back to the story, at its beginning. */
  showStop(): void {
    if (!this.#host.isApp()) return;
    if (this.#element.dataset["view"] === "list") this.#sheet.state = "half";
    this.#show("stop");
  }

  /** The story, as large as can be. */
  read(): void {
    if (!this.#host.isApp()) return;
    this.#show("stop");
    this.#sheet.state = "full";
  }

  get #buttons(): NodeListOf<HTMLElement> {
    return this.#dock.querySelectorAll<HTMLElement>("[data-view]");
  }

  #press(button: HTMLElement): void {
    const wanted = button.dataset["view"] ?? "";
    const isShown =
      this.#sheet.state === "full" && this.#element.dataset["view"] === wanted;
    this.#show(wanted);
    this.#sheet.state = isShown ? "half" : "full";
  }

  #show(view: string): void {
    this.#element.dataset["view"] = view;
    this.#body.scrollTop = 0;
    this.#mark();
  }

  #onState(state: SheetState): void {
    this.#host.onState(this.#host.isApp() && state === "full");
    this.#mark();
  }

  #mark(): void {
    const isFull = this.#sheet.state === "full";
    for (const button of this.#buttons) {
      const isShown =
        isFull && button.dataset["view"] === this.#element.dataset["view"];
      button.setAttribute("aria-pressed", String(isShown));
    }
  }

  #measure(): void {
    const { style, classList } = document.body;
    style.setProperty("--dock-block", `${this.#dock.offsetHeight}px`);
    const [block, inline] = [this.#element.offsetHeight, this.#element.offsetWidth];
    style.setProperty("--sheet-block", this.#isAside ? "0px" : `${block}px`);
    style.setProperty("--sheet-inline", this.#isAside ? `${inline}px` : "0px");
    const isLow = !this.#isAside && window.innerHeight - block < ROOM_FOR_KEYS_PX;
    classList.toggle("has-low-map", isLow);
  }
}
