/** The legs of a track as a list under its map: figures, faults, and how each is drawn. */
import { formatMetres } from "../formatting";
import { make } from "./controls";
import { lengthM } from "./line";
import { SLOW_KM_H, walkingMinutes } from "./pace";
import type { Leg } from "./track";

const COLUMNS = [
  "leg",
  "length",
  "on_foot",
  "slowly",
  "steps",
  "step_free",
  "drawn_by",
] as const;

export interface ListedLeg {
  readonly leg: Leg;
  readonly start: string;
  readonly end: string;
  readonly viaCount: number;
}

export interface ListState {
  readonly legs: readonly ListedLeg[];
  readonly chosen: number | null;
  readonly notices: readonly string[];
}

export interface ListActions {
  choose(leg: number): void;
  setStreets(leg: number): void;
  setFreehand(leg: number): void;
  removeVia(leg: number, number: number): void;
}

type Say = (name: string, words?: Readonly<Record<string, string | number>>) => string;

export class LegList {
  readonly element = make("div", "map-field__legs");
  private drawn = "";

  constructor(
    private readonly say: Say,
    private readonly language: string,
    private readonly actions: ListActions,
  ) {
    this.element.hidden = true;
    // Nothing here is a field of the form: Wagtail need not hear of it.
    for (const name of ["input", "change"])
      this.element.addEventListener(name, (event) => event.stopPropagation());
  }

  /** Draws the list again if anything in it differs; the focus stays where it was. */
  show(state: ListState): void {
    const all = JSON.stringify([
      state.notices,
      state.chosen,
      state.legs.map(({ leg, start, end, viaCount }) => [
        start,
        end,
        viaCount,
        ...[leg.by, leg.reason, leg.steps, leg.isStepFree, lengthM(leg.line)],
      ]),
    ]);
    if (all === this.drawn) return;
    this.drawn = all;
    const focused = document.activeElement?.getAttribute("data-control");
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = state.legs.length === 0 && state.notices.length === 0;
    this.element.replaceChildren();
    if (state.notices.length) this.element.append(this.notices(state.notices));
    if (state.legs.length) this.element.append(this.table(state));
    if (!hadFocus || !focused) return;
    const kept = `[data-control="${focused}"]`;
    const fallback = `[data-control="leg-${focused.split("-")[1]}"]`;
    const target =
      this.element.querySelector<HTMLElement>(kept) ??
      this.element.querySelector<HTMLElement>(fallback);
    target?.focus({ preventScroll: true });
  }

  private notices(sentences: readonly string[]): HTMLElement {
    const list = make("ul", "map-field__notices");
    for (const sentence of sentences) list.append(make("li", "", sentence));
    return list;
  }

  private table({ legs, chosen }: ListState): HTMLElement {
    const table = make("table", "map-field__table");
    const head = table.createTHead().insertRow();
    for (const name of COLUMNS) head.append(header("col", this.say(`legs_${name}`)));
    const slow = head.cells[COLUMNS.indexOf("slowly")];
    slow?.append(make("small", "map-field__aside", this.say("legs_slowly_who")));
    const body = table.createTBody();
    for (const [i, leg] of legs.entries()) body.append(this.row(i, leg, i === chosen));
    const foot = table.createTFoot().insertRow();
    foot.append(header("row", this.say("legs_total")));
    for (const figure of this.figures(legs.map(({ leg }) => leg)))
      foot.append(make("td", "", figure));
    foot.append(make("td", ""));
    return table;
  }

  private row(number: number, listed: ListedLeg, isChosen: boolean): HTMLElement {
    const { leg, start, end, viaCount } = listed;
    const row = make("tr", isChosen ? "map-field__row--chosen" : "");
    const name = header("row", "");
    const button = make("button", "map-field__leg-name");
    button.type = "button";
    button.dataset.control = `leg-${number}`;
    button.setAttribute("aria-pressed", String(isChosen));
    const words = { number: number + 1, start, end };
    button.setAttribute("aria-label", this.say("leg_name", words));
    const kind = leg.reason === null ? "" : " map-field__sample--straight";
    button.append(
      make("span", `map-field__sample${kind}`),
      make("span", "map-field__leg-number", String(number + 1)),
      make("span", "", `${start} → ${end}`),
    );
    button.addEventListener("click", () => this.actions.choose(number));
    name.append(button);
    if (viaCount) name.append(this.vias(number, viaCount));
    row.append(name);
    for (const figure of this.figures([leg])) row.append(make("td", "", figure));
    const cell = make("td", "");
    cell.append(this.way(number, leg));
    row.append(cell);
    return row;
  }

  private vias(leg: number, count: number): HTMLElement {
    const group = make("span", "map-field__vias", this.say("passes"));
    for (let n = 0; n < count; n += 1) {
      const button = make("button", "map-field__via-remove", `${n + 1} ✕`);
      button.type = "button";
      button.dataset.control = `via-${leg}-${n}`;
      const words = { number: n + 1, leg: leg + 1 };
      button.setAttribute("aria-label", this.say("remove_via", words));
      button.title = this.say("remove_via", words);
      button.addEventListener("click", () => this.actions.removeVia(leg, n));
      group.append(button);
    }
    return group;
  }

  /** How the leg is drawn, to choose. */
  private way(number: number, leg: Leg): HTMLSelectElement {
    const select = make("select", "map-field__way");
    select.dataset.control = `way-${number}`;
    select.setAttribute("aria-label", this.say("way_of_leg", { number: number + 1 }));
    const ways = ["street", "freehand"];
    if (leg.by === "imported") ways.push("imported");
    for (const way of ways) {
      const isNow = way === leg.by;
      select.add(new Option(this.say(`by_${way}`), way, isNow, isNow));
    }
    select.addEventListener("change", () => {
      if (select.value === "street") this.actions.setStreets(number);
      else this.actions.setFreehand(number);
    });
    return select;
  }

  /** Metres, minutes at both paces, steps and step-free state of some legs together. */
  private figures(legs: readonly Leg[]): string[] {
    const metres = legs.reduce((sum, { line }) => sum + lengthM(line), 0);
    const isKnown = legs.every(({ steps }) => steps !== null);
    const steps = legs.reduce((sum, leg) => sum + (leg.steps ?? 0), 0);
    const unknown = this.say("unknown");
    const free = legs.every(({ isStepFree }) => isStepFree);
    const barred = legs.some(({ isStepFree }) => isStepFree === false);
    return [
      formatMetres(metres, this.language),
      this.say("minutes", { minutes: walkingMinutes(metres) }),
      this.say("minutes", { minutes: walkingMinutes(metres, SLOW_KM_H) }),
      isKnown ? String(steps) : steps ? `≥ ${steps}` : unknown,
      free ? this.say("yes") : barred ? this.say("no") : unknown,
    ];
  }
}

function header(scope: "col" | "row", text: string): HTMLTableCellElement {
  const cell = make("th", "", text);
  cell.scope = scope;
  return cell;
}
