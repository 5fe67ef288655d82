/**
 * Whether it is time for a story, by what is known of the walker. Pure.
 *
 * A story is in time from 25 m before the edge of its zone to 12 m or 8 s past it. The
 * longer one waits, the more guesses have come near enough, and the more have gone too
 * far: it starts as soon as more of them go than come.
 */
import { difference, dot, size } from "../local-metres";
import type { AlongState } from "./along-filter";
import { GUESSES, of, total } from "./guesses";
import * as plane from "./plane-filter";
import { goesBy } from "./walk-trail";
import { EARLY_M, type Reach, type WatchedStop } from "./watched-stops";

const LATE_M = 12;
const LATE_S = 8;
/** Before the edge; the last metres make up for fixes that come late or not at all. */
const MIDDLE_M = (EARLY_M - LATE_M) / 2 + 2.5;
/** So far past a zone its story may still start: rather late than never. */
const AFTER_M = 20;
/** So much of the guesses must be near the zone at all. */
const SURE = 0.6;
/** Who comes and goes is seen so long ahead, in metres to either side of the edge. */
const AHEAD_S = 1.5;
const EDGE_M = 12;
/** On open ground: a place known worse than this starts nothing. */
const VAGUE_M = 20;
const STROLL_M_S = 0.5;

/** By the guesses along the track. */
export function isDueAlong({ passages }: WatchedStop, along: AlongState): boolean {
  const sum = (by: typeof nearBy): number =>
    total(passages.map((passage) => total(along.weight.map(by(passage, along)))));
  return sum(nearBy) >= SURE * GUESSES && sum(leaves) >= 0;
}

/** How much of a guess of some weight is where the story may start. */
function nearBy({ fromM, toM, openM, closeM }: Reach, { metres, pace }: AlongState) {
  return (weight: number, i: number): number => {
    const here = of(metres, i);
    const isNear =
      of(pace, i) < 0
        ? here <= closeM && here >= fromM - AFTER_M
        : here >= openM && here <= toM + AFTER_M;
    return isNear ? weight : 0;
  };
}

/** How much of a guess leaves the stretch where one is in time; below 0 if it comes. */
function leaves({ fromM, toM, openM, closeM }: Reach, { metres, pace }: AlongState) {
  return (weight: number, i: number): number => {
    const here = of(metres, i);
    const speed = Math.abs(of(pace, i));
    const [pastM, earlyM] =
      of(pace, i) < 0 ? [toM - here, closeM - toM] : [here - fromM, fromM - openM];
    if (pastM > toM - fromM + AFTER_M) return 0;
    const soonM = pastM + AHEAD_S * speed;
    const lateM = Math.max(LATE_M, LATE_S * speed);
    return weight * speed * (atEdge(soonM - lateM) - atEdge(soonM + earlyM));
  };
}

/** 1 at an edge, 0 away from it. */
const atEdge = (metres: number): number => Math.max(0, 1 - Math.abs(metres) / EDGE_M);

/** By the place on open ground: near enough, known well enough, and not going away. */
export function isDueOnPlane(stop: WatchedStop, state: plane.PlaneState): boolean {
  if (plane.deviationM(state) > VAGUE_M) return false;
  const step = difference(stop.spot, plane.place(state));
  const metres = size(step);
  if (metres > stop.radiusM + MIDDLE_M) return false;
  const speed = { east: state.east[1], north: state.north[1] };
  const isLeaving = dot(step, speed) < 0;
  const isWalking = size(speed) > STROLL_M_S;
  // Who stands looks anywhere.
  if (stop.bearing !== undefined && !(isWalking && goesBy(speed, stop.bearing)))
    return false;
  return !isLeaving || !isWalking || metres < stop.radiusM / 2;
}
