/**
 * How people walk, as far as it is known of anyone: one guess goes on for a moment. Pure.
 *
 * Each keeps to a pace that wavers. Some halt near every stop to listen, others near
 * none: which it is, is learnt. All wait now and then elsewhere.
 */
import {
  bell,
  even,
  type Guesses,
  hundredths,
  LISTENS,
  of,
  share,
  thousandths,
  WAITS,
  WALKS,
} from "./guesses";

/** What a walker goes by. */
export interface Course {
  readonly lengthM: number;
  readonly isGuided: boolean;
  /** Where one halts to listen, metres along the track, in their order. */
  readonly haltsM: readonly number[];
}

/** So far before its start the track is thought to go on, straight. */
export const APPROACH_M = 250;
const PACE_M_S = 1.2;
const PACE_DEVIATION_M_S = 0.32;
const CYCLING = 0.04; // share of the guesses, at 2.5 to 6 m/s
const BACKWARDS = 0.06; // share, where there is an order
const BACKWARDS_FREE = 0.3; // share, where there is none
const PACE_DRIFTS_M_S = 0.002; // within a second
const WAVER = 0.07;
const WAVER_TAU_S = 30;
const WALKING = 0.75; // of those who are seen first
const HALTING = 0.5;
/** One who halts at stops does so within some metres of each, before or after it. */
const HALT_SPREAD_M = 5.5; // of a logistic spread, 10 m of deviation
const STOP_BEHIND_M = 18;
/** One may halt at a stop for once, or not. */
const CHANGES_HABIT = 0.04;
const WAITS_IN_A_METRE = 1 / 400;
/** Chances to go on, in a second: after a story, or after a traffic light. */
const LISTENED_OUT = 1 / 80;
const WAITED_OUT = 1 / 25;
const TURNS_BACK = 0.005; // of those who go on

/** Anyone at all, at a place of the course. */
export function begin(guesses: Guesses, i: number, course: Course, alongM: number) {
  const { isGuided, haltsM } = course;
  const pace =
    share(guesses) < CYCLING
      ? 2.5 + 3.5 * share(guesses)
      : PACE_M_S + PACE_DEVIATION_M_S * bell(guesses);
  const isBack = share(guesses) < (isGuided ? BACKWARDS : BACKWARDS_FREE);
  const passed = haltsM.filter((halt) => halt <= alongM - 10).length;
  guesses.metres[i] = hundredths(alongM);
  guesses.pace[i] = thousandths(isBack ? -pace : pace);
  guesses.waver[i] = thousandths(WAVER * bell(guesses));
  guesses.mode[i] = share(guesses) < WALKING ? WALKS : WAITS;
  guesses.halts[i] = share(guesses) < HALTING ? 1 : 0;
  guesses.next[i] = isBack ? passed - 1 : passed;
}

/** A second or less passes for one guess. */
export function goOn(guesses: Guesses, i: number, course: Course, seconds: number) {
  if (of(guesses.mode, i) === WALKS) mayHalt(guesses, i, course, seconds);
  else mayGo(guesses, i, seconds);
  if (of(guesses.mode, i) !== WALKS) return;
  const { metres, pace, waver } = guesses;
  const root = Math.sqrt(seconds);
  const kept = 1 - seconds / WAVER_TAU_S;
  const fresh = WAVER * Math.sqrt((2 * seconds) / WAVER_TAU_S);
  const usual = of(pace, i) + PACE_DRIFTS_M_S * root * even(guesses);
  const more = kept * of(waver, i) + fresh * even(guesses);
  const here = of(metres, i) + usual * (1 + more) * seconds;
  pace[i] = thousandths(usual);
  waver[i] = thousandths(more);
  metres[i] = within(course, hundredths(here));
}

/** Keeps a place to the track and the way to its start. */
export const within = ({ lengthM }: Course, metres: number): number =>
  Math.max(-APPROACH_M, Math.min(lengthM, metres));

/** Speed of a guess now, metres a second. */
export const speedOf = ({ mode, pace, waver }: Guesses, i: number): number =>
  of(mode, i) === WALKS ? Math.abs(of(pace, i)) * (1 + of(waver, i)) : 0;

function mayHalt(guesses: Guesses, i: number, course: Course, seconds: number): void {
  const { metres, pace, mode, halts, next } = guesses;
  const towards = Math.sign(of(pace, i));
  const stepM = Math.abs(of(pace, i)) * seconds;
  const halt = course.haltsM[of(next, i)];
  const pastM = halt === undefined ? -APPROACH_M : towards * (of(metres, i) - halt);
  if (pastM > STOP_BEHIND_M) {
    next[i] = of(next, i) + towards;
    mayChange(guesses, i);
  } else if (
    of(halts, i) === 1 &&
    pastM > -2 * STOP_BEHIND_M &&
    share(guesses) < stepM / HALT_SPREAD_M / (1 + Math.exp(-pastM / HALT_SPREAD_M))
  ) {
    mode[i] = LISTENS;
    next[i] = of(next, i) + towards;
    return;
  }
  if (share(guesses) < WAITS_IN_A_METRE * stepM) mode[i] = WAITS;
}

function mayGo(guesses: Guesses, i: number, seconds: number): void {
  const { pace, mode, next } = guesses;
  const hasListened = of(mode, i) === LISTENS;
  if (share(guesses) >= (hasListened ? LISTENED_OUT : WAITED_OUT) * seconds) return;
  mode[i] = WALKS;
  if (hasListened) mayChange(guesses, i);
  if (share(guesses) >= TURNS_BACK) return;
  next[i] = of(next, i) - Math.sign(of(pace, i));
  pace[i] = -of(pace, i);
}

function mayChange(guesses: Guesses, i: number): void {
  if (share(guesses) < CHANGES_HABIT) guesses.halts[i] = 1 - of(guesses.halts, i);
}
