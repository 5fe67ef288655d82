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
import type { Foot, TrackLine } from "./track-line";

const GUESSES = 240;

/** One value for each guess: lists of numbers are far quicker than a list of guesses. */
interface Guesses {
  /** Along the track. */
  metres: number[];
  /** Metres a second while walking; below 0 backwards. */
  pace: number[];
  /** 1 while walking, else 0. */
  walks: number[];
  /** 1 for a walker who stops to listen, else 0. */
  pauses: number[];
  weight: number[];
  /** Error of the receiver at the last fix, metres. */
  east: number[];
  north: number[];
}

/** What is kept of a filter. */
export interface AlongState extends Guesses {
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
const BACKWARDS_FREE = 0.3; // share, where there is none
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
const ELSEWHERE = 0.0001;
const RENEWED = 6;
/** Where the walk is in order, a walker is sought near where it was awaited. */
const ORDER_REACH_M = 300;
const OUT_OF_ORDER = 0.1;
const LEAST_WEIGHT = 1e-12;
const FIRST_DRAW = 0x2545f491;

export class AlongFilter {
  constructor(
    private readonly way: Way,
    readonly state: AlongState,
  ) {}

  /** Guesses where the track is near a spot; `awaitedM` is how far one should have come. */
  static around(way: Way, spot: Spot, fix: Spot, sigmaM: number, awaitedM: number) {
    const none = (): number[] => new Array<number>(GUESSES).fill(0);
    const filter = new AlongFilter(way, {
      metres: none(),
      pace: none(),
      walks: none(),
      pauses: none(),
      weight: none(),
      east: none(),
      north: none(),
      draw: FIRST_DRAW,
      renewed: 0,
    });
    const likely = way.line.spots.map(
      (each, i) =>
        likelihood(each.east - spot.east, each.north - spot.north, sigmaM) *
        filter.inOrder(i, awaitedM),
    );
    for (const [i, along] of shared(likely, 0.5).entries()) filter.guess(i, along, fix);
    return filter;
  }

  /** How far one has come, by all guesses together. */
  get metres(): number {
    const { metres, weight } = this.state;
    let sum = 0;
    for (let i = 0; i < GUESSES; i += 1) sum += of(weight, i) * of(metres, i);
    return sum;
  }

  /** Everyone goes on for some seconds. */
  predict(seconds: number): void {
    const { metres, pace, walks } = this.state;
    const { lengthM } = this.way.line;
    const evenly = Math.sqrt(12 * seconds); // an even draw of deviation 1 is so wide
    for (let i = 0; i < GUESSES; i += 1) {
      this.haltOrGo(i, seconds);
      if (!walks[i]) continue;
      const drifted = of(pace, i) + PACE_DRIFT_M_S * evenly * (this.share() - 0.5);
      const wavering = WAVER_M * evenly * (this.share() - 0.5);
      pace[i] = drifted;
      metres[i] = clamp(of(metres, i) + drifted * seconds + wavering, lengthM);
    }
  }

  private haltOrGo(i: number, seconds: number): void {
    const { metres, pace, walks, pauses } = this.state;
    const listens = pauses[i] === 1 && this.way.isStop(of(metres, i));
    const share = this.share();
    if (walks[i]) {
      const halts = listens ? HALTS_AT_STOP : HALTS_ELSEWHERE;
      if (share < halts * Math.abs(of(pace, i)) * seconds) walks[i] = 0;
    } else if (share < (listens ? GOES_ON_AT_STOP : GOES_ON_ELSEWHERE) * seconds) {
      walks[i] = 1;
      if (this.share() < TURNS_BACK) pace[i] = -of(pace, i);
    }
  }

