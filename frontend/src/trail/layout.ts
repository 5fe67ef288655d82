/**
 * From the page to the walk and back. On small screens the walk is a map with a
 * sheet over it, and the phone's back button leaves it; on large ones the list stays
 * beside the map and only the player comes.
 */
export class Layout {
  readonly #onChange: (isWalking: boolean) => void;
  readonly #small = matchMedia("(max-width: 59.99em)");
  #scrolled = 0;

  constructor(onChange: (isWalking: boolean) => void) {
    this.#onChange = onChange;
    if (history.state?.walking) history.replaceState(null, ""); // a reloaded walk
    addEventListener("popstate", () => {
      if (this.isWalking && !history.state?.walking) this.#leave();
    });
    this.#small.addEventListener("change", () => onChange(this.isWalking));
  }

  get isWalking(): boolean {
    return document.body.classList.contains("is-walking");
  }

  get isSmall(): boolean {
    return this.#small.matches;
  }

  /** Whether map and sheet fill the screen. */
  get isApp(): boolean {
    return this.isWalking && this.isSmall;
  }

  enter(): void {
    if (this.isWalking) return;
    this.#scrolled = scrollY;
    document.body.classList.add("is-walking");
    if (this.isSmall) history.pushState({ walking: true }, "");
    this.#onChange(true);
  }

  /** The page's own way back: the same as the phone's. */
  leave(): void {
    if (history.state?.walking) history.back();
    else this.#leave();
  }

  #leave(): void {
    document.body.classList.remove("is-walking");
    scrollTo({ top: this.#scrolled, behavior: "instant" });
    this.#onChange(false);
  }
}
