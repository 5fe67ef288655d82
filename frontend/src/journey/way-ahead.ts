/** The way to the next stop, along the track where one walks on it. Pure. */
import type { Point } from "../geo";
import { difference, Ground, type Spot, size } from "../local-metres";
import { type Passage, passagesInOrder, TrackLine } from "../walk/track-line";
import type { WalkTrail } from "../walk/walk-trail";

export interface WayAhead {
  readonly metres: number;
  /** Degrees from the north. */
  readonly bearing: number;
  /** Whether it follows the track; else it goes straight. */
  readonly isAlong: boolean;
}

/** So far ahead does the arrow look: past the corner one stands at, not past two. */
const LOOK_AHEAD_M = 20;
/** Farther from the track than this, its metres say nothing. */
const ON_TRACK_M = 45;

/** The ways of one trail, on flat ground. */
export class Ways {
  readonly #ground: Ground;
  readonly #line: TrackLine;
  readonly #passages: ReadonlyMap<string, Passage>;
  readonly #spots: ReadonlyMap<string, Spot>;

  constructor({ zones, line, isGuided }: WalkTrail) {
    this.#ground = new Ground(line[0] ?? zones[0] ?? { latitude: 0, longitude: 0 });
    this.#line = new TrackLine(line.map((point) => this.#ground.spot(point)));
    const spots = zones.map((zone) => this.#ground.spot(zone));
    const near = zones.map(({ radiusM }, i) =>
      this.#line.passages(spots[i] as Spot, radiusM),
    );
    const due = isGuided
      ? passagesInOrder(near)
      : near.map((passages) => passages[0] ?? null);
    this.#spots = new Map(zones.map(({ id }, i) => [id, spots[i] as Spot]));
    this.#passages = new Map(
      zones.flatMap(({ id }, i) => (due[i] ? [[id, due[i]] as const] : [])),
    );
  }

  /**
   * From a walker to a stop. `alongM` says how far along the track the walker has come,
   * null when off it.
   */
  to(id: string, walker: Point, alongM: number | null): WayAhead | null {
    const spot = this.#spots.get(id);
    if (!spot) return null;
    const here = this.#ground.spot(walker);
    const passage = this.#passages.get(id);
    const from = alongM === null ? null : this.#nearTrack(here, alongM);
    if (passage && from !== null && passage.nearestM > from + 1) {
      const metres = passage.nearestM - from;
      const aim = this.#line.at(from + Math.min(LOOK_AHEAD_M, metres));
      return { metres, bearing: bearing(here, aim), isAlong: true };
    }
    return straight(here, spot);
  }

  /** Back to the nearest place of the track; null without one. */
  back(walker: Point): WayAhead | null {
    const here = this.#ground.spot(walker);
    const [foot] = this.#line.feet(here, Number.POSITIVE_INFINITY);
    return foot ? straight(here, this.#line.at(foot.alongM)) : null;
  }

  /** The stops that lie behind who has come so far along the track. */
  passed(alongM: number): string[] {
    return [...this.#passages].flatMap(([id, { toM }]) => (toM < alongM ? [id] : []));
  }

  /** Metres of the whole track, and the points at some of them. */
  get lengthM(): number {
    return this.#line.lengthM;
  }

  pointAt(metres: number): Point {
    return this.#ground.point(this.#line.at(metres));
  }

  /** Where along the track a stop's turn comes; null where it does not pass. */
  turnOf(id: string): number | null {
    return this.#passages.get(id)?.nearestM ?? null;
  }

  #nearTrack(here: Spot, alongM: number): number | null {
    const away = size(difference(here, this.#line.at(alongM)));
    return away <= ON_TRACK_M ? alongM : null;
  }
}

function straight(from: Spot, to: Spot): WayAhead {
  const metres = size(difference(to, from));
  return { metres, bearing: bearing(from, to), isAlong: false };
}

function bearing(from: Spot, to: Spot): number {
  const { east, north } = difference(to, from);
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
