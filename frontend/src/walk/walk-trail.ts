/** What the engine knows of a trail: where its stories start, and the way between. Pure. */
import type { Point } from "../geo";
import { Ground, type Spot, size } from "../local-metres";

/** Where the story of a stop starts: a circle around it. */
export interface Zone extends Point {
  readonly id: string;
  readonly radiusM: number;
  /** The way that one walks there, in degrees from north by east; any without one. */
  readonly bearing?: number | undefined;
}

export interface WalkTrail {
  /** In the order of the walk. */
  readonly zones: readonly Zone[];
  /** The whole track; empty where none is drawn. */
  readonly line: readonly Point[];
  /** Whether stops are meant to be walked in their order. */
  readonly isGuided: boolean;
}

/** The flat ground that a walk on a trail is followed on. */
export const groundOf = ({ line, zones }: WalkTrail): Ground =>
  new Ground(line[0] ?? zones[0] ?? { latitude: 0, longitude: 0 });

/** Cosine of the angle from a bearing to a step; not a number without one of them. */
export function cosine({ east, north }: Spot, bearing = Number.NaN): number {
  const radians = (bearing * Math.PI) / 180;
  return (
    (east * Math.sin(radians) + north * Math.cos(radians)) / Math.hypot(east, north)
  );
}

/** Whether a step goes by a bearing, give or take 60°; any does without one. */
export const goesBy = (step: Spot, bearing?: number): boolean =>
  !(cosine(step, bearing) < 0.5);

/** A zone is never cut smaller than this, however near its neighbour is. */
const SMALLEST_ZONE_M = 12;

/** Zones that end half-way to their nearest neighbour, so that none covers another. */
export function apart(zones: readonly Zone[]): Zone[] {
  return zones.map((zone) => {
    const around = new Ground(zone);
    const gaps = zones
      .filter((each) => each !== zone)
      .map((each) => size(around.spot(each)));
    const half = Math.max(SMALLEST_ZONE_M, Math.min(...gaps) / 2);
    return { ...zone, radiusM: Math.min(zone.radiusM, half) };
  });
}
