/** The rows of the stops as the map knows them: read from the form, written back. */
import { setText } from "./controls";
import type { FormStop } from "./form-stop";
import type { LinkedPlace } from "./place-service";
import type { StopRow } from "./stop-row";
import { endFolding } from "./wagtail";

/** What a chooser of Wagtail's shows of the thing chosen. */
export interface ChooserState {
  readonly id: string | number;
  readonly string: string;
  readonly edit_url?: string | null;
}

/** As Wagtail's own scripts keep it on the chooser's element. */
interface ChooserElement extends HTMLElement {
  readonly widget?: {
    getState(): ChooserState | null;
    setState(state: ChooserState | null): void;
    setStateFromModalData(state: ChooserState): void;
  };
}

const FIELDS = {
  place: "place",
  latitude: "latitude",
  longitude: "longitude",
  radius: "trigger_radius_m",
} as const;

export class StopRows {
  /** Places that were ever chosen in this form, so that a step back can show them. */
  private readonly chosen = new Map<string, ChooserState>();

  /** Everything is found by its id: a form of sixty stops is too long to be searched. */
  constructor(private readonly formset: string) {}

  get list(): HTMLElement | null {
    return document.getElementById(`id_${this.formset}-FORMS`);
  }

  /** The rows that are not deleted, in their order. */
  get elements(): HTMLElement[] {
    return this.all.filter((row) => !row.classList.contains("deleted"));
  }

  read(): StopRow[] {
    return this.elements.map((element) => {
      const prefix = prefixOf(element);
      const value = (name: string) => this.input(prefix, name)?.value ?? "";
      const state = this.chooser(prefix)?.getState();
      if (state) this.chosen.set(String(state.id), state);
      return {
        prefix,
        place: value(FIELDS.place),
        latitude: value(FIELDS.latitude),
        longitude: value(FIELDS.longitude),
        radius: value(FIELDS.radius),
      };
    });
  }

  /** Makes the rows what they were: none is lost, since deleted ones stay in the form. */
  write(rows: readonly StopRow[]): void {
    const wanted = new Set(rows.map(({ prefix }) => prefix));
    for (const row of this.elements) {
      const prefix = prefixOf(row);
      if (!wanted.has(prefix)) this.remove(prefix);
    }
    for (const row of rows) {
      this.restore(row.prefix);
      this.setPlace(row.prefix, row.place);
      this.set(row.prefix, "latitude", row.latitude);
      this.set(row.prefix, "longitude", row.longitude);
      this.set(row.prefix, "radius", row.radius);
    }
    this.order(rows.map(({ prefix }) => prefix));
  }

  /** Writes one field as if it were typed; nothing when it holds that already. */
  set(prefix: string, field: "latitude" | "longitude" | "radius", text: string): void {
    const input = this.input(prefix, FIELDS[field]);
    if (!input || input.value === text) return;
    input.value = text;
    for (const name of ["input", "change"]) {
      input.dispatchEvent(new Event(name, { bubbles: true }));
    }
  }

  title(prefix: string): HTMLInputElement | null {
    return this.input(prefix, "title");
  }

  /**
   * Adds an empty row at the end; the name before each of its fields. Wagtail would take
   * the focus and the page to it: both stay where they are, `still` at the same height
   * of the screen.
   */
  add(still: Element): string | null {
    const { list } = this;
    const button = document.getElementById(`id_${this.formset}-ADD`);
    if (!list || !button) return null;
    const count = list.childElementCount;
    const { top } = still.getBoundingClientRect();
    list.hidden = true; // what is not shown is neither scrolled to nor focused
    button.click();
    list.hidden = false;
    const moved = still.getBoundingClientRect().top - top;
    scrollerOf(still).scrollBy({ top: moved, behavior: "instant" });
    const row = list.children[count];
    return row ? prefixOf(row) : null;
  }

