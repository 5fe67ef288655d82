/** Lines read from a file: checked point by point, then joined where they follow. Pure. */
import { distanceM } from "../geo";
import { type Line, rounded, type Vertex } from "./line";
import { samePoint } from "./track";

export const MOST_POINTS = 50_000; // as many as a track may have
export const MOST_LINES = 20;
export const MOST_LEVELS = 100;
const LONGEST_GAP_M = 100;
const LONGEST_QUOTE = 60;

/** A position as the file has it; NaN for what is no number. */
export interface RawPoint {
  readonly latitude: number;
  readonly longitude: number;
  /** What the file says there, to be quoted. */
  readonly found: string;
}

/** A line as the file has it. Lines of one kind may follow each other; points are none. */
export interface RawLine {
  readonly kind: "track" | "route" | "point";
  readonly name: string;
  readonly points: readonly RawPoint[];
}

/** A line that can be walked. */
export interface FileLine {
  /** As the file calls it; empty without a name. */
  readonly name: string;
  readonly line: Line;
  /** How many lines of the file it was joined from. */
  readonly parts: number;
}

/** A file that cannot be read; `code` and `words` make the sentence that says why. */
export class FileRefused extends Error {
  constructor(
    readonly code: string,
    readonly words: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** The lines that can be walked; throws FileRefused where there is none. */
export function linesOf(raws: Iterable<RawLine>): FileLine[] {
  const read = { track: [] as FileLine[], route: [] as FileLine[] };
  let [tracks, positions, waypoints] = [0, 0, 0];
  for (const { kind, name, points } of raws) {
    if (kind === "point") waypoints += 1;
    if (kind === "point" || points.length === 0) continue;
    tracks += 1;
    positions += points.length;
    if (positions > MOST_POINTS)
      throw new FileRefused("too_many_points", { most: MOST_POINTS });
    const line = points.map((point, i) => vertexOf(point, tracks, i + 1));
    read[kind].push({ name: name.trim(), line, parts: 1 });
  }
  const lines = [...joined(read.track), ...joined(read.route)];
  if (lines.length > MOST_LINES)
    throw new FileRefused("too_many_lines", { count: lines.length, most: MOST_LINES });
  if (lines.length === 0) {
    if (tracks) throw new FileRefused("too_short");
    if (waypoints) throw new FileRefused("only_points", { count: waypoints });
    throw new FileRefused("no_line");
  }
  return lines;
}

/** A number of degrees as written; NaN for anything else. */
export function degrees(text: string | null | undefined): number {
  return text?.trim() ? Number(text) : Number.NaN;
}

function vertexOf(point: RawPoint, track: number, number: number): Vertex {
  const { latitude, longitude } = point;
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return rounded(point);
  const isTurned = Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
  const isNumber = Number.isFinite(latitude) && Number.isFinite(longitude);
  const code = isTurned ? "axes" : isNumber ? "range" : "position";
  const found = point.found.slice(0, LONGEST_QUOTE);
  throw new FileRefused(code, { track, number, found });
}

/** Lines that begin where the one before ended become one; single points are left out. */
function joined(lines: readonly FileLine[]): FileLine[] {
  const whole: { name: string; line: Vertex[]; parts: number }[] = [];
  for (const { name, line, parts } of lines) {
    const before = whole.at(-1);
    const [end, start] = [before?.line.at(-1), line[0]];
    if (before && end && start && distanceM(end, start) <= LONGEST_GAP_M) {
      for (const vertex of line) before.line.push(vertex);
      before.name ||= name;
      before.parts += parts;
    } else {
      whole.push({ name, line: [...line], parts });
    }
  }
  return whole
    .map((each) => ({ ...each, line: withoutRepeats(each.line) }))
    .filter(({ line }) => line.length > 1);
}

function withoutRepeats(line: Line): Line {
  return line.filter((vertex, i) => {
    const before = line[i - 1];
    return !before || !samePoint(before, vertex);
  });
}
