/**
 * Which fixes are believed: precise enough, in their order, and where a walker can be.
 * Pure. A fix 200 m off may claim 2 m: only those that insist for a while are believed.
 */
import type { Point } from "../geo";
import { difference, type Spot, size } from "../local-metres";
import * as plane from "./plane-filter";

export interface WalkFix extends Point {
  /** Radius that holds 68 of 100 fixes, metres. */
  readonly accuracy: number;
  /** Milliseconds, on the clock that also dates the ticks. */
  readonly at: number;
  /** Metres a second, where the phone tells it. */
  readonly speed?: number | null | undefined;
}

/** Fixes that lie where nobody is awaited, one after the other. */
export interface Leap {
  readonly spot: Spot;
  readonly at: number;
  readonly count: number;
}

/** A fix less precise than this says nothing of use in a street. */
const COARSE_M = 75;
const LEAST_SIGMA_M = 3;
/** The radius that holds 68 of 100 is 1.5 deviations of one axis. */
const RADIUS_IN_SIGMA = 1.5;
const SURPRISE = 6; // deviations
const LEAP_M = 30;
const LEAP_M_S = 2;
const INSISTS_MS = 10_000;
const INSISTS_FIXES = 4;
const TOGETHER_M = 30;
const TOGETHER_M_S = 3;

/** Whether a fix is of any use; `after` is the time of the last one that was. */
export function isUsable({ accuracy, at }: WalkFix, after: number): boolean {
  return accuracy > 0 && accuracy <= COARSE_M && at > after;
}

/** The claimed deviation of a fix on each axis, metres. */
export function claimedSigmaM({ accuracy }: WalkFix): number {
  return Math.max(LEAST_SIGMA_M, accuracy / RADIUS_IN_SIGMA);
}

/** Whether a fix lies where no walker can be, so many seconds after the last one. */
export function isLeap(
  state: plane.PlaneState,
  spot: Spot,
  seconds: number,
  sigmaM: number,
): boolean {
  const metres = size(difference(spot, plane.awaited(state)));
  const reachM = LEAP_M + 3 * sigmaM + LEAP_M_S * seconds;
  return metres > reachM || metres > SURPRISE * Math.sqrt(plane.awaitedVariance(state));
}

/** The leap with one fix more; another one where they do not lie together. */
export function leapWith(leap: Leap | null, spot: Spot, at: number): Leap {
  const reachM = leap ? TOGETHER_M + (TOGETHER_M_S * (at - leap.at)) / 1000 : 0;
  const isSame = !!leap && size(difference(leap.spot, spot)) <= reachM;
  return isSame ? { ...leap, count: leap.count + 1 } : { spot, at, count: 1 };
}

/** Whether a leap has lasted long enough to be true. */
export function insists(leap: Leap, at: number): boolean {
  return leap.count >= INSISTS_FIXES && at - leap.at >= INSISTS_MS;
}
