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

export const GUESSES = Number(globalThis.process?.env?.N ?? 240);

/** One number of each guess. */
type Each = number[];

export interface AlongState {
  metres: Each;
  pace: Each;
  walks: Each;
  /** Which of the habits below a guess has. */
  pauses: Each;
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
  /** Whether the stories' listeners stand there. */
  isStop(metres: number): boolean;
}

export const P = {
  pace: 1.2,
  paceDev: 0.32,
  bikes: 0.04,
  backwards: 0.06,
  paceDrift: 0.005,
  waver: 0.4,
  goesZone: 1 / 60,
  haltElse: 1 / 400,
  haltStop: 1 / 15,
  haltStopNever: 1 / 400,
  pausers: 0.5,
  tau: 35,
  speedDev: 0.6,
  speedFloor: 2,
  goes: 1 / 30,
  turns: 0.02,
  birth: 0.001,
  births: 6,
};

export class AlongFilter {
  private turn = 0;

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
      pauses: empty(),
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
    const { metres, pace, walks, pauses } = this.state;
    const { lengthM } = this.way.line;
    const waver = P.waver * Math.sqrt(12 * seconds);
    const drift = P.paceDrift * Math.sqrt(12 * seconds);
    for (let i = 0; i < GUESSES; i += 1) {
      const here = metres[i] as number;
      const share = this.share();
      if (walks[i]) {
        const halts = this.way.isStop(here) ? (pauses[i] ? P.haltStop : P.haltStopNever) : P.haltElse;
        if (share < halts * Math.abs(pace[i] as number) * seconds) walks[i] = 0;
      } else if (share < (pauses[i] && this.way.isStop(here) ? P.goesZone : P.goes) * seconds) {
        walks[i] = 1;
        if (this.share() < P.turns) pace[i] = -(pace[i] as number);
      }
      if (!walks[i]) continue;
      const v = (pace[i] as number) + drift * (this.share() - 0.5);
      pace[i] = v;
      metres[i] = Math.max(0, Math.min(lengthM, here + v * seconds + waver * (this.share() - 0.5)));
    }
  }

  /** Weighs the guesses by a fix, so many seconds after the last one. */
  update(fix: Spot, seconds: number, sigmaM: number, whiteM: number, speed: number | null): void {
    const { metres, weight, errorEast, errorNorth, pace, walks } = this.state;
    const sharp = speed === null ? 0 : 1 / (2 * P.speedDev ** 2);
    const kept = Math.exp(-seconds / P.tau);
    const half = 1 / (2 * (sigmaM ** 2 * (1 - kept * kept) + whiteM ** 2 * (1 + kept * kept)));
    const { east: lineE, north: lineN } = this.way.line;
    const last = lineE.length - 2;
    const logs = new Array<number>(GUESSES);
    let best = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < GUESSES; i += 1) {
      const along = metres[i] as number;
      const from = Math.min(Math.floor(along), last);
      const share = along - from;
      const lineEast = lineE[from] as number;
      const lineNorth = lineN[from] as number;
      const east = fix.east - lineEast - share * ((lineE[from + 1] as number) - lineEast);
      const north = fix.north - lineNorth - share * ((lineN[from + 1] as number) - lineNorth);
      const awayEast = east - kept * (errorEast[i] as number);
      const awayNorth = north - kept * (errorNorth[i] as number);
      errorEast[i] = east;
      errorNorth[i] = north;
      const off = (speed ?? 0) - (walks[i] ? Math.abs(pace[i] as number) : 0);
      const log =
        Math.log(weight[i] as number) -
        (awayEast ** 2 + awayNorth ** 2) * half -
        Math.min(P.speedFloor, off * off * sharp);
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
    const { lengthM } = this.way.line;
    let usual = 1e-9;
    for (let i = 0; i < GUESSES; i += 1)
      usual += (weight[i] as number) * Math.exp(-((this.state.errorEast[i] as number) ** 2 + (this.state.errorNorth[i] as number) ** 2) / (2 * sigmaM ** 2));
    let made = 0;
    for (let n = 0; n < GUESSES && made < P.births; n += 1) {
      this.turn = (this.turn + 1) % GUESSES;
      const i = this.turn;
      if ((weight[i] as number) > 0.1 / GUESSES) continue;
      const offset = (2 * (made + this.share())) / P.births - 1;
      const along = Math.max(0, Math.min(lengthM, alongM + 1.5 * sigmaM * offset));
      this.put(i, along, fix);
      weight[i] = (P.birth / P.births / usual) * density(this.way.line.at(metres[i] as number), fix, sigmaM);
      made += 1;
    }
  }

  private put(i: number, along: number, fix: Spot): void {
    const { metres, pace, walks, errorEast, errorNorth } = this.state;
    metres[i] = along;
    pace[i] = this.anyPace();
    this.state.pauses[i] = this.share() < P.pausers ? 1 : 0;
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
    state.pauses = taken(state.pauses);
    state.errorEast = taken(state.errorEast);
    state.errorNorth = taken(state.errorNorth);
    weight.fill(1 / GUESSES);
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

function density(spot: Spot, around: Spot, sigmaM: number): number {
  const square = (spot.east - around.east) ** 2 + (spot.north - around.north) ** 2;
  return Math.exp(-square / (2 * sigmaM ** 2));
}
