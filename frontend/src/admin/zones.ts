/**
 * What is wrong with the zones of a trail: circles within which stories start. Pure.
 *
 * Two warnings could tell one fact: circles that
 * meet are always wider than half their gap, one of them at least. So `overlap` is
 * said of every pair whose circles meet, and `too_wide` only of a circle that reaches
 * beyond the middle of the gap to its nearest stop without meeting that stop's circle:
 * there a walker is nearer to the other stop, and still hears this one.
 */
import { distanceM, type Point } from "../geo";
import {
  between,
  difference,
  direction,
  dot,
  Ground,
  metresTo,
  nearest,
  type Segment,
  type Spot,
  segments,
  size,
} from "../local-metres";
import { goesBy } from "../walk/walk-trail";

/** Bounds and default of Stop.trigger_radius_m, in tours/models.py. */
export const MIN_RADIUS_M = 15;
export const DEFAULT_RADIUS_M = 30;
export const MAX_RADIUS_M = 60;

/** A phone between houses seldom knows where it is to less than this. */
export const SMALL_RADIUS_M = 20;
/** A stop farther from the track than this may be walked past. */
export const FAR_FROM_TRACK_M = 40;
/** Nearer to the track than this is its own street: the roadway, the other pavement. */
export const BESIDE_TRACK_M = 15;
const PARALLEL_DEG = 30;
const PARALLEL_COSINE = Math.cos((PARALLEL_DEG * Math.PI) / 180);
/** What lies beside the track is seen from it at 60° or more, else it lies ahead. */
const ASIDE_COSINE = 0.5;
/** A shorter run in a zone is a corner that is cut. */
const SHORTEST_RUN_M = 10;
const STEP_M = 2;

/** A line that someone on foot may take. */
export type Street = readonly Point[];

export interface Zone {
  /** Name before the fields of its stop, such as `stops-3`. */
  readonly prefix: string;
  readonly number: number;
  readonly title: string;
  readonly point: Point;
  readonly radiusM: number;
  /** The way that one walks there, in degrees from north by east; null for any. */
  readonly bearing: number | null;
}

/**
 * One thing that is wrong. `metres` is what was measured: of the overlap, of the
 * radius, of the gap to the nearest stop, to the track, from the stop to the street;
 * of `other_way` from the stop to where the track passes nearest.
 */
export interface ZoneWarning {
  readonly code:
    | "overlap"
    | "too_small"
    | "too_wide"
    | "far_from_track"
    | "other_way"
    | "parallel_street";
  readonly zone: Zone;
  /** The other stop, of `overlap` and `too_wide`. */
  readonly other: Zone | null;
  readonly metres: number;
  /** The parts of streets that run in the zone, of `parallel_street`. */
  readonly streets: readonly Street[];
}

/** All warnings, by stop; `streetsOf` gives the streets around one, as far as known. */
export function zoneWarnings(
  zones: readonly Zone[],
  track: readonly Point[],
  streetsOf: (zone: Zone) => readonly Street[],
): ZoneWarning[] {
  return zones.flatMap((zone, i) =>
    [
      tooSmall(zone),
      ...zones.slice(i + 1).map((other) => overlap(zone, other)),
      tooWide(zone, zones),
      ...besideTrack(zone, track, streetsOf(zone)),
    ].filter((warning) => warning !== null),
  );
}

function warning(
  code: ZoneWarning["code"],
  zone: Zone,
  metres: number,
  more: Partial<Pick<ZoneWarning, "other" | "streets">> = {},
): ZoneWarning {
  return { code, zone, metres, other: null, streets: [], ...more };
}

function tooSmall(zone: Zone): ZoneWarning | null {
  const { radiusM } = zone;
  return radiusM < SMALL_RADIUS_M ? warning("too_small", zone, radiusM) : null;
}

function overlapM(a: Zone, b: Zone): number {
  return a.radiusM + b.radiusM - distanceM(a.point, b.point);
}

function overlap(zone: Zone, other: Zone): ZoneWarning | null {
  const metres = overlapM(zone, other);
  return metres > 0 ? warning("overlap", zone, metres, { other }) : null;
}

