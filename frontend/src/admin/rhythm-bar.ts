/** The walk drawn as a timeline to scale, and told leg by leg below it. */
import type { Say } from "./composer-part";
import { make } from "./controls";
import {
  formatMinutes,
  formatSeconds,
  minutesApart,
  type Part,
  restless,
  type Timeline,
} from "./rhythm";

export interface ShownStop {
  readonly number: number;
  readonly name: string;
}

interface Shown {
  readonly timeline: Timeline;
  readonly stops: readonly ShownStop[];
  readonly ways: readonly { readonly closes: boolean }[];
  readonly chosen: number | null;
}

/** What is said of one leg, each figure in words. */
type Words = Readonly<
  Record<"short" | "leg" | "name" | "story" | "source" | "walk", string> &
    Record<"rest" | "verdict", string>
> & { readonly kind: "silence" | "standing" };

const KEY = ["recorded", "estimated", "silence", "walking", "standing"] as const;

export class RhythmBar {
  readonly element = make("div", "rhythm");
  private readonly total = make("p", "rhythm__total");
  private readonly scroller = make("div", "rhythm__scroller");
  private readonly rows = make("ol", "rhythm__rows");
  private drawn = "";

  /** `choose` is given the number of a stop, counted from 0, and the leg that leaves it. */
  constructor(
    private readonly say: Say,
    private readonly choose: (number: number) => void,
  ) {
    this.element.hidden = true;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", say("rhythm"));
    this.scroller.setAttribute("role", "img");
    const help = make("p", "rhythm__help", say("rhythm_help"));
    this.element.append(this.total, this.scroller, this.key());
    this.element.append(this.head(), this.rows, help);
    new ResizeObserver(() => this.fit()).observe(this.scroller);
  }

  /** What scrolls must be reached from the keyboard; what does not is no stop for it. */
  private fit(): void {
    const { scrollWidth, clientWidth } = this.scroller;
    if (scrollWidth > clientWidth) this.scroller.tabIndex = 0;
    else this.scroller.removeAttribute("tabindex");
  }

  /** Draws it again if anything differs; hides it where there is no way yet. */
  show(
    timeline: Timeline | null,
    stops: readonly ShownStop[],
    ways: readonly { readonly closes: boolean }[],
    chosen: number | null,
  ): void {
    const all = JSON.stringify([timeline, stops, ways.length, chosen]);
    if (all === this.drawn) return;
    this.drawn = all;
    this.element.hidden = timeline === null;
    if (!timeline) return;
    const focused = [...this.rows.children].findIndex((row) =>
      row.contains(document.activeElement),
    );
    const shown = { timeline, stops, ways, chosen };
    this.total.replaceChildren(...this.summary(timeline));
    this.scroller.setAttribute("aria-label", this.total.textContent ?? "");
    this.scroller.replaceChildren(this.strip(shown));
    this.fit();
    this.rows.replaceChildren(
      ...timeline.parts.map((part, i) => this.row(shown, part, i)),
    );
    this.rows.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  }

  private summary(timeline: Timeline): HTMLElement[] {
    const minutes = (seconds: number) => formatMinutes(Math.round(seconds / 60));
    // What is left, or the two would not always add up to the whole.
    const standing =
      Math.round(timeline.seconds / 60) - Math.round(timeline.walking / 60);
    const words = {
      walking: minutes(timeline.walking),
      standing: formatMinutes(standing),
    };
    const legs = restless(timeline).map((leg) => leg + 1);
    const verdict = legs.length
      ? this.say("rhythm_again", { legs: legs.join(", ") })
      : this.say("rhythm_all_calm");
    return [
      make("strong", "rhythm__figure", minutes(timeline.seconds)),
      make("span", "", this.say("rhythm_total", words)),
      make("span", "rhythm__again", verdict),
    ];
  }

  private strip({ timeline, stops, chosen }: Shown): HTMLElement {
    const strip = make("div", "rhythm__strip");
    strip.style.setProperty("--rhythm-parts", String(stops.length));
    strip.append(make("span", "rhythm__paper"), ...axis(timeline.seconds));
    for (const [i, part] of timeline.parts.entries()) {
      const seconds = part.standing + part.walking;
      const column = make("div", "rhythm__part");
      column.classList.toggle("rhythm__part--chosen", i === chosen);
      place(column, part.start, seconds, timeline.seconds);
      const mark = make("span", "rhythm__stop");
      const { number = i + 1, name = "" } = stops[i] ?? {};
      mark.append(
        make("span", "rhythm__number", String(number)),
        make("span", "rhythm__name", name),
      );
      column.append(mark, ...this.bands(part, seconds));
      column.addEventListener("click", () => this.choose(i));
      strip.append(column);
    }
    return strip;
  }

