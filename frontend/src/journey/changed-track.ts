/** The track as notices change it: where it is closed, and where one walks round. Pure. */
import type { Point } from "../geo";
import { difference, type Ground, type Spot, segments, size } from "../local-metres";
import type { Notice } from "../trail/notice-list";
import { type Foot, TrackLine } from "../walk/track-line";
import { groundOf, type WalkTrail } from "../walk/walk-trail";
import { Ways } from "./way-ahead";

/** A stretch of the track that a notice changes, in metres from the track's start. */
export interface Change {
  readonly notice: Notice;
  readonly fromM: number;
  readonly toM: number;
  /** What is walked instead, the way one walks; null where the stretch is but closed. */
  readonly detour: readonly Point[] | null;
}

type Stretch = readonly [fromM: number, toM: number];

/** A stretch walked along a detour, in metres of the track that is walked now. */
interface Round {
  readonly change: Change;
  readonly fromM: number;
  readonly toM: number;
}

/** A detour of what is no leg belongs to the track where both its ends come so near. */
const JOINS_M = 60;
/** Who has come less far into a stretch is still at its beginning. */
const BEGINNING_M = 15;
/** Zones that reach so near to where a detour leaves or comes back are entered by it. */
const BESIDE_M = 25;

/** The trail as it was drawn, and its legs. */
export class OwnTrack {
  readonly trail: WalkTrail;
  readonly line: TrackLine;
  readonly ground: Ground;
  /** Where each leg begins, and where the last one ends. */
  readonly #boundsM: readonly number[];
  readonly #ways: Ways;

