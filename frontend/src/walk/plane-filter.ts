/**
 * Where a walker is on open ground, when nothing is known of the way. Pure.
 *
 * A Kalman filter on each axis, with three states: the place (m), the speed (m/s), which
 * forgets itself, and the error of the receiver (m), which wanders: a Gauss-Markov
 * process of the first order (Brown and Hwang, Introduction to Random Signals and
 * Applied Kalman Filtering, on shaping filters). Both axes share their covariance.
 */
import type { Spot } from "../local-metres";

/** A person's speed on each axis: its deviation, and within what time it is another. */
const SPEED_M_S = 1.2;
const SPEED_TAU_S = 60;
const FIRST_PLACE_M = 1000;
/** What a receiver errs beside the error that wanders. */
const WHITE_M = 1;
/** Within what time the error of a receiver is another: 20 to 60 s are seen. */
const ERROR_TAU_S = 35;

export interface PlaneState {
  east: [place: number, speed: number, error: number];
  north: [place: number, speed: number, error: number];
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
  const f = [1, reach, 0, 0, keptSpeed, 0, 0, 0, keptError];
  state.east = moved(f, state.east);
  state.north = moved(f, state.north);
  state.p = product(product(f, state.p), transposed(f));
  const speed = SPEED_M_S ** 2 * (1 - keptSpeed ** 2);
  add(state.p, 0, (speed * seconds ** 2) / 3);
  add(state.p, 4, speed);
  add(state.p, 8, sigmaM ** 2 * (1 - keptError ** 2));
}

/** Where the next fix is awaited: the place and the error of now. */
export const awaited = ({ east, north }: PlaneState): Spot => ({
  east: east[0] + east[2],
  north: north[0] + north[2],
});

/** How far a fix lies from where it was awaited, in deviations. */
export function surprise(state: PlaneState, spot: Spot): number {
  const { east, north, p } = state;
  const variance = at(p, 0) + at(p, 8) + 2 * at(p, 2) + WHITE_M ** 2;
  return (
    Math.hypot(spot.east - east[0] - east[2], spot.north - north[0] - north[2]) /
    Math.sqrt(variance)
  );
}

/** Takes a fix for true, but for its error. */
export function correct(state: PlaneState, spot: Spot): void {
  const { p } = state;
  const row = [0, 1, 2].map((i) => at(p, 3 * i) + at(p, 3 * i + 2));
  const variance = at(row, 0) + at(row, 2) + WHITE_M ** 2;
  const gain = row.map((each) => each / variance);
  for (const [axis, seen] of [
    [state.east, spot.east],
    [state.north, spot.north],
  ] as const) {
    const away = seen - axis[0] - axis[2];
    for (const i of [0, 1, 2] as const) axis[i] += at(gain, i) * away;
  }
  state.p = p.map((each, n) => each - at(gain, Math.floor(n / 3)) * at(row, n % 3));
}

export const place = ({ east, north }: PlaneState): Spot => ({
  east: east[0],
  north: north[0],
});

export const speedMS = ({ east, north }: PlaneState): number =>
  Math.hypot(east[1], north[1]);

/** Deviation of the place on each axis, metres. */
export const deviationM = ({ p }: PlaneState): number => Math.sqrt(at(p, 0));

const at = (values: readonly number[], i: number): number => values[i] ?? 0;

function add(values: number[], i: number, more: number): void {
  values[i] = at(values, i) + more;
}

function moved(f: readonly number[], x: readonly number[]): [number, number, number] {
  const row = (i: number): number =>
    at(f, i) * at(x, 0) + at(f, i + 1) * at(x, 1) + at(f, i + 2) * at(x, 2);
  return [row(0), row(3), row(6)];
}

function product(a: readonly number[], b: readonly number[]): number[] {
  return a.map((_, n) => {
    const [i, j] = [n - (n % 3), n % 3];
    return (
      at(a, i) * at(b, j) + at(a, i + 1) * at(b, j + 3) + at(a, i + 2) * at(b, j + 6)
    );
  });
}

const transposed = (a: readonly number[]): number[] =>
  a.map((_, n) => at(a, 3 * (n % 3) + Math.floor(n / 3)));
