/**
 * The track as the engine walks it: a table of spots, one a metre, on flat ground. Pure.
 */
import { difference, type Spot, size } from "../local-metres";

const STEP_M = 1;

/** A stretch of the track within a zone: metres from the track's start. */
export interface Passage {
  readonly fromM: number;
  readonly toM: number;
  /** Where it comes nearest to the stop, and how near. */
  readonly nearestM: number;
  readonly besideM: number;
}

/** A place of the track: how far along, and how far from the spot it was sought for. */
export interface Foot {
  readonly alongM: number;
  readonly metres: number;
}

export class TrackLine {
  readonly lengthM: number;
  readonly spots: readonly Spot[];
  private readonly east: Float64Array;
  private readonly north: Float64Array;

  /** A line of one point or none has no length and no spots. */
  constructor(line: readonly Spot[]) {
    const spots: Spot[] = [];
    let [passed, next] = [0, 0];
    for (const [i, end] of line.entries()) {
      const start = line[i - 1];
      if (!start) continue;
      const step = difference(end, start);
      const metres = size(step);
      for (; next < passed + metres; next += STEP_M) {
        const share = (next - passed) / metres;
        spots.push({
          east: start.east + share * step.east,
          north: start.north + share * step.north,
        });
      }
      passed += metres;
    }
    const last = line.at(-1);
    if (passed > 0 && last) spots.push(last);
    this.spots = spots;
    this.east = Float64Array.from(spots, ({ east }) => east);
    this.north = Float64Array.from(spots, ({ north }) => north);
    this.lengthM = Math.max(0, (spots.length - 1) * STEP_M);
  }

  /** Where one is after so many metres, kept within the track. */
  at(metres: number): Spot {
    return { east: this.eastAt(metres), north: this.northAt(metres) };
  }

  eastAt(metres: number): number {
    return between(this.east, metres / STEP_M);
  }

  northAt(metres: number): number {
    return between(this.north, metres / STEP_M);
  }

  /** The places where the track comes near to a spot, the nearest first. */
  feet(spot: Spot, withinM: number): Foot[] {
    const feet: Foot[] = [];
    let [before, here] = [Number.POSITIVE_INFINITY, this.metresTo(spot, 0)];
    for (let i = 0; i < this.spots.length; i += 1) {
      const after = this.metresTo(spot, i + 1);
      if (here <= before && here < after && here <= withinM)
        feet.push({ alongM: i * STEP_M, metres: here });
      [before, here] = [here, after];
    }
    return feet.sort((a, b) => a.metres - b.metres);
  }

  private metresTo(spot: Spot, index: number): number {
    const each = this.spots[index];
    return each ? size(difference(each, spot)) : Number.POSITIVE_INFINITY;
  }

  /** Every stretch within a radius of a spot, in the order of the track. */
  passages(spot: Spot, radiusM: number): Passage[] {
    const found: Passage[] = [];
    let open: { -readonly [K in keyof Passage]: Passage[K] } | null = null;
    for (const [i, each] of this.spots.entries()) {
      const besideM = size(difference(each, spot));
      const along = i * STEP_M;
      if (besideM > radiusM) open = null;
      else if (!open) {
        open = { fromM: along, toM: along, nearestM: along, besideM };
        found.push(open);
      } else {
        open.toM = along;
        if (besideM < open.besideM) [open.nearestM, open.besideM] = [along, besideM];
      }
    }
    return found;
  }
}

/** The value at a broken index of a table, kept within it. */
function between(table: Float64Array, index: number): number {
  const within = Math.max(0, Math.min(table.length - 1, index));
  const from = Math.floor(within);
  const start = table[from] ?? 0;
  return start + (within - from) * ((table[from + 1] ?? start) - start);
}

/**
 * For each stop the passage at which its turn comes, when stops are walked in their
 * order: those that come nearest to their stops in all. Null where a stop has none.
 */
export function passagesInOrder(
  all: readonly (readonly Passage[])[],
): (Passage | null)[] {
  interface Way {
    readonly cost: number;
    readonly passage: Passage;
    readonly before: Way | null;
  }
  const chosen: (Passage | null)[] = all.map(() => null);
  let ways: Way[] = [];
  let walked: number[] = [];
  for (const [n, passages] of all.entries()) {
    const next = passages.flatMap((passage) => {
      const open = ways.filter((way) => way.passage.nearestM <= passage.nearestM);
      if (ways.length && !open.length) return [];
      const before = open.reduce<Way | null>(
        (a, b) => (!a || b.cost < a.cost ? b : a),
        null,
      );
      return [{ cost: (before?.cost ?? 0) + passage.besideM, passage, before }];
    });
    if (!next.length) continue; // a stop out of order, or beside the track
    ways = next;
    walked = [...walked, n];
  }
  let way = ways.reduce<Way | null>((a, b) => (!a || b.cost < a.cost ? b : a), null);
  for (const n of walked.reverse()) {
    chosen[n] = way?.passage ?? null;
    way = way?.before ?? null;
  }
  return chosen;
}