  constructor(trail: WalkTrail, legs: readonly (readonly Point[])[]) {
    this.trail = trail;
    this.ground = groundOf(trail);
    this.line = new TrackLine(this.#spots(trail.line));
    this.#ways = new Ways(trail);
    const before = (n: number): number => this.#lengthM(legs.slice(0, n).flat());
    this.#boundsM = [...legs.map((_leg, n) => before(n)), this.line.lengthM];
  }

  /** What notices change of the track: each closed leg, each detour. */
  changes(holding: readonly Notice[]): Change[] {
    return holding.flatMap((notice) => {
      const leg = notice.about === "leg" ? this.#legTo(notice.stops[0]) : null;
      const [fromM, toM] = leg ?? [0, this.line.lengthM];
      const found =
        this.#detoured(notice, fromM, toM, leg === null) ??
        (leg !== null && notice.severity === "closed" && { fromM, toM, detour: null });
      return found ? [{ notice, ...found }] : [];
    });
  }

  /** The points of each leg that is closed. */
  closedLegs(holding: readonly Notice[]): Point[][] {
    return holding.flatMap(({ about, severity, stops: [id] }) => {
      const isClosed = about === "leg" && severity === "closed";
      const leg = isClosed && this.#legTo(id);
      return leg ? [this.#stretch(...leg)] : [];
    });
  }

  /** The points of a stretch. */
  #stretch(fromM: number, toM: number): Point[] {
    const found: Point[] = [];
    for (let m = fromM; m < toM; m += 1) found.push(this.#pointAt(m));
    return [...found, this.#pointAt(toM)];
  }

  /** The trail with detours in the place of what they go round. */
  walked(changes: readonly Change[]): Walked {
    const line: Point[] = [];
    const rounds: Round[] = [];
    let passedM = 0;
    for (const change of inTurn(changes)) {
      if (change.fromM > passedM || !line.length)
        line.push(...this.#kept(passedM, change.fromM));
      const fromM = this.#lengthM(line);
      line.push(...(change.detour ?? []), this.#pointAt(change.toM));
      rounds.push({ change, fromM, toM: this.#lengthM(line) });
      passedM = change.toM;
    }
    const { trail } = this;
    if (!rounds.length) return { trail, rounds };
    line.push(...this.#kept(passedM, this.line.lengthM));
    const zones = trail.zones.map((zone) => {
      const isBeside = rounds.some(({ change: { fromM, toM } }) =>
        [fromM, toM].some((m) => this.metresTo(zone, m) <= zone.radiusM + BESIDE_M),
      );
      return isBeside ? { ...zone, bearing: undefined } : zone;
    });
    return { trail: { ...trail, line, zones }, rounds };
  }

  /** From a point to a place of the track. */
  metresTo(point: Point, alongM: number): number {
    return size(difference(this.ground.spot(point), this.line.at(alongM)));
  }

  #pointAt(metres: number): Point {
    return this.ground.point(this.line.at(metres));
  }

  /** What is kept of the track; its very first point stays, as the ground hangs on it. */
  #kept(fromM: number, toM: number): Point[] {
    const [start] = this.trail.line;
    const points = this.#stretch(fromM, toM);
    return fromM === 0 && start ? [start, ...points.slice(1)] : points;
  }

  #spots(points: readonly Point[]): Spot[] {
    return points.map((point) => this.ground.spot(point));
  }

  #lengthM(points: readonly Point[]): number {
    return segments(this.#spots(points)).reduce(
      (sum, [start, end]) => sum + size(difference(end, start)),
      0,
    );
  }

  /**
   * The leg that leads to a stop; the last one may close the round. A line that is not
   * cut at its stops is cut where their turn comes. As on the server.
   */
  #legTo(id: string | undefined): Stretch | null {
    const { zones } = this.trail;
    const [n, legs] = [zones.findIndex((zone) => zone.id === id), this.#boundsM];
    const count = legs.length - 1;
    if (n > 0 && count >= zones.length - 1) return this.#leg(n - 1);
    if (n === 0 && count === zones.length && count > 1) return this.#leg(count - 1);
    if (n < 1) return null;
    const [fromM, toM] = [n - 1, n].map((i) => this.#ways.turnOf(zones[i]?.id ?? ""));
    return typeof fromM === "number" && typeof toM === "number" && fromM < toM
      ? [fromM, toM]
      : null;
  }

  #leg(n: number): Stretch {
    return [this.#boundsM[n] ?? 0, this.#boundsM[n + 1] ?? this.line.lengthM];
  }

  /** Where a detour leaves the track and comes back; null where it does neither. */
  #detoured(
    notice: Notice,
    fromM: number,
    toM: number,
    mustJoin: boolean,
  ): Omit<Change, "notice"> | null {
    const [drawn = []] = lineOf(notice);
    const [first, last] = [drawn[0], drawn.at(-1)];
    if (!first || !last || !this.line.lengthM) return null;
    const ends = [first, last].map((end) => this.#foot(end, fromM, toM));
    const [start, end] = ends as [Foot, Foot];
    if (mustJoin && ends.some(({ metres }) => metres > JOINS_M)) return null;
    const isBackwards = start.alongM > end.alongM;
    const way = isBackwards ? [...drawn].reverse() : drawn;
    const [leavesM, returnsM] = [start.alongM, end.alongM].sort((a, b) => a - b);
    if (leavesM === returnsM) return mustJoin ? null : { fromM, toM, detour: way }; // it begins where it ends
    return { fromM: leavesM ?? fromM, toM: returnsM ?? toM, detour: way };
  }

  /** The place of a stretch that is nearest to a point. */
  #foot(point: Point, fromM: number, toM: number): Foot {
    const within = { alongM: fromM, metres: this.metresTo(point, fromM) };
    let best: Foot = within;
    for (let alongM = fromM + 1; alongM <= toM; alongM += 1) {
      const metres = this.metresTo(point, alongM);
      if (metres < best.metres) best = { alongM, metres };
    }
    const metres = this.metresTo(point, toM);
    return metres < best.metres ? { alongM: toM, metres } : best;
  }
}

/** The detour of a notice, if it has one. */
export function lineOf({ detour }: Notice): Point[][] {
  if (!detour) return [];
  return [detour.coordinates.map(([longitude, latitude]) => ({ latitude, longitude }))];
}

/** Detours in their order; where two meet, the first one alone. */
function inTurn(changes: readonly Change[]): Change[] {
  const found: Change[] = [];
  for (const change of [...changes].sort((a, b) => a.fromM - b.fromM))
    if (change.detour && change.fromM >= (found.at(-1)?.toM ?? 0)) found.push(change);
  return found;
}

/** The trail as it is walked now. */
export interface Walked {
  readonly trail: WalkTrail;
  readonly rounds: readonly Round[];
}

/** Where a walker is on the track as it was drawn, or on which detour, and how far. */
export function placeOn(
  { rounds }: Walked,
  alongM: number,
): { readonly ownM: number; readonly on: Change | null; readonly inM: number } {
  let ownM = alongM;
  for (const { change, fromM, toM } of rounds) {
    if (alongM < fromM) break;
    if (alongM < toM) return { ownM: change.fromM, on: change, inM: alongM - fromM };
    ownM = alongM - toM + change.toM;
  }
  return { ownM, on: null, inM: 0 };
}

/**
 * What is to be walked: what notices change now, but where the walker is under way:
 * nobody is called back from the middle of a stretch, nor led back to its beginning.
 */
export function inForce(
  wanted: readonly Change[],
  now: Walked,
  alongM: number | null,
): Change[] {
  if (alongM === null) return [...wanted];
  const { ownM, on, inM } = placeOn(now, alongM);
  if (on && inM > BEGINNING_M) {
    const others = wanted.filter(
      ({ fromM, toM }) => toM <= on.fromM || fromM >= on.toM,
    );
    return [...others, on];
  }
  return wanted.filter(
    ({ detour, fromM, toM }) =>
      !detour || on || ownM <= fromM + BEGINNING_M || ownM >= toM,
  );
}
