/**
 * How far along the track a walker is: many guesses side by side. Pure.
 *
 * A particle filter (Gordon, Salmond and Smith, IEE Proceedings F 140, 1993). A guess
 * says how far one has come and how one walks (`gait`). The fix minus its spot is what
 * the receiver errs now, if it is true. That error wanders slowly (Gauss-Markov, first
 * order): each guess follows it with a Kalman filter of its own, and is likely when it
 * changes little, beside the track and along it alike. The same fixes give the same
 * guesses: draws come from a fixed sequence.
 */
import { difference, type Spot, size } from "../local-metres";
import { APPROACH_M, begin, type Course, goOn, speedOf, within } from "./gait";
import {
  bell,
  chooseAnew,
  GUESSES,
  type Guesses,
  hundredths,
  noGuesses,
  of,
  share,
  shared,
  thousandths,
  total,
} from "./guesses";
import type { Foot, TrackLine } from "./track-line";

/** What is kept of a filter. */
export interface AlongState extends Guesses {
  /** The guess that was made anew last. */
  renewed: number;
  /** How well a guess knows the error, m²: one for each time that errors may last. */
  variance: number[];
}

/** The way that is walked. */
export interface Way extends Course {
  readonly line: TrackLine;
}

/** Within what time the error of a receiver is another, and what it errs beside that. */
const ERROR_TAUS_S = [22, 35, 55] as const;
const WHITE_M = 0.9;
/** A told speed, and how little a wrong one may count. */
const SPEED_DEVIATION_M_S = 0.6;
const SPEED_AT_MOST = 2;
/** Chance that someone is elsewhere on the track than any guess, in a second. */
const ELSEWHERE = 0.0001;
const RENEWED = 6;
/** Where the walk is in order, a walker is sought near where it was awaited. */
const ORDER_REACH_M = 300;
const OUT_OF_ORDER = 0.1;
const NOTHING = 1e-12;

export class AlongFilter {
  readonly #way: Way;
  readonly #start: Spot;

  constructor(
    way: Way,
    readonly state: AlongState,
  ) {
    this.#way = way;
    this.#start = way.line.at(0);
  }

  /**
   * Guesses where the track is near a spot; `awaitedM` is how far one should have come.
   * Who `isComing` may as well be on a straight way to its start.
   */
  static around(
    way: Way,
    spot: Spot,
    fix: Spot,
    sigmaM: number,
    awaitedM: number,
    isComing: boolean,
  ): AlongFilter {
    const variance = ERROR_TAUS_S.map(() => WHITE_M ** 2);
    const filter = new AlongFilter(way, { ...noGuesses(), renewed: 0, variance });
    const { spots } = way.line;
    const likely = spots.map(
      (each, i) =>
        likelihood(difference(each, spot), sigmaM) * filter.#inOrder(i, awaitedM),
    );
    const awayM = filter.metresToStart(spot);
    for (let m = 1; isComing && m < APPROACH_M; m += 1)
      likely.push(likelihood({ east: m - awayM, north: 0 }, sigmaM));
    for (const [i, at] of shared(likely, 0.5).entries()) {
      const along = at < spots.length ? at : spots.length - 1 - at;
      filter.#guess(i, along, spot, sigmaM, fix);
    }
    return filter;
  }

  metresToStart(spot: Spot): number {
    return size(difference(spot, this.#start));
  }

  /** How far one has come, by all guesses together; below 0 before the track. */
  get metres(): number {
    return this.#mean((i) => of(this.state.metres, i));
  }

  /** Where one is. */
  get spot(): Spot {
    const { metres } = this;
    if (metres >= 0) return this.#way.line.at(metres);
    return {
      east: this.#mean((i) => this.#spotOf(i).east),
      north: this.#mean((i) => this.#spotOf(i).north),
    };
  }

  #mean(each: (i: number) => number): number {
    let sum = 0;
    for (let i = 0; i < GUESSES; i += 1) sum += of(this.state.weight, i) * each(i);
    return sum / GUESSES;
  }

  #spotOf(i: number): Spot {
    const { metres, bearing } = this.state;
    const along = of(metres, i);
    const { east, north } = this.#way.line.at(along);
    if (along >= 0) return { east, north };
    const towards = of(bearing, i);
    return {
      east: east - along * Math.cos(towards),
      north: north - along * Math.sin(towards),
    };
  }

