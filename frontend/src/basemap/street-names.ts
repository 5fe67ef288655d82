/**
 * Streets as the ear knows them: the pieces into which a map cuts a street, at every
 * crossing, joined again, so that there is room for its name. Pure.
 */
import { type Feature, GeomType } from "protomaps-leaflet";

/** The layer of a tile that holds the joined streets. */
export const STREET_NAMES = "street_names";

type Line = Feature["geom"][number];
type Corner = Line[number];

/** Of pieces of one name the first of these kinds names the whole. */
const KINDS = [
  "highway",
  "major",
  "medium",
  "minor",
  "pedestrian",
  "service",
  "steps",
  "path",
  "cycle",
  "track",
];
/** Pieces that turn more than this at a crossing are not one line: 60 degrees. */
const SHARPEST_TURN = Math.PI / 3;

/** The named lines among the roads of a tile, the pieces of each street joined. */
export function joinStreets(roads: readonly Feature[]): Feature[] {
  const streets = new Map<string, Feature[]>();
  for (const road of roads) {
    const { name, tunnel } = road.props;
    if (typeof name !== "string" || !KINDS.includes(String(road.props["kind"])))
      continue;
    const key = `${name}\n${tunnel === true}`;
    streets.set(key, [...(streets.get(key) ?? []), road]);
  }
  return [...streets.values()].map(whole);
}

function whole(pieces: Feature[]): Feature {
  const rank = ({ props }: Feature): number => KINDS.indexOf(String(props["kind"]));
  const [widest] = [...pieces].sort((a, b) => rank(a) - rank(b));
  const geom = joinLines(pieces.flatMap((piece) => piece.geom));
  const corners = geom.flat();
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    props: widest?.props ?? {},
    geomType: GeomType.Line,
    geom,
    numVertices: corners.length,
    bbox: {
      minX: Math.min(...xs),
      minY: Math.min(...ys),
      maxX: Math.max(...xs),
      maxY: Math.max(...ys),
    },
  };
}

/** Joins lines end to end wherever one goes on from another, the straightest first. */
export function joinLines(lines: readonly Line[]): Line[] {
  const rest = lines.filter((line) => line.length > 1).map((line) => [...line]);
  const joined: Line[] = [];
  for (let line = rest.shift(); line; line = rest.shift()) {
    // At its end as far as it goes, then at its start.
    for (let side = 0; side < 2; side += 1) {
      for (let next = takeNext(line, rest); next; next = takeNext(line, rest)) {
        line.push(...next.slice(1));
      }
      line.reverse();
    }
    joined.push(line);
  }
  return joined;
}

/** Takes the line that goes on straightest from the end of another, if one does. */
function takeNext(line: Line, rest: Line[]): Line | null {
  let best: { index: number; next: Line; turn: number } | null = null;
  rest.forEach((candidate, index) => {
    for (const next of [candidate, [...candidate].reverse()]) {
      const turn = turnBetween(line, next);
      if (turn < (best?.turn ?? SHARPEST_TURN)) best = { index, next, turn };
    }
  });
  const found = best as { index: number; next: Line } | null;
  if (!found) return null;
  rest.splice(found.index, 1);
  return found.next;
}

/** By how much one turns from a line into the next, in radians; beyond all if apart. */
function turnBetween(line: Line, next: Line): number {
  const [before, end] = line.slice(-2);
  const [start, after] = next;
  const areJoined = end && start && Math.hypot(end.x - start.x, end.y - start.y) < 0.5;
  if (!areJoined || !before || !after) return Number.POSITIVE_INFINITY;
  const turn = heading(start, after) - heading(before, end);
  return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
}

function heading(from: Corner, to: Corner): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}

/** A line with fewer corners, nowhere farther from the first than `tolerance`. */
export function straighten(line: Line, tolerance: number): Line {
  const [first, last] = [line[0], line[line.length - 1]];
  if (!first || !last || line.length < 3) return line;
  let [farthest, distance] = [0, 0];
  line.forEach((corner, index) => {
    const away = distanceToSegment(corner, first, last);
    if (away > distance) [farthest, distance] = [index, away];
  });
  if (distance <= tolerance) return [first, last];
  return [
    ...straighten(line.slice(0, farthest + 1), tolerance),
    ...straighten(line.slice(farthest), tolerance).slice(1),
  ];
}

function distanceToSegment({ x, y }: Corner, from: Corner, to: Corner): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length2 = dx * dx + dy * dy;
  const along = length2 ? ((x - from.x) * dx + (y - from.y) * dy) / length2 : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