  /** Gives a row its place, and the place's name for a title where it has none. */
  take(prefix: string, { id, name, editUrl }: LinkedPlace): void {
    this.chooser(prefix)?.setStateFromModalData({
      id: String(id),
      string: name,
      edit_url: editUrl,
    });
    const title = this.title(prefix);
    if (!title || title.value.trim()) return;
    title.value = name;
    for (const event of ["input", "change"]) {
      title.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }

  /** Takes a row away as its own button does. */
  remove(prefix: string): void {
    document.getElementById(`id_${prefix}-DELETE-button`)?.click();
  }

  /** Puts the rows in an order, as Wagtail's own arrows would one by one. */
  order(prefixes: readonly string[]): void {
    const { list } = this;
    const rows = prefixes.flatMap((prefix) => this.element(prefix) ?? []);
    const isSame = this.elements.every((row, i) => row === rows[i]);
    if (!list || isSame) return;
    // Only what is out of place is moved: a row that is moved starts its editors again.
    const now = this.elements;
    rows.forEach((row, i) => {
      const here = now[i];
      if (here !== row) {
        list.insertBefore(row, here ?? null);
        now.splice(now.indexOf(row), 1);
        now.splice(i, 0, row);
      }
      const order = this.input(prefixOf(row), "ORDER");
      if (order) order.value = String(i + 1);
    });
    this.count();
    // One is enough for Wagtail's autosave and for our own reading.
    const [first] = rows;
    const order = first && this.input(prefixOf(first), "ORDER");
    order?.dispatchEvent(new Event("change", { bubbles: true }));
  }

  element(prefix: string): HTMLElement | null {
    return document.getElementById(`inline_child_${prefix}`);
  }

  private get all(): HTMLElement[] {
    return [...(this.list?.children ?? [])].filter((row) => row instanceof HTMLElement);
  }

  /** A field of a row, by the name that Django gives it there. */
  input(prefix: string, name: string): HTMLInputElement | null {
    const input = document.getElementById(`id_${prefix}-${name}`);
    return input instanceof HTMLInputElement ? input : null;
  }

  private chooser(prefix: string): ChooserElement["widget"] {
    const chooser = document.getElementById(`id_${prefix}-${FIELDS.place}-chooser`);
    return (chooser as ChooserElement | null)?.widget;
  }

  private setPlace(prefix: string, place: string): void {
    if (this.input(prefix, FIELDS.place)?.value === place) return;
    this.chooser(prefix)?.setState(this.chosen.get(place) ?? null);
  }

  /** Brings a deleted row back, whether Wagtail has finished folding it or not. */
  private restore(prefix: string): void {
    const row = this.element(prefix);
    const mark = this.input(prefix, "DELETE");
    if (!row?.classList.contains("deleted") || !mark) return;
    endFolding(row);
    row.classList.remove("deleted");
    row.removeAttribute("style");
    mark.value = "";
    mark.dispatchEvent(new Event("change", { bubbles: true }));
    this.count();
  }

  /** When a take is told, as its tick has it; empty for a usual stop. */
  told(prefix: string): string {
    const tick = this.input(prefix, "is_take");
    return tick?.checked ? (tick.dataset["told"] ?? "") : "";
  }

  /** Says in the heading of a row which stop it is: a take has its stop's number. */
  number({ prefix, number, told }: FormStop): void {
    const shown = this.element(prefix)?.querySelector(
      "[data-inline-panel-child-count]",
    );
    if (shown) setText(shown, told ? ` ${number}, ${told}` : ` ${number}`);
  }

  /** Numbers and arrows of the rows, which Wagtail keeps for its own changes only. */
  private count(): void {
    const rows = this.elements;
    rows.forEach((row, i) => {
      const number = row.querySelector("[data-inline-panel-child-count]");
      if (number) number.textContent = ` ${i + 1}`;
      disable(row, "up", i === 0);
      disable(row, "down", i === rows.length - 1);
    });
  }
}

export function prefixOf(row: Element): string {
  return row.id.replace("inline_child_", "");
}

function disable(row: Element, way: "up" | "down", isDisabled: boolean): void {
  const name = `[data-inline-panel-child-move-${way}]`;
  const button = row.querySelector<HTMLButtonElement>(name);
  if (button) button.disabled = isDisabled;
}

/** What scrolls an element: in Wagtail's admin a part of the page, not the window. */
function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const canScroll = /auto|scroll/.test(getComputedStyle(at).overflowY);
    if (canScroll && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
