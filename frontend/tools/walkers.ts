/**
 * Walkers who never were: where each truly is, second by second.
 *
 * A walker comes from somewhere outside the first zone, follows the track on one side of
 * the street or the other at a pace that wavers, waits now and then, pauses at the stops
 * or at none, and may leave the track between two stops and come back.
 */
import type { Spot } from "../src/local-metres";
import type { Draws } from "./draws";
import { Wandering } from "./draws";
import type { Tour } from "./tour";

/** Where a walker is in one second. */
export interface Moment extends Spot {
  /** Metres along the track; null away from it. */
  readonly alongM: number | null;
  /** Metres walked in all. */
  readonly walkedM: number;
}

export interface Walker {
  readonly moments: readonly Moment[];
  readonly paceMS: number;
  readonly pauses: boolean;
  readonly detour: boolean;
}

/** How people walk. */
export interface Habits {
  readonly paceKmH: readonly [low: number, high: number];
  /** Share of the walkers who pause at each stop, and for how long. */
  readonly pausing: number;
  readonly pauseS: readonly [low: number, high: number];
  /** Share of the walkers who leave the track once. */
  readonly detouring: number;
  /** By what share the pace wavers, within half a minute. */
  readonly wavering: number;
  /** Metres between waits on average: a crossing, a photograph, a shop window. */
  readonly waitEveryM: number;
  /** From the first zone's edge to where the walk begins, metres; null: in the zone. */
  readonly approachM: readonly [low: number, high: number] | null;
}

export const ON_FOOT: Habits = {
  paceKmH: [2.5, 6],
  pausing: 0.5,
  pauseS: [20, 150],
  detouring: 0.15,
  wavering: 0.07,
  waitEveryM: 500,
  approachM: [60, 150],
};

/** Those the engine's goal is set for: one pace, no wait but at stops, no detour. */
export const STEADY: Habits = {
  ...ON_FOOT,
  detouring: 0,
  wavering: 0,
  waitEveryM: Number.POSITIVE_INFINITY,
};

export const WALKERS: Readonly<Record<string, Habits>> = {
  wavering: ON_FOOT,
  steady: STEADY,
};

const PACE_WAVERS_S = 30;
const STREET_SIDE_M = 5; // from the line to either pavement, at most
const SIDE_CHANGE_M: readonly [number, number] = [60, 250];
const WAIT_S: readonly [number, number] = [5, 40];
const DETOUR_ASIDE_M: readonly [number, number] = [40, 80];
const DETOUR_LONG_M: readonly [number, number] = [90, 220];

interface Step extends Spot {
  readonly alongM: number | null;
}

export function walkerOf(tour: Tour, draws: Draws, habits: Habits): Walker {
  const paceMS = draws.between(...habits.paceKmH) / 3.6;
  const pauses = draws.happens(habits.pausing);
  const detour = draws.happens(habits.detouring) ? chooseDetour(tour, draws) : null;
  const way = [...approach(tour, draws, habits), ...alongTrack(tour, draws, detour)];
  const halts = pauses ? chooseHalts(tour, draws) : [];
  const moments = walk(way, halts, paceMS, draws, habits);
  return { moments, paceMS, pauses, detour: detour !== null };
}

/** A straight way to the start of the track, from beside or before it. */
function approach(tour: Tour, draws: Draws, habits: Habits): Step[] {
  if (!habits.approachM) return [];
  const start = tour.line.at(0);
  const next = tour.line.at(15);
  const heading = Math.atan2(next.north - start.north, next.east - start.east);
  const from = heading + Math.PI + draws.between(-1.2, 1.2);
  const [first] = tour.stops;
  const inZone = Math.max(0, (first?.radiusM ?? 0) - (first?.due?.fromM ?? 0));
  const metres = Math.round(draws.between(...habits.approachM) + inZone);
  return Array.from({ length: metres }, (_, i) => ({
    east: start.east + (metres - i) * Math.cos(from),
    north: start.north + (metres - i) * Math.sin(from),
    alongM: null,
  }));
}

interface Detour {
  readonly fromM: number;
  readonly toM: number;
  readonly asideM: number;
}

