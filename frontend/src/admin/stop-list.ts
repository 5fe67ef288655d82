/** The stops as a list beside the map: it does all that the map does. */
import { formatMetres } from "../formatting";
import type { Say } from "./composer-part";
import { make, makeIconButton, setAttribute, setText } from "./controls";
import type { FormStop } from "./form-stop";
import type { Mark } from "./trigger-grades";

export interface StopListActions {
  choose(prefix: string): void;
  remove(prefix: string): void;
  shift(prefix: string, by: number): void;
  /** Puts a stop at another's place. */
  place(prefix: string, at: string): void;
  /** Leads to the stop's fields in the form. */
  edit(prefix: string): void;
}

export interface ListedStop {
  readonly stop: FormStop;
  /** Metres of the track before it; null where no legs say so. */
  readonly metres: number | null;
  /** How often its story starts on time, where that was checked. */
  readonly mark: Mark | null;
}

type Name = "up" | "down" | "edit" | "remove";

interface Item {
  readonly element: HTMLLIElement;
  readonly number: HTMLElement;
  readonly name: HTMLButtonElement;
  readonly about: HTMLElement;
  readonly mark: HTMLElement;
  readonly buttons: Readonly<Record<Name, HTMLButtonElement>>;
}

export class StopList {
  readonly element = make("div", "map-field__stops");
  private readonly list = make("ol", "map-field__stop-list");
  private readonly empty: HTMLElement;
  private readonly items = new Map<string, Item>();
  private dragged: string | null = null;

  constructor(
    private readonly say: Say,
    private readonly language: string,
    private readonly actions: StopListActions,
  ) {
    this.list.setAttribute("aria-label", say("stop_list"));
    this.empty = make("p", "map-field__stops-empty", say("no_stops"));
    this.element.append(this.list, this.empty);
  }

  show(stops: readonly ListedStop[], chosen: string | null): void {
    const focused = document.activeElement;
    const shown = new Set(stops.map(({ stop }) => stop.prefix));
    for (const [prefix, { element }] of this.items) {
      if (shown.has(prefix)) continue;
      element.remove();
      this.items.delete(prefix);
    }
    this.list.hidden = stops.length === 0;
    this.empty.hidden = stops.length > 0;
    stops.forEach((listed, i) => {
      const item = this.items.get(listed.stop.prefix) ?? this.add(listed.stop.prefix);
      const here = this.list.children[i];
      if (here !== item.element) this.list.insertBefore(item.element, here ?? null);
      this.fill(item, listed, listed.stop.prefix === chosen);
      item.buttons.up.disabled = i === 0;
      item.buttons.down.disabled = i + listed.stop.takes.length === stops.length - 1;
    });
    // Moving an item in the list takes its focus away.
    if (focused instanceof HTMLElement && this.list.contains(focused)) focused.focus();
  }

  /** Gives the focus to the stop that stands where another has gone. */
  focusAt(number: number): void {
    const item = [...this.list.children][number] ?? this.list.lastElementChild;
    item?.querySelector<HTMLElement>(".map-field__stop-name")?.focus();
  }

  private fill(item: Item, listed: ListedStop, isChosen: boolean): void {
    const { stop, metres } = listed;
    const name = stop.title || stop.placePoint?.name || this.say("untitled_stop");
    const { buttons } = item;
    setText(item.number, String(stop.number));
    setText(item.name, name);
    setAttribute(item.name, "aria-pressed", String(isChosen));
    item.element.classList.toggle("map-field__stop-item--chosen", isChosen);
    item.element.classList.toggle("map-field__stop-item--faulty", !!stop.errors.length);
    item.element.classList.toggle("map-field__stop-item--take", stop.told !== "");
    const length = metres === null ? "" : formatMetres(metres, this.language);
    setText(item.about, stop.errors[0] ?? (stop.told || length));
    showMark(item.mark, listed.mark);
    for (const [key, button] of Object.entries(buttons)) {
      const label = this.say(`stop_${key}`, { number: stop.number, name });
      setAttribute(button, "aria-label", label);
      setAttribute(button, "title", label);
    }
  }

  private add(prefix: string): Item {
    const { actions } = this;
    const element = make("li", "map-field__stop-item");
    const number = make("span", "map-field__stop-number");
    const name = make("button", "map-field__stop-name");
    const about = make("span", "map-field__stop-about");
    const tools = make("span", "map-field__stop-tools");
    const mark = make("span", "map-field__stop-mark");
    const buttons = {
      up: makeIconButton("arrow-up", () => actions.shift(prefix, -1)),
      down: makeIconButton("arrow-down", () => actions.shift(prefix, 1)),
      edit: makeIconButton("edit", () => actions.edit(prefix)),
      remove: makeIconButton("bin", () => actions.remove(prefix)),
    };
    name.type = "button";
    name.addEventListener("click", () => actions.choose(prefix));
    name.addEventListener("keydown", (event) => this.press(event, prefix));
    tools.append(...Object.values(buttons));
    element.append(number, name, about, tools, mark);
    this.letDrag(element, prefix);
    const item = { element, number, name, about, mark, buttons };
    this.items.set(prefix, item);
    return item;
  }

  private press(event: KeyboardEvent, prefix: string): void {
    const turns: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
    const turn = event.altKey ? turns[event.key] : undefined;
    if (turn) this.actions.shift(prefix, turn);
    else if (event.key === "Delete") this.actions.remove(prefix);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private letDrag(element: HTMLLIElement, prefix: string): void {
    element.draggable = true;
    const mark = (isOver: boolean): void => {
      element.classList.toggle("map-field__stop-item--over", isOver);
    };
    element.addEventListener("dragstart", (event) => {
      this.dragged = prefix;
      event.dataTransfer?.setData("text/plain", prefix); // Firefox drags nothing else
    });
    element.addEventListener("dragend", () => {
      this.dragged = null;
    });
    element.addEventListener("dragover", (event) => {
      if (this.dragged === null) return;
      event.preventDefault();
      mark(true);
    });
    element.addEventListener("dragleave", () => mark(false));
    element.addEventListener("drop", (event) => {
      mark(false);
      if (this.dragged === null) return;
      event.preventDefault();
      if (this.dragged !== prefix) this.actions.place(this.dragged, prefix);
    });
  }
}

function showMark(element: HTMLElement, mark: Mark | null): void {
  element.hidden = mark === null;
  setText(element, mark?.sentence ?? "");
  setAttribute(element, "data-grade", mark?.grade ?? "");
  element.classList.toggle("map-field__stop-mark--old", mark?.isOld ?? false);
}
