/**
 * How far along the track a walker is: many guesses side by side. Pure.
 *
 * A particle filter (Gordon, Salmond and Smith, IEE Proceedings F 140, 1993). A guess is
 * a progress (metres), a pace (m/s, below 0 backwards), whether one walks or stands, and
 * so the error that the receiver makes now: the fix minus the spot of the guess. That
 * error wanders slowly (Gauss-Markov), hence a guess is likely when its error changes
 * little, beside the track and along it alike. Draws come from a fixed sequence: the
 * same fixes give the same guesses.
 */
import type { Spot } from "../local-metres";
import type { TrackLine } from "./track-line";

export const GUESSES = 240;

/** One number of each guess. */
type Each = number[];

export interface AlongState {
  metres: Each;
  pace: Each;
  walks: Each;
  weight: Each;
  /** Error of the receiver at the last fix, metres east and north. */
  errorEast: Each;
  errorNorth: Each;
  draw: number;
}

/** What a filter is told of the world. */
export interface Way {
  readonly line: TrackLine;
  readonly isGuided: boolean;
  /** Chance that someone walking halts within a second, at each metre. */
  haltsAt(metres: number): number;
}

export const P = {
  pace: 1.2,
  paceDev: 0.32,
  bikes: 0.04,
  backwards: 0.06,
  paceDrift: 0.03,
  goes: 1 / 30,
  turns: 0.02,
  birth: 0.01,
  births: 6,
};

export class AlongFilter {
  constructor(
    private readonly way: Way,
    readonly state: AlongState,
  ) {}

  /** Guesses around a spot, wherever the track is near it. */
  static around(way: Way, spot: Spot, fix: Spot, sigmaM: number, draw: number): AlongFilter | null {
    const { spots } = way.line;
    const near = spots.map((each) => density(each, spot, sigmaM));
    const sum = near.reduce((a, b) => a + b, 0);
    if (!(sum > 0)) return null;
    const empty = (): Each => new Array<number>(GUESSES).fill(0);
    const state: AlongState = {
      metres: empty(),
      pace: empty(),
      walks: empty(),
      weight: new Array<number>(GUESSES).fill(1 / GUESSES),
      errorEast: empty(),
      errorNorth: empty(),
      draw,
    };
    const filter = new AlongFilter(way, state);
    let [at, passed] = [0, near[0] ?? 0];
    for (let i = 0; i < GUESSES; i += 1) {
      const wanted = ((i + 0.5) / GUESSES) * sum;
      while (passed < wanted && at < spots.length - 1) {
        at += 1;
        passed += near[at] ?? 0;
      }
      filter.put(i, at, fix);
    }
    return filter;
  }

  /** Everyone goes on for some seconds. */
  predict(seconds: number): void {
    const { metres, pace, walks } = this.state;
    const { lengthM } = this.way.line;
    const drift = P.paceDrift * Math.sqrt(12 * seconds);
    for (let i = 0; i < GUESSES; i += 1) {
      const here = metres[i] as number;
      const share = this.share();
      if (walks[i]) {
        if (share < this.way.haltsAt(here) * seconds) walks[i] = 0;
      } else if (share < P.goes * seconds) {
        walks[i] = 1;
        if (this.share() < P.turns) pace[i] = -(pace[i] as number);
      }
      if (!walks[i]) continue;
      const v = (pace[i] as number) + drift * (this.share() - 0.5);
      pace[i] = v;
      metres[i] = Math.max(0, Math.min(lengthM, here + v * seconds));
    }
  }

