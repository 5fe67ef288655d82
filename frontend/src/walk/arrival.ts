/**
 * Whether it is time for a story, by what is known of the walker. Pure.
 *
 * A story is in time from 25 m before the edge of its zone to 12 m past it: it starts
 * when the walker is as likely to be too early for it as too late, which is when the
 * middle of that stretch is reached, by all guesses together.
 */
import { difference, type Spot, size } from "../local-metres";
import type { AlongState } from "./along-filter";
import * as plane from "./plane-filter";
import type { Passage } from "./track-line";

/** A stop as the engine watches it. */
export interface WatchedStop {
  readonly id: string;
  readonly spot: Spot;
  readonly radiusM: number;
  /** Where the track passes the zone, when it is the stop's turn. */
  readonly passages: readonly Passage[];
}

const EARLY_M = 25;
const LATE_M = 12;
const HALF_M = (EARLY_M + LATE_M) / 2;
/** Before the edge; the last metres make up for fixes that come late or not at all. */
const MIDDLE_M = (EARLY_M - LATE_M) / 2 + 2.5;
/** So far past a zone its story may still start: rather late than never. */
const AFTER_M = 20;
/** So much of the guesses must be near the zone at all. */
const SURE = 0.6;
/** On open ground: a place known worse than this starts nothing. */
const VAGUE_M = 20;
const STROLL_M_S = 0.5;

/** By the guesses along the track. */
export function isDueAlong(stop: WatchedStop, along: AlongState): boolean {
  const { metres, pace, weight } = along;
  let [near, balance] = [0, 0];
  for (const { fromM, toM } of stop.passages) {
    for (let i = 0; i < metres.length; i += 1) {
      const here = metres[i] ?? 0;
      const past = (pace[i] ?? 0) < 0 ? toM - here : here - fromM;
      if (past < -EARLY_M || past > toM - fromM + AFTER_M) continue;
      const share = weight[i] ?? 0;
      near += share;
      // A zone that the track begins in has no edge before it: who is there is inside.
      balance += share * (fromM <= 0 ? 1 : Math.min(1, (past + MIDDLE_M) / HALF_M));
    }
  }
  return near >= SURE && balance >= 1 - near;
}

/** By the place on open ground: near enough, known well enough, and not going away. */
export function isDueOnPlane(stop: WatchedStop, state: plane.PlaneState): boolean {
  if (plane.deviationM(state) > VAGUE_M) return false;
  const step = difference(stop.spot, plane.place(state));
  const metres = size(step);
  if (metres > stop.radiusM + MIDDLE_M) return false;
  const [east, north] = [state.east[1], state.north[1]];
  const isLeaving = step.east * east + step.north * north < 0;
  const isWalking = Math.hypot(east, north) > STROLL_M_S;
  return !isLeaving || !isWalking || metres < stop.radiusM / 2;
}
