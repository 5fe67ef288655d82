/** The tools beside a track's map: pencil, steps back, and the point that is chosen. */
import { enable, make, makeButton } from "./controls";
import type { LineEditor } from "./line-editor";

export type Tool = "stop" | "draw";

export interface TrackActions {
  addStops(): void;
  followStreets(): void;
  toggleLoop(): void;
  draw(): void;
  putHere(): void;
  undo(): void;
  redo(): void;
  reverse(): void;
  fromStops(): void;
  clear(): void;
  showAll(): void;
  toggleText(): void;
  choose(number: number): void;
  insertAfter(number: number): void;
  remove(number: number): void;
}

export interface TrackState {
  readonly line: LineEditor;
  readonly tool: Tool | null;
  readonly isFaulty: boolean;
  readonly isOpen: boolean;
  readonly isTextShown: boolean;
  readonly stopCount: number;
  /** Whether the form has stops, and not a line alone. */
  readonly takesStops: boolean;
  /** The track is made of legs from stop to stop. */
  readonly isComposed: boolean;
  readonly isLoop: boolean;
}

type Words = (name: string) => string;

export class TrackTools {
  /** What stands over the map. */
  readonly above: HTMLElement;
  /** What stands under it. */
  readonly below: readonly HTMLElement[];
  private readonly buttons: Readonly<Record<string, HTMLButtonElement>>;
  private readonly points: HTMLElement;
  private readonly number = make("input", "map-field__number");
  private readonly count = make("span", "map-field__count");

  constructor(
    private readonly words: Words,
    actions: TrackActions,
  ) {
    const chosen = (act: (number: number) => void) => () => act(this.chosenNumber);
    this.buttons = {
      addStops: makeButton("place", words("add_stops"), actions.addStops),
      followStreets: makeButton(
        "map-streets",
        words("follow_streets"),
        actions.followStreets,
      ),
      loop: makeButton("map-loop", words("loop"), actions.toggleLoop),
      draw: makeButton("edit", words("draw"), actions.draw),
      putHere: makeButton("crosshairs", words("put_here"), actions.putHere),
      undo: makeButton("map-undo", words("undo"), actions.undo),
      redo: makeButton("map-redo", words("redo"), actions.redo),
      fromStops: makeButton("list-ol", words("from_stops"), actions.fromStops),
      reverse: makeButton("map-reverse", words("reverse"), actions.reverse),
      showAll: makeButton("view", words("show_all"), actions.showAll),
      text: makeButton("code", words("text"), actions.toggleText),
      clear: makeButton("bin", words("clear"), actions.clear),
      previous: makeButton("arrow-left", words("previous"), () =>
        actions.choose(this.chosenNumber - 1),
      ),
      next: makeButton("arrow-right", words("next"), () =>
        actions.choose(this.chosenNumber + 1),
      ),
      insert: makeButton("plus", words("insert"), chosen(actions.insertAfter)),
      remove: makeButton("cross", words("remove"), chosen(actions.remove)),
    };
    this.buttons.followStreets?.classList.remove("button-secondary");
    this.buttons.putHere?.classList.add("map-field__here");
    this.points = this.pointGroup(words, actions);
    this.above = this.group(words("map_tools"), [
      "addStops",
      "draw",
      "putHere",
      "undo",
      "redo",
      "showAll",
    ]);
    this.below = [
      this.points,
      this.group(words("line_tools"), [
        "followStreets",
        "loop",
        "reverse",
        "fromStops",
        "text",
        "clear",
      ]),
    ];
  }

  /** Shows which tools serve now. */
  show(state: TrackState): void {
    const { line, isFaulty, isOpen } = state;
    const count = line.line.length;
    const { isComposed } = state;
    const isDrawable = isOpen && !isFaulty && line.isDrawable;
    const canMend = line.chosen !== null && !isFaulty && !line.isPinned(line.chosen);
    const isAdding = state.tool === "stop";
    const usable: Readonly<Record<string, boolean>> = {
      addStops: isOpen,
      followStreets: isOpen && state.stopCount > 1 && !isFaulty,
      loop: isComposed && state.stopCount > 1 && !isFaulty,
      draw: isDrawable,
      putHere:
        isDrawable || (isOpen && (isAdding || (!isFaulty && line.chosenLeg !== null))),
      undo: line.canUndo || isFaulty,
      redo: line.canRedo && !isFaulty,
      fromStops: state.stopCount > 1 && !isFaulty,
      reverse: (count > 1 || line.track.legs.length > 0) && !isFaulty,
      showAll: isOpen,
      text: !isFaulty,
      clear: count > 0 || isComposed || isFaulty,
      previous: line.chosen !== null && line.chosen > 0,
      next: line.chosen !== null && line.chosen < count - 1,
      insert: line.chosen !== null && count > 1 && !isFaulty,
      remove: canMend,
    };
    for (const [name, button] of Object.entries(this.buttons)) {
      enable(button, usable[name] ?? false);
    }
    for (const name of ["addStops", "followStreets", "loop", "fromStops"]) {
      const button = this.buttons[name];
      if (button) button.hidden = !state.takesStops;
    }
    this.buttons.addStops?.setAttribute("aria-pressed", String(isAdding));
    this.buttons.draw?.setAttribute("aria-pressed", String(state.tool === "draw"));
    this.nameMiddle(isAdding ? "put_stop_here" : "put_here");
    this.buttons.loop?.setAttribute("aria-pressed", String(state.isLoop));
    this.buttons.text?.setAttribute("aria-expanded", String(state.isTextShown));
    // A leg along streets has no point to move; a line not begun has none at all.
    this.points.hidden = !line.isDrawable || (count === 0 && state.tool !== "draw");
    this.number.disabled = count === 0 || isFaulty;
    this.number.max = String(count);
    this.number.value = line.chosen === null ? "" : String(line.chosen + 1);
    this.count.textContent = ` / ${count}`;
  }

  /** What comes in the middle of the map: a stop, or a point of the line. */
  private nameMiddle(name: string): void {
    const label = this.buttons.putHere?.lastChild;
    if (label) label.textContent = this.words(name);
  }

  /** The point that is chosen, from 0; before the first when there is none. */
  private get chosenNumber(): number {
    return this.number.value ? Number(this.number.value) - 1 : -1;
  }

  private group(name: string, buttons: readonly string[]): HTMLElement {
    const group = make("div", "map-field__tools");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", name);
    for (const each of buttons) {
      const button = this.buttons[each];
      if (button) group.append(button);
    }
    return group;
  }

  private pointGroup(words: Words, actions: TrackActions): HTMLElement {
    const group = this.group(words("point_tools"), [
      "previous",
      "next",
      "insert",
      "remove",
    ]);
    const label = make("label", "map-field__chosen", words("chosen"));
    this.number.type = "number";
    this.number.min = "1";
    label.append(this.number, this.count);
    const choose = (): void => actions.choose(this.chosenNumber);
    this.number.addEventListener("change", (event) => {
      event.stopPropagation(); // the form has nothing to save
      choose();
    });
    this.number.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // or the form would be sent
      choose();
    });
    this.number.addEventListener("input", (event) => event.stopPropagation());
    group.prepend(label);
    return group;
  }
}
