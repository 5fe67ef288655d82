/** A line cut into legs where it passes the stops. Pure. */
import { distanceM, type Point } from "../geo";
import { type Line, rounded } from "./line";
import { inOrder, metresAlong, NEAR_M, type Passage, passagesOf } from "./passages";
import { drawnLeg, type Leg, samePoint, type Track } from "./track";

/** What may be left out before the first stop, and as much after the last one. */
const MOST_LOST_M = 100;
/** A stop nearer than this lies on the line; else the leg goes there and comes back. */
const ON_LINE_M = 10;
/** How much better, for each stop, the line must fit the other way round. */
const TURN_M = 5;

/** The legs, or why there are none; stops count from 1. */
export type Cut =
  | { readonly track: Track; readonly isReversed: boolean; readonly lostM: number }
  | { readonly code: "far"; readonly stop: number; readonly metres: number }
  | { readonly code: "order" }
  | { readonly code: "outside"; readonly metres: number };

/** One way to follow a line, with the passages that its stops have there. */
interface Way {
  readonly line: Line;
  readonly isReversed: boolean;
  readonly passages: readonly Passage[];
  readonly headM: number;
  readonly tailM: number;
  /** The line comes back to the first stop: its end is a leg, not lost. */
  readonly closes: boolean;
  readonly besideM: number;
}

/** Cuts a line at stops in walking order, two at least; turned round if they fit so. */
export function cutAtStops(line: Line, stops: readonly Point[]): Cut {
  const alongM = metresAlong(line);
  const far = stops.map((stop) =>
    Math.min(...passagesOf(line, stop, alongM).map(({ besideM }) => besideM)),
  );
  const away = far.findIndex((metres) => metres > NEAR_M);
  if (away >= 0)
    return { code: "far", stop: away + 1, metres: far[away] ?? Number.NaN };
  const ways = waysAlong(line, stops).flatMap(([each, isReversed]) => {
    const way = wayOf(each, stops, isReversed);
    return way ? [way] : [];
  });
  const [loss] = ways.map(lossM).sort((a, b) => a - b);
  if (loss === undefined) return { code: "order" };
  const cost = ({ besideM, isReversed }: Way) =>
    besideM + (isReversed ? TURN_M * stops.length : 0);
  const [best] = ways
    .filter(
      ({ headM, tailM, closes }) =>
        headM <= MOST_LOST_M && (closes || tailM <= MOST_LOST_M),
    )
    .sort((a, b) => cost(a) - cost(b));
  if (!best) return { code: "outside", metres: loss };
  const track = { isPlain: false, legs: legsOf(best, stops) };
  return { track, isReversed: best.isReversed, lostM: lossM(best) };
}

/** The line both ways round; where it is closed, from the first stop as well. */
function waysAlong(line: Line, stops: readonly Point[]): [Line, boolean][] {
  const [first, last, stop] = [line[0], line.at(-1), stops[0]];
  if (!first || !last || !stop) return [];
  const lines = [line];
  if (distanceM(first, last) <= NEAR_M) lines.push(turnedTo(line, stop));
  return lines.flatMap((each): [Line, boolean][] => [
    [each, false],
    [[...each].reverse(), true],
  ]);
}

/** A closed line that begins and ends where it passes nearest to a stop. */
function turnedTo(line: Line, stop: Point): Line {
  const nearest = passagesOf(line, stop).sort((a, b) => a.besideM - b.besideM)[0];
  if (!nearest) return line;
  const { along } = nearest;
  const foot = rounded(nearest.foot);
  const [after, before] = [Math.floor(along) + 1, Math.ceil(along)];
  return [foot, ...line.slice(after), ...line.slice(0, before), foot];
}

/** How the stops lie along a line; null when it passes them in no such order. */
function wayOf(line: Line, stops: readonly Point[], isReversed: boolean): Way | null {
  const [end, first] = [line.at(-1), stops[0]];
  if (!end || !first) return null;
  const comesBack = distanceM(end, first) <= NEAR_M;
  const alongM = metresAlong(line);
  const near = stops.map((stop) =>
    passagesOf(line, stop, alongM).filter(({ besideM }) => besideM <= NEAR_M),
  );
  const wholeM = alongM.at(-1) ?? 0;
  const passages = inOrder(near, wholeM, comesBack);
  const [start, stop] = [passages?.[0], passages?.at(-1)];
  if (!passages || !start || !stop) return null;
  const tailM = wholeM - stop.alongM;
  return {
    line,
    isReversed,
    passages,
    headM: start.alongM,
    tailM,
    closes: comesBack && tailM > MOST_LOST_M,
    besideM: passages.reduce((sum, { besideM }) => sum + besideM, 0),
  };
}

function legsOf(way: Way, stops: readonly Point[]): Leg[] {
  const { line, passages, closes } = way;
  const [end, first] = [line.at(-1), stops[0]];
  const ends = passages.map((passage, i) => ({ passage, stop: stops[i] }));
  if (closes && end && first) {
    const besideM = distanceM(end, first);
    const passage = { along: line.length - 1, alongM: 0, besideM, foot: end };
    ends.push({ passage, stop: first });
  }
  return ends.flatMap(({ passage: to, stop: b }, i) => {
    const { passage: from, stop: a } = ends[i - 1] ?? {};
    if (!from || !a || !b) return [];
    const between = [
      ...(from.besideM > ON_LINE_M ? [rounded(from.foot)] : []),
      ...line.slice(Math.floor(from.along) + 1, Math.ceil(to.along)),
      ...(to.besideM > ON_LINE_M ? [rounded(to.foot)] : []),
    ];
    const isBack = closes && i === ends.length - 1;
    return [drawnLeg(joined(rounded(a), between, rounded(b)), "imported", isBack)];
  });
}

/** A line between two points, without points that repeat the one before. */
function joined(start: Point, between: Line, end: Point): Line {
  const inner = between.filter((point, i) => {
    const before = between[i - 1] ?? start;
    return !samePoint(before, point) && !samePoint(point, end);
  });
  return [start, ...inner, end];
}

function lossM({ headM, tailM, closes }: Way): number {
  return headM + (closes ? 0 : tailM);
}
