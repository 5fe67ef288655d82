/** How long a way takes on foot. Pure; the counterpart of tours/walk.py. */

/** On the flat (DIN 33466), as the trail's page counts. */
export const WALKING_KM_H = 4;
/** With children, or with reduced mobility. */
export const SLOW_KM_H = 3;

/** Seconds on foot. */
export function walkingSeconds(metres: number, paceKmH = WALKING_KM_H): number {
  return (metres * 3.6) / paceKmH;
}

/** Whole minutes on foot, one at least where there is a way at all. */
export function walkingMinutes(metres: number, paceKmH = WALKING_KM_H): number {
  const minutes = Math.round(walkingSeconds(metres, paceKmH) / 60);
  return metres > 0 ? Math.max(1, minutes) : 0;
}
