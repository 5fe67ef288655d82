/**
 * When the receiver is to be on: it drains the battery like nothing else. Pure.
 *
 * Near a story that is still to be told it is on. Farther away one look now and then is
 * enough: a receiver errs for half a minute the same way, so that fixes of one moment
 * tell little more than one of them. A look lasts until a fix is believed.
 */
import { difference, type Spot, size } from "../local-metres";
import type { WalkState } from "./engine";
import { of, WALKS } from "./guesses";
import * as plane from "./plane-filter";
import { groundOf, type WalkTrail } from "./walk-trail";

/** Whether the receiver is on now; else when it is to be asked again. */
export interface Look {
  readonly isOn: boolean;
  /** Milliseconds, on the clock of the fixes; now while it is on. */
  readonly wakeAt: number;
}

/** After a beginning the receiver stays on: the first fixes of all are the worst. */
const BEGINNING_MS = 90_000;
/** So far outside a zone the receiver is on, and farther where it errs more. */
const REACH_M = 50;
const REACH_SIGMAS = 2;
const SHORTEST_MS = 15_000;
const LONGEST_MS = 120_000;
/** While one stands, looks near a story are so far apart. */
const STILL_MS = 20_000;
/** Most guesses stand: one is thought to. */
const STILL = 0.7;
/** Where no fix comes, a look is given up, for a while. */
const LOOK_MS = 25_000;
const SLOWEST_M_S = 0.8;

/** What to do with the receiver now, by what the engine knows. */
export function nextLook(state: WalkState, trail: WalkTrail, at: number): Look {
  const { beganAt, fixAt, sigmaM, plane: ground } = state;
  const on = { isOn: true, wakeAt: at };
  if (!ground || at - beganAt < BEGINNING_MS) return on;
  const spareM =
    metresToStory(state, trail, plane.place(ground)) - REACH_M - REACH_SIGMAS * sigmaM;
  const isStill = stillness(state) > STILL;
  if (spareM <= 0 && !isStill) return on;
  const waitMs = Math.max(
    isStill ? STILL_MS : SHORTEST_MS,
    Math.min(LONGEST_MS, (1000 * spareM) / (2 * speedMS(state))),
  );
  const sinceMs = at - fixAt - waitMs;
  if (sinceMs < 0) return { isOn: false, wakeAt: fixAt + waitMs };
  const roundMs = LOOK_MS + waitMs;
  const inRoundMs = sinceMs % roundMs;
  return inRoundMs < LOOK_MS ? on : { isOn: false, wakeAt: at + roundMs - inRoundMs };
}

/** Through the air, to the edge of the nearest zone whose story is still to be told. */
function metresToStory(state: WalkState, trail: WalkTrail, here: Spot): number {
  const ground = groundOf(trail);
  return trail.zones.reduce((least, zone) => {
    if (state.entered.includes(zone.id)) return least;
    return Math.min(least, size(difference(here, ground.spot(zone))) - zone.radiusM);
  }, Number.POSITIVE_INFINITY);
}

/** Share of the guesses that stand; off the track one is thought to walk. */
function stillness({ along }: WalkState): number {
  if (!along) return 0;
  const { mode, weight } = along;
  let still = 0;
  for (let i = 0; i < mode.length; i += 1)
    if (of(mode, i) !== WALKS) still += of(weight, i);
  return still / mode.length;
}

/** How fast one goes when one walks. */
function speedMS({ along, plane: ground }: WalkState): number {
  if (!along) return Math.max(SLOWEST_M_S, ground ? plane.speedMS(ground) : 0);
  const { pace, weight } = along;
  let sum = 0;
  for (let i = 0; i < pace.length; i += 1) sum += of(weight, i) * Math.abs(of(pace, i));
  return Math.max(SLOWEST_M_S, sum / pace.length);
}
