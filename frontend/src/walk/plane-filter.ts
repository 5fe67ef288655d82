/**
 * Where a walker is on open ground, when nothing is known of the way. Pure.
 *
 * A Kalman filter on each axis, with three states: the place (m), the speed (m/s), which
 * forgets itself, and the error of the receiver (m), which wanders: a Gauss-Markov
 * process of the first order (Brown and Hwang, Introduction to Random Signals and
 * Applied Kalman Filtering, on shaping filters). Both axes share their covariance.
 */
import type { Spot } from "../local-metres";
import { of } from "./guesses";

/** A person's speed on each axis: its deviation, and within what time it is another. */
const SPEED_M_S = 1.2;
const SPEED_TAU_S = 60;
const FIRST_PLACE_M = 1000;
/** What a receiver errs beside the error that wanders. */
const WHITE_M = 1;
/** Within what time the error of a receiver is another: 20 to 60 s are seen. */
const ERROR_TAU_S = 35;

type Axis = [place: number, speed: number, error: number];

export interface PlaneState {
  east: Axis;
  north: Axis;
  /** Covariance of place, speed and error, row by row. */
  p: number[];
}

export function startPlane(spot: Spot, sigmaM: number): PlaneState {
  const state: PlaneState = {
    east: [spot.east, 0, 0],
    north: [spot.north, 0, 0],
    p: [FIRST_PLACE_M ** 2, 0, 0, 0, SPEED_M_S ** 2, 0, 0, 0, sigmaM ** 2],
  };
  correct(state, spot);
  return state;
}

/** Goes on for some seconds. */
export function predict(state: PlaneState, seconds: number, sigmaM: number): void {
  const keptSpeed = Math.exp(-seconds / SPEED_TAU_S);
  const reach = SPEED_TAU_S * (1 - keptSpeed);
  const keptError = Math.exp(-seconds / ERROR_TAU_S);
  const moved = ([place, speed, error]: Axis): Axis => [
    place + reach * speed,
    keptSpeed * speed,
    keptError * error,
  ];
  // Moves each column of a covariance and turns it into a row: twice is both ways.
  const across = (p: readonly number[]): number[] =>
    [0, 1, 2].flatMap((i) => moved([of(p, i), of(p, i + 3), of(p, i + 6)]));
  state.east = moved(state.east);
  state.north = moved(state.north);
  const speed = SPEED_M_S ** 2 * (1 - keptSpeed ** 2);
  const more = [(speed * seconds ** 2) / 3, speed, sigmaM ** 2 * (1 - keptError ** 2)];
  state.p = across(across(state.p)).map(
    (each, n) => each + (n % 4 ? 0 : of(more, n / 4)),
  );
}

/** Where the next fix is awaited: the place and the error of now. */
export const awaited = ({ east, north }: PlaneState): Spot => ({
  east: east[0] + east[2],
  north: north[0] + north[2],
});

/** How far from there it may be: the variance on each axis, m². */
export const awaitedVariance = ({ p }: PlaneState): number =>
  of(p, 0) + of(p, 2) + of(p, 6) + of(p, 8) + WHITE_M ** 2;

/** Takes a fix for true, but for its error. */
export function correct(state: PlaneState, spot: Spot): void {
  const { p } = state;
  const row = [0, 1, 2].map((i) => of(p, 3 * i) + of(p, 3 * i + 2));
  const gain = row.map((each) => each / awaitedVariance(state));
  for (const axis of ["east", "north"] as const) {
    const away = spot[axis] - state[axis][0] - state[axis][2];
    state[axis] = state[axis].map((each, i) => each + of(gain, i) * away) as Axis;
  }
  state.p = p.map((each, n) => each - of(gain, Math.floor(n / 3)) * of(row, n % 3));
}

export const place = ({ east, north }: PlaneState): Spot => ({
  east: east[0],
  north: north[0],
});

export const speedMS = ({ east, north }: PlaneState): number =>
  Math.hypot(east[1], north[1]);

/** Deviation of the place on each axis, metres. */
export const deviationM = ({ p }: PlaneState): number => Math.sqrt(of(p, 0));
