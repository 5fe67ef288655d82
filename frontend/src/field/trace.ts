/**
 * The line of a walk, thinned as it grows. Pure.
 *
 * A fix counts once it is precise enough and far enough from the last one for the
 * distance to mean something; one that leaps where nobody can be so soon waits until
 * others insist on it.
 */
import { distanceM, type Point } from "../geo";
import { Ground, type Spot } from "../local-metres";
import { insists, isUsable, type Leap, leapWith, type WalkFix } from "../walk/fix-gate";

const LEAST_STEP_M = 5;
/** A step shorter than this share of the fix's accuracy is the phone's own trembling. */
const TREMBLING = 0.5;
const FASTEST_M_S = 4;
const LEAP_M = 30;

export interface TracePoint extends Point {
  readonly at: number;
}

export class Trace {
  readonly #points: TracePoint[];
  #ground: Ground | null = null;
  #leap: Leap | null = null;
  #heardAt: number;
  #lengthM = 0;

  constructor(points: readonly TracePoint[] = []) {
    this.#points = [...points];
    this.#heardAt = points.at(-1)?.at ?? 0;
    for (let i = 1; i < points.length; i += 1) this.#lengthM += this.#stepTo(i);
  }

  get points(): readonly TracePoint[] {
    return this.#points;
  }

  get lengthM(): number {
    return this.#lengthM;
  }

  /** The point that a fix adds; null where it adds none. */
  add(fix: WalkFix): TracePoint | null {
    if (!isUsable(fix, this.#heardAt)) return null;
    const { latitude, longitude, accuracy, at } = fix;
    const last = this.#points.at(-1);
    const metres = last ? distanceM(last, fix) : Number.POSITIVE_INFINITY;
    if (last) {
      const seconds = (at - this.#heardAt) / 1000;
      this.#heardAt = at;
      if (metres > LEAP_M + accuracy + FASTEST_M_S * seconds) {
        this.#leap = leapWith(this.#leap, this.#spot(fix), at);
        if (!insists(this.#leap, at)) return null;
      }
      this.#leap = null;
      if (metres < Math.max(LEAST_STEP_M, TREMBLING * accuracy)) return null;
    }
    this.#heardAt = at;
    const point = { latitude, longitude, at };
    this.#points.push(point);
    if (last) this.#lengthM += metres;
    return point;
  }

  #spot(point: Point): Spot {
    this.#ground ??= new Ground(point);
    return this.#ground.spot(point);
  }

  #stepTo(i: number): number {
    const [from, to] = [this.#points[i - 1], this.#points[i]];
    return from && to ? distanceM(from, to) : 0;
  }
}

/** Longitude before latitude, to about a decimetre, as GeoJSON has it. */
export const positions = (points: readonly Point[]): [number, number][] =>
  points.map(({ latitude, longitude }) => [six(longitude), six(latitude)]);

const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
