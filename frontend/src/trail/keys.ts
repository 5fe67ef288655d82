import { toggleSun } from "./sun";

/** What the keys of the walk ask for. */
export interface Keys {
  /** Whether map and sheet fill the screen. */
  isApp(): boolean;
  onNext(): void;
  onLeave(): void;
  onStop(code: string): void;
}

/** Connects the bar, the way on, and the names of the stops in the sheet's list. */
export function connectKeys(page: HTMLElement, keys: Keys): void {
  const on = (selector: string, act: (button: HTMLElement) => void): void => {
    for (const button of page.querySelectorAll<HTMLElement>(selector)) {
      button.addEventListener("click", () => act(button));
    }
  };
  on("[data-next-stop]", () => keys.onNext());
  on("[data-leave]", () => keys.onLeave());
  on("[data-sun]", (button) => toggleSun(button));
  page.addEventListener("click", (event) => {
    const link = (event.target as Element).closest(".stop__link");
    if (!link || !keys.isApp()) return; // in the page it leads to the stop's own page
    event.preventDefault();
    keys.onStop(link.closest<HTMLElement>("[data-stop]")?.dataset.stop ?? "");
  });
}
