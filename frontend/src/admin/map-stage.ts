/** The frame of a map field: the map itself, a cross in its middle, a bar of buttons. */
import { make, StatusLine } from "./controls";

export class MapStage {
  readonly element = make("div", "map-field");
  /** Over the map; empty where the map needs no tools. */
  readonly head = make("div", "map-field__head");
  /** The map, and what stands over it or beside it. */
  readonly stage = make("div", "map-field__stage");
  readonly bar = make("div", "map-field__bar");
  readonly status = new StatusLine();
  private readonly map = make("div", "map-field__map");
  private readonly nearby: IntersectionObserver;
  private isOpen = false;

  /**
   * `open` makes the map when its box first comes near the screen with a size: panels
   * may be collapsed, dialogs closed, rows far below. `enter` answers the Enter key;
   * `seen` is told, then and later, whether the map is near the screen.
   */
  constructor(
    name: string,
    help: string,
    open: (box: HTMLElement) => void,
    enter: () => void,
    seen: (isNear: boolean) => void = () => undefined,
  ) {
    const cross = make("span", "map-field__cross");
    cross.setAttribute("aria-hidden", "true");
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", name);
    this.map.setAttribute("role", "application");
    this.map.setAttribute("aria-label", help);
    this.map.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== this.map) return;
      event.preventDefault(); // or the form would be sent
      enter();
    });
    this.stage.append(this.map, cross);
    for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) {
      for (const bar of [this.head, this.bar])
        bar.addEventListener(name, () => this.aim(bar));
    }
    this.element.append(this.head, this.stage, this.bar, this.status.element);
    this.nearby = new IntersectionObserver(
      (entries) => {
        const isNear = entries.at(-1)?.isIntersecting ?? false;
        if (!isNear && !this.isOpen) return;
        if (!this.isOpen) open(this.map);
        this.isOpen = true;
        seen(isNear);
      },
      { rootMargin: "400px" },
    );
  }

  /** Begins to wait for the map to be seen; the frame must stand in the page. */
  start(): void {
    this.nearby.observe(this.map);
  }

  /** The cross is shown while a button is pointed at that puts something there. */
  private aim(bar: HTMLElement): void {
    const here = bar.querySelector(".map-field__here:is(:hover, :focus-visible)");
    this.stage.classList.toggle("map-field__stage--aimed", here !== null);
  }

  remove(): void {
    this.nearby.disconnect();
    this.element.remove();
  }
}
