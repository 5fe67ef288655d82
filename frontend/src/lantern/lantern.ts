/**
 * The sound lantern: ticking that leads who does not see. It quickens with nearness,
 * and is higher the better one faces the goal. Pure.
 */

/** One way of ticking. */
export interface Ticking {
  readonly everyMs: number;
  readonly hertz: number;
}

/** Where the goal lies for who walks: eight directions, clockwise from straight on. */
export type Side = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FAR_M = 150;
const NEAR_M = 5;
const SLOWEST_MS = 1400;
const QUICKEST_MS = 180;
/** Three notes that are told apart without an ear for music: faced, beside, behind. */
const NOTES = [
  { withinDeg: 30, hertz: 1046 },
  { withinDeg: 100, hertz: 698 },
  { withinDeg: 180, hertz: 392 },
] as const;
const UNKNOWN_HERTZ = 698;
/** The same distance is said again only once it has changed as much. */
const SAID_SHARE = 0.25;
const SAID_LEAST_M = 10;

/** Degrees to turn, from −180 to 180; to the right is positive. */
export function turnDeg(bearing: number, heading: number): number {
  return ((bearing - heading + 540) % 360) - 180;
}

/** How to tick. `turn` is null while nobody knows where one faces. */
export function ticking(metres: number, turn: number | null): Ticking {
  const within = Math.min(FAR_M, Math.max(NEAR_M, metres));
  // Equal ratios of distance are equal ratios of time: as ears measure both.
  const share = Math.log(within / NEAR_M) / Math.log(FAR_M / NEAR_M);
  const everyMs = QUICKEST_MS * (SLOWEST_MS / QUICKEST_MS) ** share;
  const note = NOTES.find(({ withinDeg }) => Math.abs(turn ?? 0) <= withinDeg);
  const hertz = turn === null ? UNKNOWN_HERTZ : (note?.hertz ?? UNKNOWN_HERTZ);
  return { everyMs: Math.round(everyMs), hertz };
}

/** The side on which the goal lies. */
export function sideOf(turn: number): Side {
  return (((Math.round(turn / 45) % 8) + 8) % 8) as Side;
}

/** Whether a distance has changed enough to be said again. */
export function isWorthSaying(metres: number, saidM: number | null): boolean {
  if (saidM === null) return true;
  return Math.abs(metres - saidM) >= Math.max(SAID_LEAST_M, SAID_SHARE * saidM);
}
