import { formatMetres } from "../formatting";
import type { Say } from "../strings";
import { formatMinutes } from "./format";
import type { Stop } from "./stops";
import type { Way } from "./way";

/** Where the walker is led, and how to know it. */
export interface Goal {
  readonly stop: Stop;
  /** The dock's own stop, not reached yet. */
  readonly isCurrent: boolean;
  readonly way: Way | null;
  /** What to look for on the way. */
  readonly lookFor: string;
}

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

  /** How far the stop is: metres, or that one is there; nothing while not known. */
  showAway(metres: number | null, isHere: boolean): void {
    const tag = this.#find("[data-dock-tag]");
    tag.hidden = metres === null && !isHere;
    tag.classList.toggle("is-here", isHere);
    const away = { metres: formatMetres(metres ?? 0, this.#language) };
    const words = isHere ? this.#say("here") : this.#say("away", away);
    if (tag.textContent !== words) tag.textContent = words;
  }

  /** Where one goes now: the stop still to be reached, the next one, or nowhere. */
  showGoal(goal: Goal | null): void {
    const button = this.#find<HTMLButtonElement>("[data-next-stop]");
    button.disabled = !goal;
    const key = goal?.isCurrent ? "towards" : "then";
    const title = goal ? this.#say(key, { title: goal.stop.title }) : this.#say("last");
    this.#write("[data-next-title]", title);
    this.#write("[data-next-place]", goal?.lookFor || (goal?.stop.place ?? ""));
    this.element.classList.toggle("has-look-for", !!goal?.lookFor);
    const way = goal?.way;
    const metres = way ? formatMetres(way.metres, this.#language) : "";
    this.#write("[data-next-metres]", metres);
    this.#write("[data-next-minutes]", way ? formatMinutes(way.minutes) : "");
    const arrow = this.#find("[data-next-arrow]");
    arrow.hidden = !way || way.bearing === null;
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
