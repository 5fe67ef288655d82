/**
 * Guesses of where a walker is along the track and how they walk. Pure.
 *
 * One list for each value: lists of numbers are far quicker than a list of guesses.
 * All are plain and rounded, so that a walk is kept as JSON of some 35 KB.
 */
export const GUESSES = 700;

/** What one does. */
export const WAITS = 0;
export const WALKS = 1;
export const LISTENS = 2;

/** Values that go together when a guess is drawn anew. */
const LISTS = [
  "metres",
  "pace",
  "waver",
  "mode",
  "halts",
  "next",
  "memory",
  "bearing",
  "east",
  "north",
] as const;

type Lists = Record<(typeof LISTS)[number], number[]>;

/**
 * - `metres`: along the track; below 0 on a straight way to its start;
 * - `bearing`: where that way comes from, in radians from the east;
 * - `pace`: metres a second while walking, below 0 backwards; `waver`: more by this share;
 * - `mode`: waits, walks or listens; `halts`: 1 for one who halts at stops, else 0;
 * - `next`: which stop comes next; `memory`: how long the receiver's error lasts;
 * - `east`, `north`: that error now, metres.
 */
export interface Guesses extends Lists {
  /** 1 on average. */
  weight: number[];
  /** Where the fixed sequence of draws stands. */
  draw: number;
}

const FIRST_DRAW = 0x2545f491;

export function noGuesses(): Guesses {
  const none = (): number[] => new Array<number>(GUESSES).fill(0);
  const lists = Object.fromEntries(LISTS.map((name) => [name, none()])) as Lists;
  return { ...lists, weight: none().fill(1), draw: FIRST_DRAW };
}

/** A value of a list that is known to be there. */
export const of = (values: readonly number[], i: number): number => values[i] as number;

export const total = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0);

export const hundredths = (value: number): number => Math.round(value * 100) / 100;

export const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

/** The next of a fixed sequence, between 0 and 1 (Marsaglia, Xorshift RNGs, 2003). */
export function share(guesses: Guesses): number {
  let x = guesses.draw;
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
  guesses.draw = x;
  return (x >>> 0) / 4_294_967_296;
}

/** An even draw about 0, of deviation 1. */
export const even = (guesses: Guesses): number =>
  Math.sqrt(12) * (share(guesses) - 0.5);

/** A draw about 0 of deviation 1, most often small. */
export const bell = (guesses: Guesses): number =>
  2 * (share(guesses) + share(guesses) + share(guesses) - 1.5);

/** Draws the guesses anew by their weight once few of them weigh much. */
export function chooseAnew(guesses: Guesses): void {
  if (total(guesses.weight.map((weight) => weight ** 2)) < 2 * GUESSES) return;
  const chosen = shared(guesses.weight, share(guesses));
  for (const name of LISTS) {
    const old = guesses[name];
    guesses[name] = chosen.map((i) => of(old, i));
  }
  guesses.weight.fill(1);
}

/** As many places of a list as there are guesses, each as often as it weighs (systematic). */
export function shared(weights: readonly number[], start: number): number[] {
  const sum = total(weights);
  let [at, passed] = [0, of(weights, 0)];
  return Array.from({ length: GUESSES }, (_, i) => {
    const wanted = ((i + start) / GUESSES) * sum;
    while (passed < wanted && at < weights.length - 1) {
      at += 1;
      passed += of(weights, at);
    }
    return at;
  });
}
