/** One stop as the form holds it now. Pure. */
import type { Point } from "../geo";
import type { KnownPlace } from "./known-places";

export interface FormStop {
  /** Name before each of its fields, such as `stops-3`. */
  readonly prefix: string;
  readonly number: number;
  readonly title: string;
  /** Where to stand, when the stop has a point of its own. */
  readonly ownPoint: Point | null;
  readonly placePoint: KnownPlace | null;
  /** Number of its place, as the form holds it; empty without one. */
  readonly place: string;
  /** As typed: a draft may hold any number, or none. */
  readonly radiusM: number | null;
  /** The way that one walks there, in whole degrees from north; null for any. */
  readonly bearing: number | null;
  /** What the form says is wrong in its row. */
  readonly errors: readonly string[];
}

/** The point a stop is drawn at. */
export function stopPoint(stop: FormStop): Point | null {
  return stop.ownPoint ?? stop.placePoint;
}