/** A stretch between two zones; null where none is long enough. */
function chooseDetour(tour: Tour, draws: Draws): Detour | null {
  const zones = tour.stops.flatMap(({ due }) => (due ? [due] : []));
  const gaps = zones.slice(1).flatMap((zone, i) => {
    const [from, to] = [(zones[i]?.toM ?? 0) + 20, zone.fromM - 60];
    return to - from >= DETOUR_LONG_M[0] ? [{ from, to }] : [];
  });
  if (!gaps.length) return null;
  const gap = draws.pick(gaps);
  const longM = Math.min(draws.between(...DETOUR_LONG_M), gap.to - gap.from);
  const fromM = draws.between(gap.from, gap.to - longM);
  const asideM = draws.between(...DETOUR_ASIDE_M) * (draws.happens(0.5) ? 1 : -1);
  return { fromM, toM: fromM + longM, asideM };
}

/** The track, metre by metre, as feet take it. */
function alongTrack(tour: Tour, draws: Draws, detour: Detour | null): Step[] {
  const { line } = tour;
  const way: Step[] = [];
  let side = draws.between(-STREET_SIDE_M, STREET_SIDE_M);
  let wanted = side;
  let changeAt = draws.between(...SIDE_CHANGE_M);
  for (let along = 0; along <= line.lengthM; along += 1) {
    if (along >= changeAt) {
      wanted = draws.between(-STREET_SIDE_M, STREET_SIDE_M);
      changeAt += draws.between(...SIDE_CHANGE_M);
    }
    side += Math.max(-0.3, Math.min(0.3, wanted - side));
    const out = detour ? asideOf(detour, along) : 0;
    const [a, b] = [line.at(along - 4), line.at(along + 4)];
    const metres = Math.hypot(b.east - a.east, b.north - a.north) || 1;
    const here = line.at(along);
    const aside = Math.abs(out) > 1 ? out : side;
    way.push({
      east: here.east - ((b.north - a.north) / metres) * aside,
      north: here.north + ((b.east - a.east) / metres) * aside,
      alongM: Math.abs(out) > 20 ? null : along,
    });
  }
  return way;
}

/** Metres beside the track on a detour: out, along, and back. */
function asideOf({ fromM, toM, asideM }: Detour, along: number): number {
  const within = Math.min(along - fromM, toM - along);
  return within <= 0 ? 0 : asideM * Math.min(1, within / 25);
}

/** Where a walker pauses: near each stop, rarely on its very point. */
function chooseHalts(tour: Tour, draws: Draws): number[] {
  return tour.stops.flatMap(({ due, radiusM }) =>
    due ? [due.nearestM + draws.normal() * Math.min(10, radiusM / 3)] : [],
  );
}

function walk(
  way: readonly Step[],
  halts: readonly number[],
  paceMS: number,
  draws: Draws,
  habits: Habits,
): Moment[] {
  const metres = lengths(way);
  const wavering = new Wandering(draws, habits.wavering, PACE_WAVERS_S);
  const moments: Moment[] = [];
  const ahead = [...halts];
  let [walkedM, at] = [0, 0];
  const stand = (seconds: number, step: Step): void => {
    for (let s = 0; s < seconds; s += 1) moments.push({ ...step, walkedM });
  };
  for (;;) {
    while ((metres[at + 1] ?? Number.POSITIVE_INFINITY) <= walkedM) at += 1;
    const step = way[at];
    if (!step || at >= way.length - 1) break;
    moments.push({ ...step, walkedM });
    const { alongM } = step;
    const halt = ahead[0];
    if (halt !== undefined && alongM !== null && alongM >= halt) {
      ahead.shift();
      stand(draws.between(...habits.pauseS), step);
    } else if (draws.happens(paceMS / habits.waitEveryM)) {
      stand(draws.between(...WAIT_S), step);
    }
    walkedM += paceMS * Math.max(0.3, 1 + wavering.step(1));
  }
  const last = way.at(-1);
  if (last) stand(60, last);
  return moments;
}

function lengths(way: readonly Step[]): number[] {
  let metres = 0;
  return way.map((step, i) => {
    const before = way[i - 1];
    if (before)
      metres += Math.hypot(step.east - before.east, step.north - before.north);
    return metres;
  });
}
