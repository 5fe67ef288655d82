import { formatMetres } from "../formatting";
import { distanceM, type Point } from "../geo";
import { formatMinutes } from "./format";
import type { Stop } from "./stops";
import type { Say } from "./strings";
import { type Way, wayTo } from "./way";

/** The names in the dock, and what comes next under them. */
export class Dock {
  readonly element: HTMLElement;
  readonly #say: Say;
  readonly #language: string;

  constructor(element: HTMLElement, say: Say, language: string) {
    this.element = element;
    this.#say = say;
    this.#language = language;
  }

  open(): void {
    this.element.hidden = false;
    document.body.classList.add("has-dock");
  }

  /** The stop's names; a notice, such as another language, stands for its place. */
  showStop(stop: Stop, notice = ""): void {
    this.#write("[data-dock-number]", String(stop.number));
    this.#write("[data-dock-title]", stop.title);
    this.#write("[data-dock-place]", notice || stop.place);
    this.element.classList.remove("is-over");
  }

  /** How far this stop is from the walker, and the way on to the next one. */
  showWays(stop: Stop, next: Stop | null, walker: Point | null): void {
    const away = walker && stop.point ? distanceM(walker, stop.point) : null;
    this.#showAway(away, away !== null && away <= stop.radiusMetres);
    this.#showNext(next, next ? wayTo(next, stop.point, walker) : null);
  }

  /** How far the stop is: metres, or that one is there. */
  #showAway(metres: number | null, isHere: boolean): void {
    const tag = this.#find("[data-dock-tag]");
    tag.hidden = metres === null;
    tag.classList.toggle("is-here", isHere);
    if (metres === null) return;
    const away = { metres: formatMetres(metres, this.#language) };
    const words = isHere ? this.#say("here") : this.#say("away", away);
    if (tag.textContent !== words) tag.textContent = words;
  }

  /** What comes after the stop: the next one and the way there, or the end. */
  #showNext(next: Stop | null, way: Way | null): void {
    const button = this.#find<HTMLButtonElement>("[data-next-stop]");
    button.disabled = !next;
    const title = next ? this.#say("then", { title: next.title }) : this.#say("last");
    this.#write("[data-next-title]", title);
    this.#write("[data-next-place]", next?.place ?? "");
    this.#write(
      "[data-next-metres]",
      way ? formatMetres(way.metres, this.#language) : "",
    );
    this.#write("[data-next-minutes]", way ? formatMinutes(way.minutes) : "");
    const arrow = this.#find("[data-next-arrow]");
    arrow.hidden = !next || way?.bearing === null || !way;
    arrow.style.setProperty("--bearing", `${Math.round(way?.bearing ?? 0)}deg`);
  }

  /** The recording is over: the next stop is offered, never forced. */
  offerNext(): void {
    this.element.classList.add("is-over");
  }

  #write(selector: string, words: string): void {
    const element = this.#find(selector);
    if (element.textContent !== words) element.textContent = words;
  }

  #find<T extends HTMLElement>(selector: string): T {
    const found = this.element.querySelector<T>(selector);
    if (!found) throw new Error(`no ${selector} in the dock`);
    return found;
  }
}