function tooWide(zone: Zone, zones: readonly Zone[]): ZoneWarning | null {
  let gapM = Number.POSITIVE_INFINITY;
  let other: Zone | null = null;
  for (const each of zones) {
    const metres = distanceM(zone.point, each.point);
    if (each === zone || metres >= gapM) continue;
    [gapM, other] = [metres, each];
  }
  const isWide = other && zone.radiusM > gapM / 2 && overlapM(zone, other) <= 0;
  return isWide ? warning("too_wide", zone, gapM, { other }) : null;
}

/** How the zone lies beside the track; nothing without a track. */
function besideTrack(
  zone: Zone,
  track: readonly Point[],
  streets: readonly Street[],
): ZoneWarning[] {
  const ground = new Ground(zone.point);
  const line = segments(track.map((point) => ground.spot(point)));
  const centre: Spot = { east: 0, north: 0 };
  if (!line.length) return [];
  const away = line.map((segment) => metresTo(segment, centre));
  const metres = away.reduce((least, each) => Math.min(least, each));
  const found: ZoneWarning[] = [];
  if (metres > FAR_FROM_TRACK_M) found.push(warning("far_from_track", zone, metres));
  if (goesOtherWays(zone, line, away)) found.push(warning("other_way", zone, metres));
  const reachM = Math.max(zone.radiusM, FAR_FROM_TRACK_M);
  const near = line.filter((_segment, i) => (away[i] ?? reachM) <= reachM);
  const runs = streets.flatMap((street) =>
    runsBeside(
      street.map((point) => ground.spot(point)),
      near,
      zone.radiusM,
    ),
  );
  const lengthM = runs.reduce((sum, run) => sum + lengthOf(run), 0);
  if (lengthM < SHORTEST_RUN_M) return found;
  const fromStopM = nearest(runs.flatMap(segments), centre)?.metres ?? 0;
  const lines = runs.map((run) => run.map((spot) => ground.point(spot)));
  found.push(warning("parallel_street", zone, fromStopM, { streets: lines }));
  return found;
}

/** Whether the track passes the zone, and never by the bearing that is asked for there. */
function goesOtherWays(
  { bearing, radiusM }: Zone,
  line: readonly Segment[],
  away: readonly number[],
): boolean {
  const inZone = line.filter((_segment, i) => (away[i] ?? radiusM) < radiusM);
  const steps = inZone.map(([from, to]) => difference(to, from));
  return steps.length > 0 && !steps.some((step) => goesBy(step, bearing ?? undefined));
}

/** The parts of a street in a circle around the origin that run beside the track. */
function runsBeside(
  street: readonly Spot[],
  track: readonly Segment[],
  radiusM: number,
): Spot[][] {
  const runs: Spot[][] = [];
  let run: Spot[] | null = null;
  for (const segment of segments(street)) {
    const way = difference(segment[1], segment[0]);
    const heading = direction(way);
    const steps = Math.ceil(size(way) / STEP_M);
    let isOpen = false; // whether the run's last point lies on this segment
    for (let n = 0; n < steps; n += 1) {
      const middle = between(segment, (n + 0.5) / steps);
      const isRun = size(middle) <= radiusM && isBeside(middle, heading, track);
      if (!isRun) {
        run = null;
        continue;
      }
      if (!run) {
        run = [between(segment, n / steps)];
        runs.push(run);
        isOpen = false;
      }
      if (isOpen) run.pop();
      run.push(between(segment, (n + 1) / steps));
      isOpen = true;
    }
  }
  return runs;
}

/** Whether a walker at a spot goes along the track, aside of it and not on it. */
function isBeside(spot: Spot, heading: Spot, track: readonly Segment[]): boolean {
  const found = nearest(track, spot);
  if (!found || found.metres <= BESIDE_TRACK_M) return false;
  const isParallel = Math.abs(dot(heading, found.direction)) >= PARALLEL_COSINE;
  const aside = direction(difference(spot, found.foot));
  return isParallel && Math.abs(dot(heading, aside)) <= ASIDE_COSINE;
}

function lengthOf(run: readonly Spot[]): number {
  return segments(run).reduce((sum, [a, b]) => sum + size(difference(b, a)), 0);
}
