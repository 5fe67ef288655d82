/**
 * <theme-filter>: shows the trails on a theme without loading the page again.
 *
 * The links are the server's own; the address follows, so that back, reload and
 * sharing do what they say.
 */
import { fill } from "../formatting";

const PARAMETER = "theme";

export class ThemeFilter extends HTMLElement {
  readonly #onBack = (): void =>
    this.#show(new URL(location.href).searchParams.get(PARAMETER) ?? "");

  connectedCallback(): void {
    this.addEventListener("click", (event) => this.#follow(event));
    addEventListener("popstate", this.#onBack);
  }

  disconnectedCallback(): void {
    removeEventListener("popstate", this.#onBack);
  }

  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (
      !link ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    this.#show(link.dataset.theme ?? "");
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #show(theme: string): void {
    const links = [...this.querySelectorAll("a")];
    const chosen =
      links.find((link) => (link.dataset.theme ?? "") === theme) ?? links[0];
    for (const link of links) link.toggleAttribute("aria-current", false);
    chosen?.setAttribute("aria-current", "true");
    const key = chosen?.dataset.theme ?? "";
    let count = 0;
    for (const card of document.querySelectorAll<HTMLElement>(".trail-card")) {
      const isShown =
        key === "" || (card.dataset.themes ?? "").split(" ").includes(key);
      if (isShown) count += 1;
      card.hidden = !isShown;
      document
        .querySelector(`.overview__pin[href="#${CSS.escape(card.id)}"]`)
        ?.toggleAttribute("hidden", !isShown);
    }
    for (const city of document.querySelectorAll<HTMLElement>(".city")) {
      city.hidden = !city.querySelector(".trail-card:not([hidden])");
    }
    this.#say(key ? count : null, chosen?.textContent?.trim() ?? "");
  }

  /** Says how many trails are shown; null when all of them are. */
  #say(count: number | null, theme: string): void {
    const status = this.querySelector('[role="status"]');
    if (!status) return;
    if (count === null) {
      status.textContent = this.dataset.all ?? "";
      return;
    }
    const isOne =
      new Intl.PluralRules(document.documentElement.lang).select(count) === "one";
    status.textContent = fill((isOne ? this.dataset.one : this.dataset.other) ?? "", {
      count,
      theme,
    });
  }
}
