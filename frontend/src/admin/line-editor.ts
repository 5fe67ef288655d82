/** Editing of a line with undo and redo, and the point that is chosen. Pure. */

import type { Point } from "../geo";
import { type Line, midpoint, rounded, type Vertex } from "./line";

const STEPS_KEPT = 200;

interface State {
  readonly line: Line;
  readonly chosen: number | null;
}

/** Every change makes a new line, so that a step back is exact. */
export class LineEditor {
  private state: State;
  private past: State[] = [];
  private future: State[] = [];

  constructor(line: Line = []) {
    this.state = { line, chosen: null };
  }

  get line(): Line {
    return this.state.line;
  }

  /** Number of the chosen point, from 0; null without any. */
  get chosen(): number | null {
    return this.state.chosen;
  }

  get chosenVertex(): Vertex | null {
    return this.chosen === null ? null : (this.line[this.chosen] ?? null);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Chooses a point, the nearest existing number being taken; null chooses none. */
  choose(number: number | null): void {
    const last = this.line.length - 1;
    const chosen =
      number === null || last < 0 ? null : Math.max(0, Math.min(last, number));
    this.state = { ...this.state, chosen };
  }

  /** Adds a point after the chosen one, or at the end, and chooses it. */
  add(point: Point): void {
    const at = this.chosen === null ? this.line.length : this.chosen + 1;
    this.insert(at, point);
  }

  /** Puts a point at a place in the line and chooses it. */
  insert(at: number, point: Point): void {
    const line = [...this.line.slice(0, at), rounded(point), ...this.line.slice(at)];
    this.step({ line, chosen: at });
  }

  /** Puts a point half way to the next one; after the last, half way to the one before. */
  insertAfter(number: number): void {
    const from = this.line[number];
    const next = this.line[number + 1];
    const previous = this.line[number - 1];
    if (from && next) this.insert(number + 1, midpoint(from, next));
    else if (from && previous) this.insert(number, midpoint(previous, from));
  }

  /** Moves a point; what its position held beyond two numbers stays. */
  move(number: number, point: Point): void {
    const old = this.line[number];
    if (!old) return;
    const line = [...this.line];
    line[number] = { ...old, ...rounded(point) };
    this.step({ line, chosen: number });
  }

  /** Takes a point away and chooses the one before it. */
  remove(number: number): void {
    if (!this.line[number]) return;
    const line = this.line.filter((_vertex, i) => i !== number);
    this.step({ line, chosen: line.length ? Math.max(0, number - 1) : null });
  }

  reverse(): void {
    const chosen = this.chosen === null ? null : this.line.length - 1 - this.chosen;
    this.step({ line: [...this.line].reverse(), chosen });
  }

  /** Another line instead: typed, made from the stops, or none. */
  replace(line: Line): void {
    this.step({ line, chosen: null });
  }

  undo(): void {
    const before = this.past.pop();
    if (!before) return;
    this.future.push(this.state);
    this.state = before;
  }

  redo(): void {
    const after = this.future.pop();
    if (!after) return;
    this.past.push(this.state);
    this.state = after;
  }

  private step(state: State): void {
    this.past.push(this.state);
    if (this.past.length > STEPS_KEPT) this.past.shift();
    this.future = [];
    this.state = state;
  }
}
