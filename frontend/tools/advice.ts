/** What an editor may do about a stop whose story does not start on time. Pure. */
import type { BenchResult, Counts, Failure } from "./bench";
import type { TourStop } from "./tour";

/**
 * `not_passed`: the track does not pass the zone; `neighbour`: the zone was cut half-way
 * to a neighbour; `small`: it is small; `late`, `early`: what goes wrong mostly;
 * `narrow`: it goes wrong where phones err most.
 */
export type Advice = "not_passed" | "neighbour" | "small" | "late" | "early" | "narrow";

/** Below this share a stop is worth a look. */
const DOUBTFUL = 0.95;
export const WIDEN_BELOW_M = 25;
/** So much of what fails, with the greatest error, is that error's doing. */
const MOSTLY = 0.75;

/** The advice for a stop; none where its stories start well. */
export function adviceFor(
  stop: TourStop,
  counts: Counts | undefined,
  failures: readonly Failure[] = [],
): Advice[] {
  if (!stop.due) return ["not_passed"];
  if (!counts?.due || counts.on_time / counts.due >= DOUBTFUL) return [];
  const isLate = counts.late + counts.missed > counts.early + counts.wrong;
  const told: Advice[] = [isLate ? "late" : "early"];
  if (stop.radiusM < stop.givenM) told.unshift("neighbour");
  else if (stop.radiusM < WIDEN_BELOW_M) told.unshift("small");
  else if (isNarrow(stop, failures)) told.unshift("narrow");
  return told;
}

/** The advice for every stop of a trail, after many walks. */
export function adviceForAll(
  stops: readonly TourStop[],
  { stops: counts, failures, bySigma }: BenchResult,
): Advice[][] {
  // One error alone tells nothing of the others.
  const known = bySigma.size > 1 ? failures : [];
  return stops.map((stop, i) => adviceFor(stop, counts[i], known));
}

/** Whether most of what fails at a stop fails with the greatest error that fails at all. */
function isNarrow(stop: TourStop, all: readonly Failure[]): boolean {
  const worstM = Math.max(...all.map(({ sigmaM }) => sigmaM));
  const here = all.filter((failure) => failure.stop === stop.number);
  const worst = here.filter(({ sigmaM }) => sigmaM === worstM);
  return worst.length > 0 && worst.length >= MOSTLY * here.length;
}
