/** How much of the earlier picture a hand at `x` shows, in whole percent. */
export function shareAt(x: number, left: number, width: number): number {
  if (width <= 0) return 0;
  return Math.round(Math.min(1, Math.max(0, (x - left) / width)) * 100);
}
