/** A small piece of ground, flat, in metres around one point. Pure. */
import type { Point } from "./geo";

const METRES_PER_DEGREE = 111_195; // on a sphere of the mean Earth radius

/** Metres east and north of where the ground begins. */
export interface Spot {
  readonly east: number;
  readonly north: number;
}

/** The nearest place of a line to a spot, and where the line goes there. */
export interface Nearest {
  readonly metres: number;
  readonly foot: Spot;
  /** Of length 1; of length 0 for a line that stands still. */
  readonly direction: Spot;
}

export class Ground {
  readonly #origin: Point;
  readonly #metresPerDegreeEast: number;

  /** True to a few centimetres within a kilometre of its origin. */
  constructor(origin: Point) {
    this.#origin = origin;
    const shrink = Math.max(Math.cos((origin.latitude * Math.PI) / 180), 1e-6);
    this.#metresPerDegreeEast = METRES_PER_DEGREE * shrink;
  }

  spot({ latitude, longitude }: Point): Spot {
    return {
      east: (longitude - this.#origin.longitude) * this.#metresPerDegreeEast,
      north: (latitude - this.#origin.latitude) * METRES_PER_DEGREE,
    };
  }

  point({ east, north }: Spot): Point {
    return {
      latitude: this.#origin.latitude + north / METRES_PER_DEGREE,
      longitude: this.#origin.longitude + east / this.#metresPerDegreeEast,
    };
  }
}

export type Segment = readonly [start: Spot, end: Spot];

export const difference = (a: Spot, b: Spot): Spot => ({
  east: a.east - b.east,
  north: a.north - b.north,
});

export const dot = (a: Spot, b: Spot): number => a.east * b.east + a.north * b.north;

export const size = ({ east, north }: Spot): number => Math.hypot(east, north);

/** The spot at a share of the way from one to the other. */
export function between([start, end]: Segment, share: number): Spot {
  const step = difference(end, start);
  return {
    east: start.east + share * step.east,
    north: start.north + share * step.north,
  };
}

/** Where a step leads, as a step of one metre; nowhere for no step. */
export function direction(step: Spot): Spot {
  const metres = size(step) || 1;
  return { east: step.east / metres, north: step.north / metres };
}

/** The segments of a line. */
export function segments(spots: readonly Spot[]): Segment[] {
  return spots.flatMap((end, i) => {
    const start = spots[i - 1];
    return start ? [[start, end] as const] : [];
  });
}

/** The nearest place of some segments to a spot; null without any. */
export function nearest(line: readonly Segment[], spot: Spot): Nearest | null {
  let best: Nearest | null = null;
  for (const segment of line) {
    const step = difference(segment[1], segment[0]);
    const along = dot(difference(spot, segment[0]), step) / (dot(step, step) || 1);
    const foot = between(segment, Math.max(0, Math.min(1, along)));
    const metres = size(difference(spot, foot));
    if (!best || metres < best.metres)
      best = { metres, foot, direction: direction(step) };
  }
  return best;
}

/** Metres from a spot to the nearest place of one segment, without saying which. */
export function metresTo([a, b]: Segment, { east, north }: Spot): number {
  const [stepEast, stepNorth] = [b.east - a.east, b.north - a.north];
  const square = stepEast * stepEast + stepNorth * stepNorth || 1;
  const along = ((east - a.east) * stepEast + (north - a.north) * stepNorth) / square;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(
    a.east + share * stepEast - east,
    a.north + share * stepNorth - north,
  );
}
