import {
  type Heights,
  isSheetState,
  layoutAt,
  type SheetState,
  STATES,
  settle,
  step,
} from "./snap";

/** What the sheet asks of the page. */
export interface SheetHost {
  /** Whether the sheet is a sheet now: only in the walk, on small screens. */
  isActive(): boolean;
  /** The handle was pressed while the sheet is not one. */
  onOpen(): void;
  onState(state: SheetState): void;
  handleName(state: SheetState): string;
}

/**
 * The sheet of the walk: peek, half or full.
 *
 * Its handle is a button: pressing it goes up, then down again; the arrow keys go
 * one step; dragging it, or the dock's head, follows the finger. Only these take the
 * finger: the story under them scrolls as any page does.
 */
export class Sheet {
  readonly #element: HTMLElement;
  readonly #handle: HTMLElement;
  readonly #host: SheetHost;
  #drag: {
    y: number;
    height: number;
    heights: Heights;
    moves: [number, number][];
  } | null = null;
  #wasDragged = false;

  constructor(element: HTMLElement, handle: HTMLElement, host: SheetHost) {
    this.#element = element;
    this.#handle = handle;
    this.#host = host;
    handle.addEventListener("click", () => this.#press());
    handle.addEventListener("keydown", (event) => this.#key(event));
    for (const grip of element.querySelectorAll<HTMLElement>("[data-grip]")) {
      grip.addEventListener("pointerdown", (event) => this.#start(event));
      grip.addEventListener("pointermove", (event) => this.#move(event));
      grip.addEventListener("pointerup", () => this.#end());
      grip.addEventListener("pointercancel", () => this.#end());
    }
  }

  get state(): SheetState {
    const state = this.#element.dataset["state"];
    return isSheetState(state) ? state : "half";
  }

  set state(state: SheetState) {
    const before = this.#element.offsetHeight;
    this.#lay(state);
    this.#glide(before);
    this.#host.onState(state);
  }

  #lay(state: SheetState): void {
    this.#element.dataset["state"] = state;
    this.#handle.setAttribute("aria-label", this.#host.handleName(state));
  }

  #glide(from: number): void {
    const to = this.#element.offsetHeight;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!this.#host.isActive() || still || from === to) return;
    this.#element.animate([{ blockSize: `${from}px` }, { blockSize: `${to}px` }], {
      duration: 180,
      easing: "cubic-bezier(0.2, 0.7, 0.3, 1)",
    });
  }

  #press(): void {
    if (this.#wasDragged) {
      this.#wasDragged = false;
    } else if (!this.#host.isActive()) {
      this.#host.onOpen();
    } else {
      this.state = this.state === "full" ? "peek" : step(this.state, 1);
    }
  }

  #key(event: KeyboardEvent): void {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : null;
    if (by === null || !this.#host.isActive()) return;
    event.preventDefault();
    this.state = step(this.state, by);
  }

  #start(event: PointerEvent): void {
    this.#wasDragged = false;
    if (!this.#host.isActive() || event.button > 0) return;
    const height = this.#element.offsetHeight;
    this.#drag = { y: event.clientY, height, heights: this.#measure(), moves: [] };
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const up = drag.y - event.clientY;
    if (!this.#wasDragged && Math.abs(up) < 6) return;
    if (!this.#wasDragged)
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#wasDragged = true;
    const { heights } = drag;
    const height = Math.min(heights.full, Math.max(heights.peek, drag.height + up));
    this.#lay(layoutAt(height, heights));
    this.#element.style.blockSize = `${height}px`;
    drag.moves = [...drag.moves.slice(-4), [event.timeStamp, height]];
  }

  #end(): void {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag || !this.#wasDragged) return;
    const height = this.#element.offsetHeight;
    this.#element.style.blockSize = "";
    const [first, last] = [drag.moves[0], drag.moves[drag.moves.length - 1]];
    const time = first && last ? last[0] - first[0] : 0;
    const velocity = first && last && time > 0 ? (last[1] - first[1]) / time : 0;
    const state = settle(height, velocity, drag.heights);
    this.#lay(state);
    this.#glide(height);
    this.#host.onState(state);
    // The click that ends a drag is not a press.
    setTimeout(() => {
      this.#wasDragged = false;
    });
  }

  /** The height of each state, found by laying them out: nothing is painted. */
  #measure(): Heights {
    const now = this.state;
    const heights = { peek: 0, half: 0, full: 0 };
    for (const state of STATES) {
      this.#element.dataset["state"] = state;
      heights[state] = this.#element.offsetHeight;
    }
    this.#element.dataset["state"] = now;
    return heights;
  }
}
