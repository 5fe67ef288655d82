import { bearingDeg, distanceM, type Point } from "../geo";

/** The way to a stop: metres, minutes on foot and direction, as far as known. */
export interface Way {
  metres: number;
  minutes: number;
  /** Degrees from the north; null when it is not known. */
  bearing: number | null;
}

const PACE_M_MIN = 4000 / 60;

/** Minutes on foot for a way. */
export const minutesOf = (metres: number): number => metres / PACE_M_MIN;

/**
 * The way from the walker to a stop, straight; without the walker's position, the leg
 * of the trail from the stop before. Pure.
 */
export function wayTo(
  next: { point: Point | null; legMetres: number; legMinutes: number },
  from: Point | null,
  walker: Point | null,
): Way {
  if (walker && next.point) {
    const metres = distanceM(walker, next.point);
    return {
      metres,
      minutes: minutesOf(metres),
      bearing: bearingDeg(walker, next.point),
    };
  }
  return {
    metres: next.legMetres,
    minutes: next.legMinutes,
    bearing: from && next.point ? bearingDeg(from, next.point) : null,
  };
}

/** Beyond this a walker is not on the trail: the map stays where the trail is. */
export const FAR_M = 3000;

/** Whether a walker is near enough to be shown with a stop on one map. Pure. */
export function isNear(walker: Point, stop: Point): boolean {
  return distanceM(walker, stop) <= FAR_M;
}
