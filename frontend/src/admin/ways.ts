/** The ways from stop to stop, whatever the track is made of. Pure. */
import type { Point } from "../geo";
import { lengthM } from "./line";
import { metresBetween } from "./line-cut";
import { walkingSeconds } from "./pace";
import { type Track, wholeLine } from "./track";

/** The way from one stop to the next, or from the last back to the first. */
export interface Way {
  readonly metres: number;
  /** On foot, at 4 km/h. */
  readonly seconds: number;
  readonly closes: boolean;
}

/** Whether the track has a leg of its own for each way between its stops. */
export function hasLegs(track: Track, stops: readonly Point[]): boolean {
  const back = track.legs.at(-1)?.closes ? 1 : 0;
  return !track.isPlain && track.legs.length === stops.length - 1 + back;
}

/**
 * The ways between stops that have a point: the track's legs where there is one for
 * each; else (a line in one piece, stops ahead of their legs) the line cut at its stops.
 * None while there are fewer than two stops, or no line.
 */
export function waysBetween(track: Track, stops: readonly Point[]): Way[] {
  const line = wholeLine(track);
  if (stops.length < 2 || line.length < 2) return [];
  const metres = hasLegs(track, stops)
    ? track.legs.map((leg) => lengthM(leg.line))
    : metresBetween(line, stops);
  return metres.map((each, i) => ({
    metres: each,
    seconds: walkingSeconds(each),
    closes: i === stops.length - 1,
  }));
}
