/** One stop as the form holds it now. Pure. */
import type { Point } from "../geo";
import type { KnownPlace } from "./known-places";

export interface FormStop {
  /** Name before each of its fields, such as `stops-3`. */
  readonly prefix: string;
  readonly number: number;
  readonly title: string;
  /** Where to stand, when the stop has a point of its own. */
  readonly ownPoint: Point | null;
  readonly placePoint: KnownPlace | null;
  /** Number of its place, as the form holds it; empty without one. */
  readonly place: string;
  /** As typed: a draft may hold any number, or none. */
  readonly radiusM: number | null;
  /** The way that one walks there, in whole degrees from north; null for any. */
  readonly bearing: number | null;
  /** What the form says is wrong in its row. */
  readonly errors: readonly string[];
  /** Of a take, in a word or two, when it is told; empty for a usual stop. */
  readonly told: string;
  /** What is told in its place in seasons; no way leads to them, and they have none. */
  readonly takes: readonly FormStop[];
}

/** The point a stop is drawn at. */
export function stopPoint(stop: FormStop): Point | null {
  return stop.ownPoint ?? stop.placePoint;
}

/** Rows as stops with their takes behind them: a take has the number of its stop. */
export function grouped(rows: readonly FormStop[]): FormStop[] {
  const stops: FormStop[] = [];
  for (const row of rows) {
    const usual = row.told ? stops.at(-1) : undefined;
    if (!usual) {
      stops.push({ ...row, number: stops.length + 1, told: "" });
      continue;
    }
    const { number } = usual;
    stops[number - 1] = { ...usual, takes: [...usual.takes, { ...row, number }] };
  }
  return stops;
}

/** Stops and takes in the order of their rows. */
export function withTakes(stops: readonly FormStop[]): FormStop[] {
  return stops.flatMap((stop) => [stop, ...stop.takes]);
}

/** The rows' order once one stands where another does; a stop takes its takes along. */
export function moved(
  stops: readonly FormStop[],
  prefix: string,
  at: string,
): string[] {
  const names = (found: readonly FormStop[]) => found.map((each) => each.prefix);
  const isUsual = stops.some((stop) => stop.prefix === prefix);
  const blocks = isUsual
    ? stops.map((stop) => names(withTakes([stop])))
    : names(withTakes(stops)).map((each) => [each]);
  const [from, to] = [prefix, at].map((each) =>
    blocks.findIndex((block) => block.includes(each)),
  );
  if (from === undefined || to === undefined || from < 0 || to < 0)
    return blocks.flat();
  blocks.splice(to, 0, ...blocks.splice(from, 1));
  return blocks.flat();
}
