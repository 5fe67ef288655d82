/**
 * How far along the track a walker is: many guesses side by side. Pure.
 *
 * A particle filter (Gordon, Salmond and Smith, IEE Proceedings F 140, 1993). A guess
 * says how far one has come, at what pace, and whether one walks or stands; it follows
 * what error the receiver makes now: the fix minus the spot of the guess. That error
 * wanders slowly (Gauss-Markov, first order), so a guess is likely when its error changes
 * little, beside the track and along it alike. Draws come from a fixed sequence: the
 * same fixes give the same guesses.
 */
import type { Spot } from "../local-metres";
import type { TrackLine } from "./track-line";

const GUESSES = 240;

export interface Guess {
  /** Along the track. */
  metres: number;
  /** Metres a second while walking; below 0 backwards. */
  pace: number;
  walks: boolean;
  /** Whether this walker stops to listen. */
  pauses: boolean;
  weight: number;
  /** Error of the receiver at the last fix, metres. */
  east: number;
  north: number;
}

/** What is kept of a filter. */
export interface AlongState {
  guesses: Guess[];
  /** Where the fixed sequence stands. */
  draw: number;
  /** The guess that was made anew last. */
  renewed: number;
}

/** The way that is walked. */
export interface Way {
  readonly line: TrackLine;
  readonly isGuided: boolean;
  /** Whether one stands there to listen. */
  isStop(metres: number): boolean;
}

/** How people walk: before anything is known of this one. */
const PACE_M_S = 1.2;
const PACE_DEVIATION_M_S = 0.32;
const CYCLING = 0.04; // share of the guesses, at 2.5 to 6 m/s
const BACKWARDS = 0.06; // share, where there is an order
/** A pace stays what it is but for so much within a second, and steps waver. */
const PACE_DRIFT_M_S = 0.005;
const WAVER_M = 0.4;
/** Half of the people stop where stories are told; each halts now and then elsewhere. */
const PAUSING = 0.5;
const WALKING = 0.75; // of those who are seen first
const HALTS_AT_STOP = 1 / 15; // in a metre
const HALTS_ELSEWHERE = 1 / 400;
/** Chances to go on, in a second: after a story, or after a traffic light. */
const GOES_ON_AT_STOP = 1 / 60;
const GOES_ON_ELSEWHERE = 1 / 30;
const TURNS_BACK = 0.02; // of those who go on
/** Within what time the error of a receiver is another, and what it errs beside that. */
const ERROR_TAU_S = 35;
const WHITE_M = 1;
/** A told speed, and how little a wrong one may count. */
const SPEED_DEVIATION_M_S = 0.6;
const SPEED_AT_MOST = 2;
/** Chance that someone is elsewhere on the track than any guess, in a second. */
const ELSEWHERE = 0.001;
const RENEWED = 6;
/** Where the walk is in order, a walker is sought near where it was awaited. */
const ORDER_REACH_M = 500;
const OUT_OF_ORDER = 0.2;
const LEAST_WEIGHT = 1e-12;
const FIRST_DRAW = 0x2545f491;

export class AlongFilter {
  constructor(
    private readonly way: Way,
    readonly state: AlongState,
  ) {}

  /** Guesses where the track is near a spot; `awaitedM` is how far one should have come. */
  static around(way: Way, spot: Spot, fix: Spot, sigmaM: number, awaitedM: number) {
    const state = { guesses: [], draw: FIRST_DRAW, renewed: 0 };
    const filter = new AlongFilter(way, state);
    const likely = way.line.spots.map(
      (each, i) =>
        likelihood(each.east - spot.east, each.north - spot.north, sigmaM) *
        (way.isGuided
          ? OUT_OF_ORDER + Math.exp(-Math.abs(i - awaitedM) / ORDER_REACH_M)
          : 1),
    );
    filter.state.guesses = shared(likely, 0.5).map((along) => filter.guess(along, fix));
    return filter;
  }

  /** How far one has come, by all guesses together. */
  get metres(): number {
    let sum = 0;
    for (const { weight, metres } of this.state.guesses) sum += weight * metres;
    return sum;
  }

  /** Everyone goes on for some seconds. */
  predict(seconds: number): void {
    const { lengthM } = this.way.line;
    const evenly = Math.sqrt(12 * seconds); // an even draw of deviation 1 is so wide
    for (const guess of this.state.guesses) {
      const listens = guess.pauses && this.way.isStop(guess.metres);
      const share = this.share();
      if (guess.walks) {
        const halts = listens ? HALTS_AT_STOP : HALTS_ELSEWHERE;
        if (share < halts * Math.abs(guess.pace) * seconds) guess.walks = false;
      } else if (share < (listens ? GOES_ON_AT_STOP : GOES_ON_ELSEWHERE) * seconds) {
        guess.walks = true;
        if (this.share() < TURNS_BACK) guess.pace = -guess.pace;
      }
      if (!guess.walks) continue;
      guess.pace += PACE_DRIFT_M_S * evenly * (this.share() - 0.5);
      const wavering = WAVER_M * evenly * (this.share() - 0.5);
      const metres = guess.metres + guess.pace * seconds + wavering;
      guess.metres = Math.max(0, Math.min(lengthM, metres));
    }
  }

