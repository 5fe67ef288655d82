/** Moving through a trail and a recording. Pure. */

export const SPEEDS: readonly number[] = [1, 1.25, 1.5, 0.8];
export const SKIP_SECONDS = 15;

/** The speed after this one; the first when it is not one of ours. */
export function nextSpeed(rate: number): number {
  const index = SPEEDS.indexOf(rate);
  return SPEEDS[(index + 1) % SPEEDS.length] ?? 1;
}

/** The nearest one before or after that one can go to, or null beyond the ends. */
export function neighbour<T>(
  all: readonly T[],
  from: T | null,
  by: 1 | -1,
  isOpen: (each: T) => boolean,
): T | null {
  const index = from ? all.indexOf(from) : -1;
  const ahead =
    by > 0 ? all.slice(index + 1) : all.slice(0, Math.max(0, index)).reverse();
  return ahead.find(isOpen) ?? null;
}

/** A moment `by` seconds away, held inside the recording. */
export function skip(moment: number, by: number, duration: number): number {
  const end =
    Number.isFinite(duration) && duration > 0 ? duration : Number.POSITIVE_INFINITY;
  return Math.min(end, Math.max(0, moment + by));
}

/** Share of a recording already heard, in per cent. */
export function played(moment: number, duration: number): number {
  if (!Number.isFinite(duration) || duration <= 0) return 0;
  return Math.min(100, Math.max(0, (moment / duration) * 100));
}