  /** Story and silence above, standing and walking below, the verdict under both. */
  private bands(part: Part, seconds: number): HTMLElement[] {
    const bands: HTMLElement[] = [];
    const add = (className: string, start: number, length: number, text = "") => {
      if (length <= 0) return;
      const band = make("span", className);
      if (text) band.append(make("span", "", text));
      place(band, start, length, seconds);
      bands.push(band);
    };
    const guess = part.isEstimated ? " rhythm__story--estimated" : "";
    add(`rhythm__story${guess}`, 0, part.story);
    add("rhythm__silence", part.story, part.silence, formatSeconds(part.silence));
    add("rhythm__standing", 0, part.standing);
    add("rhythm__walking", part.standing, part.walking);
    if (part.verdict && seconds > 0) {
      const { level } = part.verdict;
      const verdict = make("span", `rhythm__verdict rhythm__verdict--${level}`);
      verdict.append(make("span", `rhythm__mark rhythm__mark--${level}`));
      bands.push(verdict);
    }
    return bands;
  }

  private key(): HTMLElement {
    const key = make("p", "rhythm__key");
    for (const name of KEY) {
      const item = make("span", "rhythm__key-item", this.say(`rhythm_key_${name}`));
      item.prepend(make("span", `rhythm__sample rhythm__sample--${name}`));
      key.append(item);
    }
    return key;
  }

  /** What the columns hold; each row says it for itself to who does not see them. */
  private head(): HTMLElement {
    const head = make("p", "rhythm__head");
    head.setAttribute("aria-hidden", "true");
    for (const name of ["story", "walk", "silence_or_standing"])
      head.append(make("span", "", this.say(`rhythm_${name}`)));
    return head;
  }

  private row(shown: Shown, part: Part, number: number): HTMLElement {
    const row = make("li", "rhythm__row");
    const button = make("button", "rhythm__choose");
    button.type = "button";
    const words = this.wordsOf(shown, part, number);
    if (part.verdict)
      button.setAttribute("aria-pressed", String(number === shown.chosen));
    const sentence = part.verdict ? `rhythm_leg_${words.kind}` : "rhythm_end";
    button.setAttribute("aria-label", this.say(sentence, words));
    const level = part.verdict?.level ?? "end";
    const count = part.verdict ? number + 1 : shown.stops[number]?.number;
    button.append(
      make("span", `rhythm__mark rhythm__mark--${level}`),
      make("span", "rhythm__count", String(count ?? "")),
      make("span", "rhythm__of", words.short),
      this.cells(part, words),
    );
    button.addEventListener("click", () => this.choose(number));
    row.append(button);
    return row;
  }

  /** Figures in columns; the first two say what they are where no column does. */
  private cells(part: Part, words: Words): HTMLElement {
    const cells = make("span", "rhythm__cells");
    const isLeg = part.verdict !== null;
    const add = (text: string, more: string, label = ""): void => {
      const cell = make("span", "rhythm__cell", text);
      if (label) cell.dataset.label = label;
      if (more) cell.append(make("span", "rhythm__more", more));
      cells.append(cell);
    };
    add(words.story, words.source, this.say("rhythm_story"));
    add(isLeg ? words.walk : "", "", this.say("rhythm_walk"));
    add(words.rest, this.say(`rhythm_key_${words.kind}`));
    cells.append(make("span", "rhythm__judged", words.verdict));
    return cells;
  }

  private wordsOf({ stops, ways }: Shown, part: Part, number: number): Words {
    const name = (n: number) => stops[n]?.name ?? String(n + 1);
    const start = name(number);
    const end = name(ways[number]?.closes ? 0 : number + 1);
    const { verdict, silence, standing } = part;
    const kind = standing > silence ? "standing" : "silence";
    const judged = verdict?.excess ? `${verdict.level}_${verdict.excess}` : "calm";
    return {
      short: verdict ? `${start} → ${end}` : start,
      leg: this.say("leg_name", { number: number + 1, start, end }),
      name: start,
      story: formatSeconds(part.story),
      source: this.sourceOf(part),
      walk: formatSeconds(part.walking),
      kind,
      rest: formatSeconds(Math.max(silence, standing)),
      verdict: this.say(verdict ? `rhythm_${judged}` : "rhythm_last"),
    };
  }

  private sourceOf({ isEstimated, words }: Part): string {
    const kind = isEstimated ? "written" : "recorded";
    const amount = words < 2 ? ["none", "one"][words] : "many";
    return this.say(`rhythm_${kind}_${amount}`, { words });
  }
}

/** A mark at every so many minutes, from the start of the walk. */
function axis(seconds: number): HTMLElement[] {
  const step = minutesApart(seconds);
  const marks: HTMLElement[] = [];
  for (let minutes = 0; minutes * 60 <= seconds; minutes += step) {
    const mark = make("span", "rhythm__minute");
    mark.append(make("span", "", minutes ? String(minutes) : formatMinutes(0)));
    place(mark, minutes * 60, 0, seconds);
    marks.push(mark);
  }
  return marks;
}

/** Puts an element at its time in a whole. */
function place(
  element: HTMLElement,
  start: number,
  length: number,
  whole: number,
): void {
  const share = (seconds: number) => `${whole ? (100 * seconds) / whole : 0}%`;
  element.style.insetInlineStart = share(start);
  element.style.inlineSize = share(length);
}