  /** Weighs the guesses by a fix, so many seconds after the last one. */
  update(fix: Spot, seconds: number, sigmaM: number, speed: number | null): void {
    const { line } = this.way;
    const kept = Math.exp(-seconds / ERROR_TAU_S);
    const variance = sigmaM ** 2 * (1 - kept ** 2) + WHITE_M ** 2 * (1 + kept ** 2);
    let least = Number.POSITIVE_INFINITY;
    const costs = this.state.guesses.map((guess) => {
      const east = fix.east - line.eastAt(guess.metres);
      const north = fix.north - line.northAt(guess.metres);
      const change =
        (east - kept * guess.east) ** 2 + (north - kept * guess.north) ** 2;
      [guess.east, guess.north] = [east, north];
      const cost =
        change / (2 * variance) + speedCost(guess, speed) - Math.log(guess.weight);
      least = Math.min(least, cost);
      return cost;
    });
    let sum = 0;
    for (const [i, guess] of this.state.guesses.entries()) {
      guess.weight = Math.exp(least - (costs[i] ?? 0)) + LEAST_WEIGHT;
      sum += guess.weight;
    }
    for (const guess of this.state.guesses) guess.weight /= sum;
    this.chooseAnew();
  }

  /** Makes some guesses of no weight anew, where the track is nearest. */
  renew(fix: Spot, alongM: number, sigmaM: number): void {
    const { state, way } = this;
    let usual = LEAST_WEIGHT;
    for (const { weight, east, north } of state.guesses)
      usual += weight * likelihood(east, north, sigmaM);
    let made = 0;
    for (let n = 0; n < GUESSES && made < RENEWED; n += 1) {
      state.renewed = (state.renewed + 1) % GUESSES;
      const old = state.guesses[state.renewed];
      if (!old || old.weight > 0.1 / GUESSES) continue;
      const aside = 1.5 * sigmaM * ((2 * (made + this.share())) / RENEWED - 1);
      const along = Math.max(0, Math.min(way.line.lengthM, alongM + aside));
      const fresh = this.guess(along, fix);
      const likely = likelihood(fresh.east, fresh.north, sigmaM);
      fresh.weight = ((ELSEWHERE / RENEWED) * likely) / usual + LEAST_WEIGHT;
      state.guesses[state.renewed] = fresh;
      made += 1;
    }
  }

  private guess(metres: number, fix: Spot): Guess {
    const { line } = this.way;
    return {
      metres,
      pace: this.anyPace(),
      pauses: this.share() < PAUSING,
      walks: this.share() < WALKING,
      weight: 1 / GUESSES,
      east: fix.east - line.eastAt(metres),
      north: fix.north - line.northAt(metres),
    };
  }

  private anyPace(): number {
    const bell = 2 * (this.share() + this.share() + this.share() - 1.5); // of deviation 1
    const pace =
      this.share() < CYCLING
        ? 2.5 + 3.5 * this.share()
        : PACE_M_S + PACE_DEVIATION_M_S * bell;
    return this.share() < (this.way.isGuided ? BACKWARDS : 0.5) ? -pace : pace;
  }

  /** Draws the guesses anew by their weight once few of them weigh much. */
  private chooseAnew(): void {
    const { guesses } = this.state;
    let squares = 0;
    for (const { weight } of guesses) squares += weight * weight;
    if (1 / squares > GUESSES / 2) return;
    const weights = guesses.map(({ weight }) => weight);
    this.state.guesses = shared(weights, this.share()).map((i) => ({
      ...(guesses[i] as Guess),
      weight: 1 / GUESSES,
    }));
  }

  /** The next of a fixed sequence, between 0 and 1 (Marsaglia, Xorshift RNGs, 2003). */
  private share(): number {
    let x = this.state.draw;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state.draw = x;
    return (x >>> 0) / 4_294_967_296;
  }
}

/** What a told speed costs a guess; no more than a wrong one may. */
function speedCost({ pace, walks }: Guess, speed: number | null): number {
  if (speed === null) return 0;
  const off = (speed - (walks ? Math.abs(pace) : 0)) / SPEED_DEVIATION_M_S;
  return Math.min(SPEED_AT_MOST, (off * off) / 2);
}

/** How likely an error is, beside no error. */
function likelihood(east: number, north: number, sigmaM: number): number {
  return Math.exp(-(east * east + north * north) / (2 * sigmaM * sigmaM));
}

/** As many places of a list as there are guesses, each as often as it weighs (systematic). */
function shared(weights: readonly number[], start: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let [at, passed] = [0, weights[0] ?? 0];
  return Array.from({ length: GUESSES }, (_, i) => {
    const wanted = ((i + start) / GUESSES) * sum;
    while (passed < wanted && at < weights.length - 1) {
      at += 1;
      passed += weights[at] ?? 0;
    }
    return at;
  });
}