  /** Weighs the guesses by a fix, so many seconds after the last one. */
  update(fix: Spot, seconds: number, sigmaM: number, tauS: number, whiteM: number): void {
    const { metres, weight, errorEast, errorNorth } = this.state;
    const kept = Math.exp(-seconds / tauS);
    const variance = sigmaM ** 2 * (1 - kept * kept) + whiteM ** 2 * (1 + kept * kept);
    const logs = new Array<number>(GUESSES);
    let best = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < GUESSES; i += 1) {
      const spot = this.way.line.at(metres[i] as number);
      const east = fix.east - spot.east;
      const north = fix.north - spot.north;
      const awayEast = east - kept * (errorEast[i] as number);
      const awayNorth = north - kept * (errorNorth[i] as number);
      errorEast[i] = east;
      errorNorth[i] = north;
      const log =
        Math.log(weight[i] as number) - (awayEast ** 2 + awayNorth ** 2) / (2 * variance);
      logs[i] = log;
      if (log > best) best = log;
    }
    let sum = 0;
    for (let i = 0; i < GUESSES; i += 1) {
      const each = Math.exp((logs[i] as number) - best) + 1e-12;
      weight[i] = each;
      sum += each;
    }
    for (let i = 0; i < GUESSES; i += 1) weight[i] = (weight[i] as number) / sum;
    this.resample();
  }

  /** Some of the least likely guesses are made anew where the track is nearest. */
  renew(fix: Spot, alongM: number, sigmaM: number): void {
    const { weight, metres } = this.state;
    const order = weight.map((_, i) => i).sort((a, b) => (weight[a] as number) - (weight[b] as number));
    for (let n = 0; n < P.births; n += 1) {
      const i = order[n] as number;
      const offset = (2 * (n + this.share())) / P.births - 1;
      const along = Math.max(0, Math.min(this.way.line.lengthM, alongM + 1.5 * sigmaM * offset));
      this.put(i, along, fix);
      weight[i] = (P.birth / P.births) * density(this.way.line.at(metres[i] as number), fix, sigmaM);
    }
  }

  private put(i: number, along: number, fix: Spot): void {
    const { metres, pace, walks, errorEast, errorNorth } = this.state;
    metres[i] = along;
    pace[i] = this.anyPace();
    walks[i] = this.share() < 0.75 ? 1 : 0;
    const spot = this.way.line.at(along);
    errorEast[i] = fix.east - spot.east;
    errorNorth[i] = fix.north - spot.north;
  }

  private anyPace(): number {
    const pace =
      this.share() < P.bikes
        ? 2.5 + 3.5 * this.share()
        : P.pace + P.paceDev * 2 * (this.share() + this.share() + this.share() - 1.5);
    return this.share() < (this.way.isGuided ? P.backwards : 0.5) ? -pace : pace;
  }

  /** Draws the guesses anew by their weight once few of them weigh much (systematic). */
  private resample(): void {
    const { state } = this;
    const { weight } = state;
    let squares = 0;
    for (const each of weight) squares += each * each;
    if (1 / squares > GUESSES / 2) return;
    const chosen = new Array<number>(GUESSES);
    let [at, passed] = [0, weight[0] as number];
    const start = this.share();
    for (let i = 0; i < GUESSES; i += 1) {
      const wanted = (i + start) / GUESSES;
      while (passed < wanted && at < GUESSES - 1) {
        at += 1;
        passed += weight[at] as number;
      }
      chosen[i] = at;
    }
    const taken = (from: Each): Each => chosen.map((i) => from[i] as number);
    state.metres = taken(state.metres);
    state.pace = taken(state.pace);
    state.walks = taken(state.walks);
    state.errorEast = taken(state.errorEast);
    state.errorNorth = taken(state.errorNorth);
    weight.fill(1 / GUESSES);
  }

  /** The next of a fixed sequence, between 0 and 1 (Numerical Recipes, quick and dirty). */
  private share(): number {
    this.state.draw = (Math.imul(this.state.draw, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state.draw / 4_294_967_296;
  }
}

function density(spot: Spot, around: Spot, sigmaM: number): number {
  const square = (spot.east - around.east) ** 2 + (spot.north - around.north) ** 2;
  return Math.exp(-square / (2 * sigmaM ** 2));
}
