/** Many walkers on one trail under one scene, and what became of their stories. */
import type { Point } from "../src/geo";
import { Draws } from "./draws";
import { type Judged, judge, type Verdict } from "./judge";
import { type Found, Receiver, type Scene } from "./receiver";
import type { Tour } from "./tour";
import { type Habits, ON_FOOT, type Walker, walkerOf } from "./walkers";

/** A fix as the replay tool reads it. */
export interface SentFix extends Point {
  readonly at: number;
  readonly accuracy: number;
  readonly speed?: number | undefined;
}

/** Whoever hears a walk: a second passes, perhaps with a fix; stories that start. */
export interface Listener {
  hear(second: number, fix: SentFix | null): readonly string[];
  /** Seconds in which the receiver was on, where it is not always. */
  readonly onS?: number;
}

export type MakeListener = (tour: Tour) => Listener;

export interface Counts {
  due: number;
  on_time: number;
  early: number;
  late: number;
  missed: number;
  wrong: number;
  not_due: number;
  starts: number;
  stories: number;
  repeated: number;
}

export const NONE: Counts = {
  due: 0,
  on_time: 0,
  early: 0,
  late: 0,
  missed: 0,
  wrong: 0,
  not_due: 0,
  starts: 0,
  stories: 0,
  repeated: 0,
};

export interface BenchResult {
  readonly whole: Counts;
  readonly stops: readonly Counts[];
  readonly bySigma: ReadonlyMap<number, Counts>;
  readonly failures: readonly Failure[];
  /** Share of the time in which the receiver was on. */
  readonly onShare: number;
}

/** A story that did not start on time, to look closer at. */
export interface Failure {
  readonly walk: number;
  readonly stop: number;
  readonly sigmaM: number;
  readonly verdict: Verdict;
  readonly pastM: number | null;
  readonly pauses: boolean;
  readonly detour: boolean;
}

export interface Run {
  readonly walker: Walker;
  readonly sigmaM: number;
  readonly found: readonly (Found | null)[];
}

/** One walk of a seed: who walks, and what the receiver finds. */
export function runOf(
  tour: Tour,
  scene: Scene,
  seed: number,
  walk: number,
  habits: Habits = ON_FOOT,
): Run {
  const own = Math.imul(seed, 1_000_003) ^ Math.imul(walk + 1, 0x9e3779b1);
  const draws = new Draws(own);
  const walker = walkerOf(tour, draws, habits);
  const sigmaM = scene.sigmaM[walk % scene.sigmaM.length] ?? 0;
  const receiver = new Receiver(scene, new Draws(own ^ 0x5bd1e995), sigmaM);
  const { moments } = walker;
  const found = moments.map((moment, second) => {
    const before = moments[second - 1] ?? moment;
    return receiver.find(moment, second, moment.walkedM - before.walkedM);
  });
  return { walker, sigmaM, found };
}

/** The seconds in which each story started. */
export function listen(
  tour: Tour,
  run: Run,
  listener: Listener,
): Map<string, number[]> {
  const starts = new Map<string, number[]>();
  for (const [second, found] of run.found.entries()) {
    const fix = found && {
      ...tour.ground.point(found),
      at: second * 1000,
      accuracy: found.accuracy,
      speed: found.speed,
    };
    for (const id of listener.hear(second, fix))
      starts.set(id, [...(starts.get(id) ?? []), second]);
  }
  return starts;
}

export function bench(
  tour: Tour,
  scene: Scene,
  walks: number,
  seed: number,
  make: MakeListener,
  habits: Habits = ON_FOOT,
  /** Hears how many walks are done. */
  walked: (walks: number) => void = () => undefined,
): BenchResult {
  const whole = { ...NONE };
  const stops = tour.stops.map(() => ({ ...NONE }));
  const bySigma = new Map<number, Counts>();
  const failures: Failure[] = [];
  let [walkedS, onS] = [0, 0];
  for (let walk = 0; walk < walks; walk += 1) {
    const run = runOf(tour, scene, seed, walk, habits);
    const listener = make(tour);
    const starts = listen(tour, run, listener);
    walkedS += run.found.length;
    onS += listener.onS ?? run.found.length;
    const sigma = bySigma.get(run.sigmaM) ?? { ...NONE };
    bySigma.set(run.sigmaM, sigma);
    for (const [i, stop] of tour.stops.entries()) {
      const { moments, pauses, detour } = run.walker;
      const judged = judge(tour, stop, moments, starts.get(stop.id) ?? []);
      for (const counts of [whole, sigma, stops[i]]) if (counts) count(counts, judged);
      const { verdict, pastM } = judged;
      if (verdict === "on_time" || verdict === "not_due") continue;
      const { sigmaM } = run;
      failures.push({
        walk,
        stop: stop.number,
        sigmaM,
        verdict,
        pastM,
        pauses,
        detour,
      });
    }
    walked(walk + 1);
  }
  return { whole, stops, bySigma, failures, onShare: walkedS ? onS / walkedS : 0 };
}

function count(counts: Counts, { verdict, starts }: Judged): void {
  counts[verdict] += 1;
  if (verdict !== "not_due") counts.due += 1;
  counts.starts += starts;
  if (starts > 0) counts.stories += 1;
  counts.repeated += Math.max(0, starts - 1);
}
