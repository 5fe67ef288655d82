/**
 * What the trigger engine is compared with: a walker is in a zone when nearer to its
 * middle than its radius, however precise the position may be. Pure.
 */
import { distanceM } from "../src/geo";
import type { Fix } from "../src/position/state";
import type { Zone } from "../src/walk/walk-trail";

export type WalkEvent =
  | { readonly kind: "enter"; readonly id: string; readonly metres: number }
  | { readonly kind: "exit"; readonly id: string };

/** The zones that were entered, and not left since. */
export type Entered = readonly string[];

export const OUTSIDE: Entered = [];

export interface Step {
  readonly entered: Entered;
  readonly events: readonly WalkEvent[];
}

/**
 * What a position changes. Where zones overlap the nearest is entered; another one
 * is as soon as it becomes the nearest, and none twice before it is left. A zone that
 * is no more counts as left.
 */
export function walkTo(entered: Entered, fix: Fix, zones: readonly Zone[]): Step {
  const around = zones
    .map((zone) => ({ ...zone, metres: distanceM(fix, zone) }))
    .filter(({ metres, radiusM }) => metres < radiusM);
  const isAround = (id: string): boolean => around.some((zone) => zone.id === id);
  const kept = entered.filter(isAround);
  const events: WalkEvent[] = entered
    .filter((id) => !isAround(id))
    .map((id) => ({ kind: "exit", id }));
  const [nearest] = around.sort((a, b) => a.metres - b.metres);
  if (!nearest || kept.includes(nearest.id)) return { entered: kept, events };
  const { id, metres } = nearest;
  return { entered: [...kept, id], events: [...events, { kind: "enter", id, metres }] };
}
