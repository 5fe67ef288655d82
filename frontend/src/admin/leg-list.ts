/** The legs of a track as a list under its map: figures, faults, and how each is drawn. */
import { formatMetres } from "../formatting";
import type { Say } from "./composer-part";
import { make, setText } from "./controls";
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

export class LegList {
  readonly element = make("div", "map-field__legs");
  private readonly notices = make("ul", "map-field__notices");
  private readonly table = make("table", "map-field__table");
  private readonly body = make("tbody", "");
  private total = make("tr", "");
  private readonly rows: { leg: Leg; key: string; row: HTMLElement }[] = [];
  private said = "[]";

  constructor(
    private readonly say: Say,
    private readonly language: string,
    private readonly actions: ListActions,
  ) {
    this.element.hidden = this.notices.hidden = true;
    this.makeTable();
    this.element.append(this.notices, this.table);
    // Nothing here is a field of the form: Wagtail need not hear of it.
    for (const name of ["input", "change"])
      this.element.addEventListener(name, (event) => event.stopPropagation());
  }

  /** Draws what differs, row by row; the focus stays where it was. */
  show(state: ListState): void {
    const focused = document.activeElement?.getAttribute("data-control");
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = state.legs.length === 0 && state.notices.length === 0;
    this.showNotices(state.notices);
    this.table.hidden = state.legs.length === 0;
    state.legs.forEach((leg, i) => {
      const isChosen = i === state.chosen;
      const key = JSON.stringify([isChosen, leg.start, leg.end, leg.viaCount]);
      const was = this.rows[i];
      if (was?.leg === leg.leg && was.key === key) return;
      const row = this.row(i, leg, isChosen);
      if (was) was.row.replaceWith(row);
      else this.body.append(row);
      this.rows[i] = { leg: leg.leg, key, row };
    });
    for (const { row } of this.rows.splice(state.legs.length)) row.remove();
    this.showTotal(state.legs.map(({ leg }) => leg));
    if (!hadFocus || !focused || document.activeElement !== document.body) return;
    const kept = `[data-control="${focused}"]`;
    const fallback = `[data-control="leg-${focused.split("-")[1]}"]`;
    const target =
      this.element.querySelector<HTMLElement>(kept) ??
      this.element.querySelector<HTMLElement>(fallback);
    target?.focus({ preventScroll: true });
  }

  private showNotices(sentences: readonly string[]): void {
    const said = JSON.stringify(sentences);
    if (said === this.said) return;
    this.said = said;
    this.notices.hidden = sentences.length === 0;
    this.notices.replaceChildren(...sentences.map((each) => make("li", "", each)));
  }

  private showTotal(legs: readonly Leg[]): void {
    this.figures(legs).forEach((figure, i) => {
      const cell = this.total.cells[i + 1]; // after the name of the row
      if (cell) setText(cell, figure);
    });
  }

  private makeTable(): void {
    const head = this.table.createTHead().insertRow();
    for (const name of COLUMNS) head.append(header("col", this.say(`legs_${name}`)));
    const slow = head.cells[COLUMNS.indexOf("slowly")];
    slow?.append(make("small", "map-field__aside", this.say("legs_slowly_who")));
    this.table.append(this.body, this.table.createTFoot());
    this.total = this.table.createTFoot().insertRow();
    this.total.append(header("row", this.say("legs_total")));
    for (const _column of COLUMNS.slice(1)) this.total.append(make("td", ""));
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
