/**
 * The track as the engine walks it: a table of spots, one a metre, on flat ground. Pure.
 */
import { between, difference, type Spot, segments, size } from "../local-metres";

const ORIGIN: Spot = { east: 0, north: 0 };
/** Shorter bends of a track are steps around something. */
const WAY_M = 8;

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

/** Past the end of any track. */
export const BEYOND_M = 1e9;

/** No place of any track. */
export const NOWHERE: Foot = { alongM: 0, metres: BEYOND_M };

export class TrackLine {
  readonly lengthM: number;
  /** One a metre. */
  readonly spots: readonly Spot[];

  /** A line of one point or none has no length and no spots. */
  constructor(line: readonly Spot[]) {
    const spots: Spot[] = [];
    let passed = 0;
    for (const segment of segments(line)) {
      const metres = size(difference(segment[1], segment[0]));
      while (spots.length < passed + metres)
        spots.push(between(segment, (spots.length - passed) / metres));
      passed += metres;
    }
    const last = line.at(-1);
    if (passed > 0 && last) spots.push(last);
    this.spots = spots;
    this.lengthM = Math.max(0, spots.length - 1);
  }

  /** Where one is after so many metres, kept within the track. */
  at(metres: number): Spot {
    const within = Math.max(0, Math.min(this.lengthM, metres));
    const from = Math.floor(within);
    const start = this.spots[from] ?? ORIGIN;
    return between([start, this.spots[from + 1] ?? start], within - from);
  }

  /** Which way it leads at a place, as a step of some metres. */
  wayAt(metres: number): Spot {
    return difference(this.at(metres + WAY_M), this.at(metres - WAY_M));
  }

  /** The places where the track comes near to a spot, the nearest first. */
  feet(spot: Spot, withinM: number): Foot[] {
    const away = this.#metresFrom(spot);
    const feet: Foot[] = [];
    for (const [alongM, metres] of away.entries())
      if (
        metres <= withinM &&
        metres <= (away[alongM - 1] ?? metres) &&
        metres < (away[alongM + 1] ?? NOWHERE.metres)
      )
        feet.push({ alongM, metres });
    return feet.sort((a, b) => a.metres - b.metres);
  }

  #metresFrom({ east, north }: Spot): number[] {
    // Far quicker than the hypotenuse of thousands of spots.
    return this.spots.map((each) =>
      Math.sqrt((each.east - east) ** 2 + (each.north - north) ** 2),
    );
  }

  /** Every stretch within a radius of a spot, in the order of the track. */
  passages(spot: Spot, radiusM: number): Passage[] {
    const found: Passage[] = [];
    let open: { -readonly [K in keyof Passage]: Passage[K] } | null = null;
    for (const [along, besideM] of this.#metresFrom(spot).entries()) {
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

/**
 * For each stop the passage at which its turn comes, when stops are walked in their
 * order: those that come nearest to their stops in all. Null where a stop has none.
 */
export function passagesInOrder<Kind extends Passage>(
  all: readonly (readonly Kind[])[],
): (Kind | null)[] {
  let ways: Way<Kind>[] = [];
  for (const [n, passages] of all.entries()) {
    const next = passages.flatMap((passage) => {
      const before = best(
        ways.filter((way) => way.passage.nearestM <= passage.nearestM),
      );
      if (ways.length && !before) return [];
      return [{ n, cost: (before?.cost ?? 0) + passage.besideM, passage, before }];
    });
    if (next.length) ways = next; // else a stop out of order, or beside the track
  }
  const chosen: (Kind | null)[] = all.map(() => null);
  for (let way = best(ways); way; way = way.before) chosen[way.n] = way.passage;
  return chosen;
}

/** A passage of the n-th stop, after those of the stops before it. */
interface Way<Kind extends Passage> {
  readonly n: number;
  readonly cost: number;
  readonly passage: Kind;
  readonly before: Way<Kind> | undefined;
}

/** The first of the cheapest. */
const best = <Kind extends Passage>(
  ways: readonly Way<Kind>[],
): Way<Kind> | undefined => [...ways].sort((a, b) => a.cost - b.cost)[0];
