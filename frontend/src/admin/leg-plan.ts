/** Which legs a track needs as its stops change, and which of them must be asked. Pure. */
import type { Point } from "../geo";
import { type Line, rounded, type Vertex } from "./line";
import { drawnLeg, type Leg, type LegBy, samePoint } from "./track";

/** A stop that has a point, with what keeps it apart from the others. */
export interface LegStop extends Point {
  readonly key: string;
  readonly name: string;
}

/** One leg to be: kept from the track as it is, or asked of the router. */
export interface PlannedLeg {
  readonly start: Point;
  readonly end: Point;
  readonly by: LegBy;
  readonly vias: readonly Point[];
  readonly closes: boolean;
  /** Number of the track's leg that it comes from; null for a new one. */
  readonly from: number | null;
  readonly isAsked: boolean;
}

export type Plan = readonly PlannedLeg[];

/** What the router found for a leg. */
export interface FoundLeg {
  readonly line: Line;
  readonly reason: string | null;
  readonly steps: number | null;
  readonly isStepFree: boolean | null;
}

interface Pair {
  readonly a: LegStop;
  readonly b: LegStop;
  readonly closes: boolean;
}

/** The track's legs, all kept. */
export function planOf(legs: readonly Leg[]): Plan {
  return legs.flatMap(({ line, by, vias, closes }, from) => {
    const [start, end] = [line[0], line.at(-1)];
    if (!start || !end) return [];
    return [{ start, end, by, vias, closes, from, isAsked: false }];
  });
}

/** Every leg between the stops, along streets; freehand legs of the plan stay. */
export function planStreets(
  plan: Plan,
  stops: readonly LegStop[],
  isLoop: boolean,
): Plan {
  const followed = followStops(plan, stops, stops, isLoop);
  return followed.map((leg) => (leg.by === "street" ? { ...leg, isAsked: true } : leg));
}

/**
 * The plan after a change of the stops. A leg whose two ends are where they were is
 * kept; one between the same two stops moves with them, vias and all; others are new.
 */
export function followStops(
  plan: Plan,
  was: readonly LegStop[],
  now: readonly LegStop[],
  isLoop: boolean,
): Plan {
  const before = pairs(was, plan.at(-1)?.closes ?? false);
  const isKnown = before.length === plan.length;
  const free = new Set(plan.keys());
  const take = (fits: (leg: PlannedLeg, i: number) => boolean) => {
    const found = [...free].find((i) => {
      const leg = plan[i];
      return leg !== undefined && fits(leg, i);
    });
    if (found !== undefined) free.delete(found);
    return found === undefined ? undefined : plan[found];
  };
  const wanted = pairs(now, isLoop);
  const kept = wanted.map(({ a, b, closes }) => {
    const leg = take(({ start, end }) => samePoint(start, a) && samePoint(end, b));
    return leg && { ...leg, closes };
  });
  return wanted.map(({ a, b, closes }, n) => {
    const [start, end] = [rounded(a), rounded(b)];
    const same = kept[n];
    if (same) return same;
    const moved = isKnown
      ? take((_leg, i) => before[i]?.a.key === a.key && before[i]?.b.key === b.key)
      : undefined;
    if (moved) return { ...moved, start, end, closes, isAsked: moved.by === "street" };
    const leg = { start, end, vias: [], closes, from: null, isAsked: true };
    return { ...leg, by: "street" as const };
  });
}

/** The plan with one leg changed; along streets it is asked for again. */
export function withLeg(
  plan: Plan,
  number: number,
  change: { readonly vias?: readonly Point[]; readonly by?: LegBy },
): Plan {
  return plan.map((leg, i) => {
    if (i !== number) return leg;
    const changed = { ...leg, ...change };
    return { ...changed, isAsked: changed.by === "street" };
  });
}

/** Legs to ask for that follow one another, as numbers: [first, after the last]. */
export function runs(plan: Plan): [number, number][] {
  const found: [number, number][] = [];
  plan.forEach(({ isAsked }, i) => {
    const last = found.at(-1);
    if (!isAsked) return;
    if (last?.[1] === i) last[1] = i + 1;
    else found.push([i, i + 1]);
  });
  return found;
}

/** The legs of a plan: the track's own as they are now, the others as they were found. */
export function settled(
  plan: Plan,
  legs: readonly Leg[],
  found: ReadonlyMap<number, FoundLeg>,
): Leg[] {
  return plan.map((planned, i) => {
    const { start, end, by, vias, closes } = planned;
    const answer = found.get(i);
    if (answer) return { ...answer, by, vias, closes };
    const own = planned.from === null ? undefined : legs[planned.from];
    if (!own || planned.isAsked)
      return { ...drawnLeg([start, ...vias, end], by, closes), vias };
    const line = withEnds(own.line, start, end);
    if (line === own.line && own.closes === closes) return own;
    return { ...own, line, closes };
  });
}

/** Whether legs lie between the stops as they stand. */
export function isBetween(plan: Plan, stops: readonly LegStop[]): boolean {
  const wanted = pairs(stops, plan.at(-1)?.closes ?? false);
  return (
    wanted.length === plan.length &&
    wanted.every(({ a, b }, i) => {
      const leg = plan[i];
      return leg && samePoint(leg.start, a) && samePoint(leg.end, b);
    })
  );
}

/** Where along a line the nearest point to a position is: segments, and a share of one. */
export function alongLine(line: Line, { latitude, longitude }: Point): number {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  let best = { along: 0, squared: Number.POSITIVE_INFINITY };
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1], line[i]];
    if (!a || !b) continue;
    const [east, north] = [
      (b.longitude - a.longitude) * shrink,
      b.latitude - a.latitude,
    ];
    const [x, y] = [(longitude - a.longitude) * shrink, latitude - a.latitude];
    const square = east * east + north * north;
    const share = square
      ? Math.max(0, Math.min(1, (x * east + y * north) / square))
      : 0;
    const squared = (x - share * east) ** 2 + (y - share * north) ** 2;
    if (squared < best.squared) best = { along: i - 1 + share, squared };
  }
  return best.along;
}

/** Vias with one more, grabbed at a place along the leg's line. */
export function withVia(
  leg: { readonly line: Line; readonly vias: readonly Point[] },
  along: number,
  via: Point,
): { readonly vias: readonly Point[]; readonly number: number } {
  const number = leg.vias.filter((each) => alongLine(leg.line, each) < along).length;
  const vias = [...leg.vias.slice(0, number), rounded(via), ...leg.vias.slice(number)];
  return { vias, number };
}

function pairs(stops: readonly LegStop[], isLoop: boolean): Pair[] {
  const [first] = stops;
  const found = stops.flatMap((b, i) => {
    const a = stops[i - 1];
    return a ? [{ a, b, closes: false }] : [];
  });
  const last = stops.at(-1);
  if (isLoop && first && last && stops.length > 1)
    found.push({ a: last, b: first, closes: true });
  return found;
}

/** The line with its first and last points elsewhere. */
function withEnds(line: Line, start: Point, end: Point): Line {
  const [first, last] = [line[0], line.at(-1)];
  if (!first || !last) return [start, end];
  if (samePoint(first, start) && samePoint(last, end)) return line;
  const middle: readonly Vertex[] = line.slice(1, -1);
  return [{ ...first, ...start }, ...middle, { ...last, ...end }];
}
