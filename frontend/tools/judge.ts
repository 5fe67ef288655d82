/** Whether stories started where they should, against where the walker truly was. */
import { difference, size } from "../src/local-metres";
import { goesBy } from "../src/walk/walk-trail";
import type { Tour, TourStop } from "./tour";
import type { Moment } from "./walkers";

export const EARLY_M = 25;
export const LATE_M = 12;
export const LATE_S = 8;
export const WRONG_M = 40;
/** Who comes no farther into a zone has not visited it. */
const BRUSH_M = 5;
/** A start so long before the turn of its stop belongs to another passage. */
const OUT_OF_TURN_M = 80;

/** What became of a story that was due, or was not. */
export type Verdict = "on_time" | "early" | "late" | "missed" | "wrong" | "not_due";

export interface Judged {
  readonly verdict: Verdict;
  readonly starts: number;
  /** Metres walked since the edge of the zone at the start; below 0 before it. */
  readonly pastM: number | null;
}

/** The second in which a walker comes into the zone when its turn comes; null if never. */
export function entrance(
  tour: Tour,
  stop: TourStop,
  moments: readonly Moment[],
): number | null {
  const isIn = (moment: Moment | undefined): boolean =>
    moment !== undefined && size(difference(moment, stop.spot)) <= stop.radiusM;
  if (!tour.trail.isGuided) return firstVisit(tour, stop, moments, isIn);
  const { due } = stop;
  if (!due) return null;
  let at = moments.findIndex(({ alongM }) => alongM !== null && alongM >= due.nearestM);
  if (at < 0 || !isIn(moments[at])) return null;
  while (at > 0 && isIn(moments[at - 1])) at -= 1;
  return at;
}

/** The first visit, the way that is asked for, that is no brush with the zone's edge. */
function firstVisit(
  { line }: Tour,
  stop: TourStop,
  moments: readonly Moment[],
  isIn: (moment: Moment | undefined) => boolean,
): number | null {
  let from: number | null = null;
  for (const [second, moment] of moments.entries()) {
    const goesWrong =
      stop.bearing !== undefined &&
      (moment.alongM === null || !goesBy(line.wayAt(moment.alongM), stop.bearing));
    if (!isIn(moment) || goesWrong) from = null;
    else {
      from ??= second;
      const insideM = stop.radiusM - size(difference(moment, stop.spot));
      if (insideM > BRUSH_M) return from;
    }
  }
  return null;
}

/** Judges the starts of one story: the seconds in which it started, in their order. */
export function judge(
  tour: Tour,
  stop: TourStop,
  moments: readonly Moment[],
  starts: readonly number[],
): Judged {
  const due = entrance(tour, stop, moments);
  const [start] = starts;
  const count = starts.length;
  if (start === undefined)
    return { verdict: due === null ? "not_due" : "missed", starts: 0, pastM: null };
  const here = moments[Math.min(start, moments.length - 1)];
  const edge = due === null ? undefined : moments[due];
  if (!here) return { verdict: "missed", starts: count, pastM: null };
  const outsideM = size(difference(here, stop.spot)) - stop.radiusM;
  const pastM = edge ? here.walkedM - edge.walkedM : null;
  const told = (verdict: Verdict): Judged => ({ verdict, starts: count, pastM });
  const isOutOfTurn = (pastM ?? 0) < -OUT_OF_TURN_M;
  if (outsideM > WRONG_M || (isOutOfTurn && tour.trail.isGuided)) return told("wrong");
  if (due === null || pastM === null) return told("not_due");
  if (start < due)
    return told(outsideM <= EARLY_M && !isOutOfTurn ? "on_time" : "early");
  return told(start - due <= LATE_S || pastM <= LATE_M ? "on_time" : "late");
}
