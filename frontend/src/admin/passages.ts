/** Where a line passes its stops, in their order. Pure. */
import { distanceM, type Point } from "../geo";
import type { Line } from "./line";

/** Farther than this from a stop, a line does not pass it. */
export const NEAR_M = 60;
/** A metre left out counts as so many metres that a stop lies beside the line. */
const LOSS_WEIGHT = 0.1;
const METRES_PER_DEGREE = 111_195;

/** Where a line passes near a stop. */
export interface Passage {
  /** Segments from the start, and a share of one. */
  readonly along: number;
  readonly alongM: number;
  readonly besideM: number;
  readonly foot: Point;
}

/** The nearest point of each segment to a stop; `alongM` is that of the line's points. */
export function passagesOf(
  line: Line,
  stop: Point,
  alongM: readonly number[] = metresAlong(line),
): Passage[] {
  const shrink = Math.cos((stop.latitude * Math.PI) / 180);
  return line.slice(1).flatMap((b, i) => {
    const a = line[i];
    if (!a) return [];
    const east = (b.longitude - a.longitude) * shrink;
    const north = b.latitude - a.latitude;
    const x = (stop.longitude - a.longitude) * shrink;
    const y = stop.latitude - a.latitude;
    const square = east * east + north * north;
    const part = square ? (x * east + y * north) / square : 0;
    const share = Math.max(0, Math.min(1, part));
    const beside = Math.hypot(x - share * east, y - share * north);
    const [from, to] = [alongM[i] ?? 0, alongM[i + 1] ?? 0];
    return [
      {
        along: i + share,
        alongM: from + share * (to - from),
        besideM: beside * METRES_PER_DEGREE,
        foot: {
          latitude: a.latitude + share * north,
          longitude: a.longitude + share * (b.longitude - a.longitude),
        },
      },
    ];
  });
}

/** Metres from the start of a line to each of its points. */
export function metresAlong(line: Line): number[] {
  let metres = 0;
  return line.map((point, i) => {
    const before = line[i - 1];
    if (before) metres += distanceM(before, point);
    return metres;
  });
}

/**
 * One passage for each stop, none before that of the stop before: those that are the
 * nearest in all, with little of the line before the first and after the last one.
 * What comes after the last is no loss where the line comes back. Null without any.
 */
export function inOrder(
  near: readonly (readonly Passage[])[],
  wholeM: number,
  comesBack: boolean,
): Passage[] | null {
  const tailWeight = comesBack ? 0 : LOSS_WEIGHT;
  const froms: number[][] = [];
  let before: readonly Passage[] = [];
  let costs: number[] = [];
  for (const [n, now] of near.entries()) {
    const from = now.map(() => -1);
    let [next, cheapest] = [0, -1];
    const sums = now.map(({ along, alongM, besideM }, i) => {
      if (n === 0) return besideM + LOSS_WEIGHT * alongM;
      for (; (before[next]?.along ?? Number.POSITIVE_INFINITY) <= along; next += 1)
        if (cheapest < 0 || cost(costs, next) < cost(costs, cheapest)) cheapest = next;
      from[i] = cheapest;
      return cost(costs, cheapest) + besideM;
    });
    froms.push(from);
    [before, costs] = [now, sums];
  }
  const totals = before.map(
    ({ alongM }, i) => cost(costs, i) + tailWeight * (wholeM - alongM),
  );
  let at = totals.indexOf(Math.min(...totals));
  if (!Number.isFinite(cost(totals, at))) return null;
  const chosen = near.map(() => 0);
  for (let n = near.length - 1; n >= 0; n -= 1) {
    chosen[n] = at;
    at = froms[n]?.[at] ?? -1;
  }
  return near.flatMap((passages, n) => passages[chosen[n] ?? -1] ?? []);
}

function cost(costs: readonly number[], at: number): number {
  return costs[at] ?? Number.POSITIVE_INFINITY;
}
