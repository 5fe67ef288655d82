/** `<then-and-now>`: two pictures of one view, laid over each other by a slider. */
import { shareAt } from "./compared-share";

const HALF = 50;

export class ThenAndNow extends HTMLElement {
  readonly #range = document.createElement("input");
  readonly #percent = new Intl.NumberFormat(document.documentElement.lang, {
    style: "percent",
  });

  connectedCallback(): void {
    if (this.#range.isConnected) return;
    const sides = this.querySelectorAll<HTMLElement>(".pair__side");
    if (sides.length < 2) return; // the right to show one of them is over
    const handle = document.createElement("span");
    handle.className = "pair__handle";
    handle.setAttribute("aria-hidden", "true");
    this.append(handle, this.#slider());
    this.classList.add("pair__pictures--compared");
    for (const side of sides) this.#followHand(side);
    this.#show(HALF);
  }

  #slider(): HTMLInputElement {
    const range = this.#range;
    range.type = "range";
    range.max = "100";
    range.className = "pair__range";
    range.setAttribute("aria-label", this.dataset["label"] ?? "");
    range.addEventListener("input", () => this.#show(range.valueAsNumber));
    return range;
  }

  /**
   * A hand on the pictures moves the slider. The style leaves vertical moves to the
   * page (`touch-action`): the browser then takes the pointer away.
   */
  #followHand(side: HTMLElement): void {
    const move = (event: PointerEvent): void => {
      const { left, width } = side.getBoundingClientRect();
      this.#show(shareAt(event.clientX, left, width));
    };
    side.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button) return;
      side.setPointerCapture(event.pointerId);
      move(event);
    });
    side.addEventListener("pointermove", (event) => {
      if (side.hasPointerCapture(event.pointerId)) move(event);
    });
    side.addEventListener("dragstart", (event) => event.preventDefault());
  }

  #show(share: number): void {
    this.#range.value = `${share}`;
    const told = this.#percent.format(share / 100);
    const words = (this.dataset["told"] ?? "{share}").replace("{share}", told);
    this.#range.setAttribute("aria-valuetext", words);
    this.style.setProperty("--share", `${share}%`);
  }
}

customElements.define("then-and-now", ThenAndNow);
