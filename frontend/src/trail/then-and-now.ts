/** `<then-and-now>`: two pictures of one view, laid over each other by a slider. */
export class ThenAndNow extends HTMLElement {
  readonly #range = document.createElement("input");

  connectedCallback(): void {
    const range = this.#range;
    // The right to show one of them may be over: the other stands alone.
    if (range.isConnected || this.querySelectorAll(".pair__side").length < 2) return;
    range.type = "range"; // from 0 to 100, and half way as it begins
    range.className = "pair__range"; // over both pictures: any hand on them moves it
    range.setAttribute("aria-label", this.dataset["label"] ?? "");
    range.addEventListener("input", () => this.#show());
    const handle = document.createElement("span");
    handle.className = "pair__handle";
    this.append(range, handle);
    this.classList.add("pair__pictures--compared");
    this.#show();
  }

  #show(): void {
    const { valueAsNumber: share } = this.#range;
    const percent = { style: "percent" } as const;
    const told = (share / 100).toLocaleString(document.documentElement.lang, percent);
    const words = (this.dataset["told"] ?? "").replace("{share}", told);
    this.#range.setAttribute("aria-valuetext", words);
    this.style.setProperty("--share", `${share}%`);
  }
}

customElements.define("then-and-now", ThenAndNow);
