/** Editing of a track with undo and redo, and what is chosen in it. Pure. */

import type { Point } from "../geo";
import { type Line, midpoint, rounded, type Vertex } from "./line";
import { type StopRow, sameRows } from "./stop-row";
import { drawnLeg, type Leg, plainTrack, reversedTrack, type Track } from "./track";

const STEPS_KEPT = 200;
const NO_LINE: Line = [];

interface State {
  readonly track: Track;
  /** Number of the chosen leg; a plain track has none. */
  readonly leg: number | null;
  /** Number of the chosen point of the line being edited. */
  readonly chosen: number | null;
  /** The rows of the stops; null until they have been read. */
  readonly rows: readonly StopRow[] | null;
  /** Whether the legs have still to follow the stops. */
  readonly isLoose: boolean;
}

/** Every change makes a new track, so that a step back is exact. */
export class LineEditor {
  private state: State;
  private past: State[] = [];
  private future: State[] = [];

  constructor(start: Line | Track = NO_LINE) {
    const track = "legs" in start ? start : plainTrack(start);
    this.state = { track, leg: null, chosen: null, rows: null, isLoose: false };
  }

  get track(): Track {
    return this.state.track;
  }

  /** The line whose points are edited: the plain track, or the chosen leg by hand. */
  get line(): Line {
    const { track, leg } = this.state;
    if (track.isPlain) return track.legs[0]?.line ?? NO_LINE;
    const open = leg === null ? undefined : track.legs[leg];
    return open && open.by !== "street" ? open.line : NO_LINE;
  }

  /** Number of the chosen leg, from 0; null without any. */
  get leg(): number | null {
    return this.state.leg;
  }

  get chosenLeg(): Leg | null {
    return this.leg === null ? null : (this.track.legs[this.leg] ?? null);
  }

  /** Whether points can be put and moved one by one. */
  get isDrawable(): boolean {
    return this.track.isPlain || this.line.length > 0;
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

  get rows(): readonly StopRow[] | null {
    return this.state.rows;
  }

  get isLoose(): boolean {
    return this.state.isLoose;
  }

  /** Whether a point is the end of a leg, which stays where its stop is. */
  isPinned(number: number): boolean {
    return !this.track.isPlain && (number <= 0 || number >= this.line.length - 1);
  }

  /** Chooses a point, the nearest existing number being taken; null chooses none. */
  choose(number: number | null): void {
    const last = this.line.length - 1;
    const chosen =
      number === null || last < 0 ? null : Math.max(0, Math.min(last, number));
    this.state = { ...this.state, chosen };
  }

  /** Chooses a leg, and none of its points. */
  chooseLeg(number: number | null): void {
    const exists = number !== null && !this.track.isPlain && this.track.legs[number];
    this.state = { ...this.state, leg: exists ? number : null, chosen: null };
  }

  /** Adds a point after the chosen one, or at the end, and chooses it. */
  add(point: Point): void {
    const at = this.chosen === null ? this.line.length : this.chosen + 1;
    this.insert(at, point);
  }

  /** Puts a point at a place in the line and chooses it; in a leg between its ends. */
  insert(at: number, point: Point): void {
    if (!this.isDrawable) return;
    const { line } = this;
    const place = this.track.isPlain ? at : Math.max(1, Math.min(at, line.length - 1));
    this.draw([...line.slice(0, place), rounded(point), ...line.slice(place)], place);
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
    if (!old || this.isPinned(number)) return;
    const line = [...this.line];
    line[number] = { ...old, ...rounded(point) };
    this.draw(line, number);
  }

  /** Takes a point away and chooses the one before it. */
  remove(number: number): void {
    if (!this.line[number] || this.isPinned(number)) return;
    const line = this.line.filter((_vertex, i) => i !== number);
    this.draw(line, line.length ? Math.max(0, number - 1) : null);
  }

  /**
   * The rows of the stops as they are now: a step when they differ, whoever changed
   * them. True when legs have to follow, which is then part of the same step.
   */
  recordRows(rows: readonly StopRow[]): boolean {
    const known = this.state.rows;
    if (known && sameRows(known, rows)) return false;
    if (known) this.step({ ...this.state, rows, isLoose: !this.track.isPlain });
    else this.learnRows(rows);
    return known !== null;
  }

  /** The other way round; with legs, the stops turn too. */
  reverse(): void {
    const { track, chosen, leg, rows } = this.state;
    const count = this.line.length;
    const turned = { chosen: chosen === null ? null : count - 1 - chosen };
    if (track.isPlain) {
      this.step({ ...this.state, track: reversedTrack(track), ...turned });
      return;
    }
    const old = leg === null ? undefined : track.legs[leg];
    const after = reversedTrack(track);
    const last = track.legs.length - 1 - (track.legs.at(-1)?.closes ? 1 : 0);
    const place = old?.closes ? leg : leg === null ? null : last - leg;
    const turnedRows = rows && [...rows].reverse();
    this.step({ ...this.state, track: after, leg: place, ...turned, rows: turnedRows });
  }

  /** Another line instead: typed, made from the stops, or none. */
  replace(line: Line): void {
    this.replaceTrack(plainTrack(line));
  }

  /** Another track instead. */
  replaceTrack(track: Track): void {
    this.step({ ...this.state, track, leg: null, chosen: null });
  }

  /** Other legs; the chosen one stays chosen while there are as many. */
  replaceLegs(legs: readonly Leg[]): void {
    this.step(this.withLegs(legs));
  }

  /** Other legs as part of the last step: they have followed what it changed. */
  settleLegs(legs: readonly Leg[]): void {
    this.state = this.withLegs(legs);
  }

  /** A leg drawn by hand from now on, from the line it has; it is chosen. */
  setFreehand(number: number): void {
    const old = this.track.legs[number];
    if (!old || this.track.isPlain || old.by === "freehand") return;
    const legs = [...this.track.legs];
    legs[number] = drawnLeg(old.line, "freehand", old.closes);
    const track = { isPlain: false, legs };
    this.step({ ...this.state, track, leg: number, chosen: null });
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

  /** Another line for what is edited: the whole plain track, or the chosen leg. */
  private draw(line: Line, chosen: number | null): void {
    const { track, leg } = this.state;
    if (track.isPlain) {
      this.step({ ...this.state, track: plainTrack(line), chosen });
      return;
    }
    const legs = track.legs.map((each, i) => (i === leg ? { ...each, line } : each));
    this.step({ ...this.state, track: { isPlain: false, legs }, chosen });
  }

  private withLegs(legs: readonly Leg[]): State {
    const { track, leg, chosen } = this.state;
    const keeps = legs.length === track.legs.length && leg !== null;
    const stays = keeps && legs[leg]?.line === track.legs[leg]?.line;
    return {
      ...this.state,
      track: { isPlain: false, legs },
      leg: keeps ? leg : null,
      chosen: stays ? chosen : null,
      isLoose: false,
    };
  }

  /** The first reading: nobody has changed the rows before it. */
  private learnRows(rows: readonly StopRow[]): void {
    const learn = (state: State): State => ({ ...state, rows: state.rows ?? rows });
    this.state = learn(this.state);
    this.past = this.past.map(learn);
    this.future = this.future.map(learn);
  }

  private step(state: State): void {
    this.past.push(this.state);
    if (this.past.length > STEPS_KEPT) this.past.shift();
    this.future = [];
    this.state = state;
  }
}
