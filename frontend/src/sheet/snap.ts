/** Where a dragged sheet comes to rest. Pure. */

export const STATES = ["peek", "half", "full"] as const;
export type SheetState = (typeof STATES)[number];
export type Heights = Record<SheetState, number>;

/** Pixels a millisecond from which a drag is a throw. */
export const THROW_PX_MS = 0.45;

export function isSheetState(value: string | undefined): value is SheetState {
  return STATES.some((state) => state === value);
}

/** The state one step higher (+1) or lower (-1); the ends stay. */
export function step(state: SheetState, by: 1 | -1): SheetState {
  const index = STATES.indexOf(state) + by;
  return STATES[Math.min(STATES.length - 1, Math.max(0, index))] ?? state;
}

/**
 * The state that a sheet released at a height goes to: the nearest one, or the next
 * one in the direction of a throw. `velocity` is in pixels a millisecond, upwards.
 */
export function settle(height: number, velocity: number, heights: Heights): SheetState {
  if (Math.abs(velocity) >= THROW_PX_MS) {
    const above = STATES.filter((state) => heights[state] > height + 1);
    const below = STATES.filter((state) => heights[state] < height - 1);
    return velocity > 0 ? (above[0] ?? "full") : (below[below.length - 1] ?? "peek");
  }
  return STATES.reduce((best, state) =>
    Math.abs(heights[state] - height) < Math.abs(heights[best] - height) ? state : best,
  );
}

/** How the sheet is laid out while it is being dragged at a height. */
export function layoutAt(height: number, heights: Heights): SheetState {
  if (height > heights.half + 24) return "full";
  return height < (heights.peek + heights.half) / 2 ? "peek" : "half";
}