  /** Everyone goes on for a second or less. */
  predict(seconds: number): void {
    for (let i = 0; i < GUESSES; i += 1) goOn(this.state, i, this.#way, seconds);
  }

  /** Weighs the guesses by a fix, so many seconds after the last one. */
  update(fix: Spot, seconds: number, sigmaM: number, speed: number | null): void {
    const { state } = this;
    const { weight, east, north, memory } = state;
    const errors = this.#errorsAfter(seconds, sigmaM);
    const costs = weight.map((before, i) => {
      const { kept, gain, spread, cost } = errors[of(memory, i)] as Errors;
      const error = difference(fix, this.#spotOf(i));
      const [keptEast, keptNorth] = [kept * of(east, i), kept * of(north, i)];
      const [newEast, newNorth] = [error.east - keptEast, error.north - keptNorth];
      east[i] = hundredths(keptEast + gain * newEast);
      north[i] = hundredths(keptNorth + gain * newNorth);
      return (
        cost +
        (newEast * newEast + newNorth * newNorth) / (2 * spread) +
        speedCost(speed, state, i) -
        Math.log(before)
      );
    });
    const least = Math.min(...costs);
    const likely = costs.map((each) => Math.exp(least - each));
    const sum = total(likely);
    state.weight = likely.map((each) => thousandths((GUESSES * each) / sum));
    chooseAnew(state);
  }

  /** What errors may be so many seconds after the last fix, for each time they last. */
  #errorsAfter(seconds: number, sigmaM: number): Errors[] {
    const { variance } = this.state;
    return ERROR_TAUS_S.map((tau, n) => {
      const kept = Math.exp(-seconds / tau);
      const before = of(variance, n) * kept ** 2 + sigmaM ** 2 * (1 - kept ** 2);
      const spread = before + WHITE_M ** 2;
      const gain = before / spread;
      variance[n] = before * (1 - gain);
      return { kept, gain, spread, cost: Math.log(spread) };
    });
  }

  /** Makes some guesses of no weight anew, where the track comes near. */
  renew(fix: Spot, feet: readonly Foot[], sigmaM: number): void {
    const { state } = this;
    const { weight } = state;
    const awaitedM = this.metres;
    const usual = this.#mean((i) => this.#honesty(i, sigmaM)) + NOTHING;
    let made = 0;
    for (let n = 0; n < GUESSES && made < RENEWED; n += 1) {
      state.renewed = (state.renewed + 1) % GUESSES;
      const i = state.renewed;
      if (of(weight, i) > 0.1) continue;
      const aside = 1.5 * sigmaM * ((2 * (made + share(state))) / RENEWED - 1);
      const along = (feet[made % feet.length]?.alongM ?? awaitedM) + aside;
      this.#guess(i, within(this.#way, along), fix, sigmaM, fix);
      const likely = this.#honesty(i, sigmaM) * this.#inOrder(along, awaitedM);
      weight[i] = ((GUESSES * ELSEWHERE) / RENEWED) * (likely / usual);
      made += 1;
    }
  }

  /** How likely the error of a guess is by its size alone. */
  #honesty(i: number, sigmaM: number): number {
    const { east, north } = this.state;
    return likelihood({ east: of(east, i), north: of(north, i) }, sigmaM);
  }

  #guess(i: number, along: number, from: Spot, sigmaM: number, fix: Spot): void {
    const { state } = this;
    const step = difference(from, this.#start);
    const wide = sigmaM / Math.max(sigmaM, size(step));
    begin(state, i, this.#way, along);
    state.memory[i] = Math.floor(share(state) * ERROR_TAUS_S.length);
    state.bearing[i] = thousandths(
      Math.atan2(step.north, step.east) + wide * bell(state),
    );
    const error = difference(fix, this.#spotOf(i));
    state.east[i] = hundredths(error.east);
    state.north[i] = hundredths(error.north);
  }

  /** How likely one is there, by the order of the walk alone. */
  #inOrder(metres: number, awaitedM: number): number {
    if (!this.#way.isGuided) return 1;
    return OUT_OF_ORDER + Math.exp(-Math.abs(metres - awaitedM) / ORDER_REACH_M);
  }
}

/** How an error is followed to the next fix. */
interface Errors {
  /** Share of it that lasts. */
  readonly kept: number;
  /** Share of what is new that is taken for it. */
  readonly gain: number;
  /** Variance of what is new, and what so wide a spread costs. */
  readonly spread: number;
  readonly cost: number;
}

/** What a told speed costs a guess of another; no more than a wrong one may. */
function speedCost(told: number | null, guesses: Guesses, i: number): number {
  if (told === null) return 0;
  const off = (told - speedOf(guesses, i)) / SPEED_DEVIATION_M_S;
  return Math.min(SPEED_AT_MOST, (off * off) / 2);
}

/** How likely an error is, beside no error. */
function likelihood({ east, north }: Spot, sigmaM: number): number {
  return Math.exp(-(east * east + north * north) / (2 * sigmaM * sigmaM));
}
