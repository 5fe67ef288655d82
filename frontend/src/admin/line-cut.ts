/** Where a line drawn in one piece passes its stops. Pure. */
import { distanceM, type Point } from "../geo";
import { type Line, lengthM } from "./line";

/** A line that ends this near to where it began leads back to the first stop. */
const SAME_PLACE_M = 50;

/** How far along a line a point lies, and how far from it, in metres. */
interface Passing {
  readonly alongM: number;
  readonly squaredM: number;
  /** The passing of the stop before that it goes with. */
  readonly before: Passing | null;
  /** Of this passing and all before: the sum of squares. */
  readonly total: number;
}

/**
 * Metres along a line between each stop and the next, and, where the line comes back
 * to its start, from the last stop to its end.
 *
 * The line is cut at the points nearest to the stops, in the order of the stops: of
 * all such cuts, the one with the least squared distances in all. So a square that is passed
 * twice is not mistaken for the other time, and a stop whose turn has gone by gets a
 * leg of no length, never one walked backwards.
 */
export function metresBetween(line: Line, stops: readonly Point[]): number[] {
  const cuts = cutsOf(line, stops);
  const metres = cuts.slice(1).map((alongM, i) => alongM - (cuts[i] ?? 0));
  const [first, last, end] = [line[0], line.at(-1), cuts.at(-1)];
  if (!first || !last || end === undefined) return metres;
  const rest = lengthM(line) - end;
  const comesBack = distanceM(first, last) <= SAME_PLACE_M && rest > SAME_PLACE_M;
  return comesBack ? [...metres, rest] : metres;
}

/** Metres along the line at which each stop is passed; none without a line. */
function cutsOf(line: Line, stops: readonly Point[]): number[] {
  const lengths = line.slice(1).map((to, i) => distanceM(line[i] ?? to, to));
  let best: Passing[] = [];
  for (const [n, stop] of stops.entries()) {
    const found: Passing[] = [];
    let before: Passing | null = null;
    let startM = 0;
    for (const [i, metres] of lengths.entries()) {
      const earlier = best[i];
      if (earlier && (!before || earlier.total < before.total)) before = earlier;
      found.push(passing(line, i, startM, metres, stop, n ? before : null));
      startM += metres;
    }
    best = found;
  }
  let last = best.reduce<Passing | null>(
    (least, each) => (least && least.total <= each.total ? least : each),
    null,
  );
  const cuts: number[] = [];
  for (; last; last = last.before) cuts.unshift(last.alongM);
  return cuts;
}

/** Where a segment passes a stop best, not before the stop that precedes it. */
function passing(
  line: Line,
  segment: number,
  startM: number,
  lengthOfSegmentM: number,
  stop: Point,
  before: Passing | null,
): Passing {
  const [a, b] = [line[segment] ?? stop, line[segment + 1] ?? stop];
  const shrink = Math.cos((stop.latitude * Math.PI) / 180);
  const east = (b.longitude - a.longitude) * shrink;
  const north = b.latitude - a.latitude;
  const [x, y] = [(stop.longitude - a.longitude) * shrink, stop.latitude - a.latitude];
  const square = east * east + north * north;
  const share = square ? (x * east + y * north) / square : 0;
  const least = before ? (before.alongM - startM) / (lengthOfSegmentM || 1) : 0;
  const kept = Math.max(0, least, Math.min(1, share));
  const at = {
    latitude: a.latitude + kept * north,
    longitude: a.longitude + kept * (b.longitude - a.longitude),
  };
  const squaredM = distanceM(at, stop) ** 2;
  const alongM = startM + kept * lengthOfSegmentM;
  return { alongM, squaredM, before, total: squaredM + (before?.total ?? 0) };
}
