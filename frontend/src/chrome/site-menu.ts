/** <site-menu>: closes the menu as people expect: Escape, a tap elsewhere, a choice. */
export class SiteMenu extends HTMLElement {
  readonly #onTap = (event: Event): void => {
    const target = event.target as Element;
    if (!this.contains(target) || target.closest("a")) this.#close();
  };

  connectedCallback(): void {
    document.addEventListener("click", this.#onTap);
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#details?.open) return;
      this.#close();
      this.querySelector("summary")?.focus();
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.#onTap);
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  #close(): void {
    if (this.#details) this.#details.open = false;
  }
}
