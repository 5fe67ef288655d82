/** A line with fewer points and almost the same course (Douglas and Peucker). Pure. */
import type { Line } from "./line";

const SIMPLIFIED_FROM_POINTS = 2_000;
const MOST_POINTS = 5_000;
const FIRST_ERROR_M = 1;
const METRES_PER_DEGREE = 111_195;
/** Kept in any case, each so many points: a spiral would else take minutes. */
const LONGEST_RUN = 1_000;

export interface Simplified {
  readonly line: Line;
  /** How far a point that was left out may be from the line; 0 when none was. */
  readonly errorM: number;
}

/** A long line within 1 m of what it was; a longer one within more, so as to be edited. */
export function simplified(line: Line): Simplified {
  if (line.length <= SIMPLIFIED_FROM_POINTS) return { line, errorM: 0 };
  for (let errorM = FIRST_ERROR_M; ; errorM *= 2) {
    const found = within(line, errorM);
    if (found.length <= MOST_POINTS)
      return { line: found, errorM: found.length < line.length ? errorM : 0 };
  }
}

/** The points to keep for every other one to lie within an error of their line. */
export function within(line: Line, errorM: number): Line {
  const { east, north } = metres(line);
  const last = line.length - 1;
  const kept = new Uint8Array(line.length).fill(1, 0, 1);
  const runs: [from: number, to: number][] = [];
  for (let from = 0; from < last; from += LONGEST_RUN)
    runs.push([from, Math.min(from + LONGEST_RUN, last)]);
  for (let run = runs.pop(); run; run = runs.pop()) {
    const [from, to] = run;
    const far = farthest(east, north, from, to);
    if (far.squaredM <= errorM * errorM) kept[to] = 1;
    else runs.push([from, far.at], [far.at, to]);
  }
  return line.filter((_vertex, i) => kept[i]);
}

/** The point of a run that is farthest from the segment between its ends. */
function farthest(
  east: Float64Array,
  north: Float64Array,
  from: number,
  to: number,
): { readonly at: number; readonly squaredM: number } {
  const [startX, startY] = [east[from] ?? 0, north[from] ?? 0];
  const [x, y] = [(east[to] ?? 0) - startX, (north[to] ?? 0) - startY];
  const square = x * x + y * y;
  let [at, squaredM] = [from, -1];
  for (let i = from + 1; i < to; i += 1) {
    const px = (east[i] ?? 0) - startX;
    const py = (north[i] ?? 0) - startY;
    const along = square ? Math.max(0, Math.min(1, (px * x + py * y) / square)) : 0;
    const [dx, dy] = [px - along * x, py - along * y];
    const squared = dx * dx + dy * dy;
    if (squared > squaredM) [at, squaredM] = [i, squared];
  }
  return { at, squaredM };
}

/** Metres from the equator and the meridian; none is shorter than it is on the ground. */
function metres(line: Line): {
  readonly east: Float64Array;
  readonly north: Float64Array;
} {
  const lowest = line.reduce(
    (least, { latitude }) => Math.min(least, Math.abs(latitude)),
    90,
  );
  const widest = METRES_PER_DEGREE * Math.cos((lowest * Math.PI) / 180);
  return {
    east: Float64Array.from(line, ({ longitude }) => longitude * widest),
    north: Float64Array.from(line, ({ latitude }) => latitude * METRES_PER_DEGREE),
  };
}