  /** Weighs the guesses by a fix, so many seconds after the last one. */
  update(fix: Spot, seconds: number, sigmaM: number, speed: number | null): void {
    const { metres, pace, walks, weight, east, north } = this.state;
    const { line } = this.way;
    const kept = Math.exp(-seconds / ERROR_TAU_S);
    const variance = sigmaM ** 2 * (1 - kept ** 2) + WHITE_M ** 2 * (1 + kept ** 2);
    const costs = new Array<number>(GUESSES).fill(0);
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < GUESSES; i += 1) {
      const errorEast = fix.east - line.eastAt(of(metres, i));
      const errorNorth = fix.north - line.northAt(of(metres, i));
      const [changeEast, changeNorth] = [
        errorEast - kept * of(east, i),
        errorNorth - kept * of(north, i),
      ];
      east[i] = errorEast;
      north[i] = errorNorth;
      const cost =
        (changeEast * changeEast + changeNorth * changeNorth) / (2 * variance) +
        speedCost(speed, walks[i] ? Math.abs(of(pace, i)) : 0) -
        Math.log(of(weight, i));
      costs[i] = cost;
      if (cost < least) least = cost;
    }
    let sum = 0;
    for (let i = 0; i < GUESSES; i += 1) {
      const each = Math.exp(least - of(costs, i)) + LEAST_WEIGHT;
      weight[i] = each;
      sum += each;
    }
    for (let i = 0; i < GUESSES; i += 1) weight[i] = of(weight, i) / sum;
    this.chooseAnew();
  }

  /** Makes some guesses of no weight anew, where the track comes near. */
  renew(fix: Spot, feet: readonly Foot[], sigmaM: number): void {
    const { state, way } = this;
    const { weight, east, north } = state;
    const awaitedM = this.metres;
    let usual = LEAST_WEIGHT;
    for (let i = 0; i < GUESSES; i += 1)
      usual += of(weight, i) * likelihood(of(east, i), of(north, i), sigmaM);
    let made = 0;
    for (let n = 0; n < GUESSES && made < RENEWED; n += 1) {
      state.renewed = (state.renewed + 1) % GUESSES;
      const i = state.renewed;
      if (of(weight, i) > 0.1 / GUESSES) continue;
      const aside = 1.5 * sigmaM * ((2 * (made + this.share())) / RENEWED - 1);
      const foot = feet[made % feet.length];
      const along = clamp((foot?.alongM ?? awaitedM) + aside, way.line.lengthM);
      this.guess(i, along, fix);
      const likely =
        likelihood(of(east, i), of(north, i), sigmaM) * this.inOrder(along, awaitedM);
      weight[i] = ((ELSEWHERE / RENEWED) * likely) / usual + LEAST_WEIGHT;
      made += 1;
    }
  }

  private guess(i: number, along: number, fix: Spot): void {
    const { metres, pace, walks, pauses, weight, east, north } = this.state;
    metres[i] = along;
    pace[i] = this.anyPace();
    pauses[i] = this.share() < PAUSING ? 1 : 0;
    walks[i] = this.share() < WALKING ? 1 : 0;
    weight[i] = 1 / GUESSES;
    east[i] = fix.east - this.way.line.eastAt(along);
    north[i] = fix.north - this.way.line.northAt(along);
  }

  /** How likely one is there, by the order of the walk alone. */
  private inOrder(metres: number, awaitedM: number): number {
    if (!this.way.isGuided) return 1;
    return OUT_OF_ORDER + Math.exp(-Math.abs(metres - awaitedM) / ORDER_REACH_M);
  }

  private anyPace(): number {
    const bell = 2 * (this.share() + this.share() + this.share() - 1.5); // of deviation 1
    const pace =
      this.share() < CYCLING
        ? 2.5 + 3.5 * this.share()
        : PACE_M_S + PACE_DEVIATION_M_S * bell;
    return this.share() < (this.way.isGuided ? BACKWARDS : BACKWARDS_FREE)
      ? -pace
      : pace;
  }

  /** Draws the guesses anew by their weight once few of them weigh much. */
  private chooseAnew(): void {
    const { state } = this;
    let squares = 0;
    for (let i = 0; i < GUESSES; i += 1) squares += of(state.weight, i) ** 2;
    if (1 / squares > GUESSES / 2) return;
    const chosen = shared(state.weight, this.share());
    for (const each of [
      "metres",
      "pace",
      "walks",
      "pauses",
      "east",
      "north",
    ] as const) {
      const old = state[each];
      state[each] = chosen.map((i) => of(old, i));
    }
    state.weight.fill(1 / GUESSES);
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

const of = (values: readonly number[], i: number): number => values[i] ?? 0;

const clamp = (metres: number, lengthM: number): number =>
  Math.max(0, Math.min(lengthM, metres));

/** What a told speed costs a guess of another; no more than a wrong one may. */
function speedCost(told: number | null, guessed: number): number {
  if (told === null) return 0;
  const off = (told - guessed) / SPEED_DEVIATION_M_S;
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
