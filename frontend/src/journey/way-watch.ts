/** What notices on the way change of a walk under way. Pure. */
import type { Point } from "../geo";
import type { Notice } from "../trail/notice-list";
import type { WalkTrail } from "../walk/walk-trail";
import {
  type Change,
  inForce,
  type OwnTrack,
  placeOn,
  type Walked,
} from "./changed-track";

/** What is known of the walker. */
export interface OnTheWay {
  /** How far along the track that is walked; null off it. */
  readonly alongM: number | null;
  readonly here: Point | null;
  hasReached(code: string): boolean;
}

export interface Turn {
  /** The trail that is to be walked from here on; null while it stays as it is. */
  readonly trail: WalkTrail | null;
  /** What begins ahead, to be told once. */
  readonly told: readonly Change[];
  /** Whether the way is closed here and has no detour. */
  readonly goesOwnWay: boolean;
}

/** What is closed is told so far before it begins. */
const AHEAD_M = 60;
/** So near to its beginning one looks for another way. */
const AT_M = 15;
/** The same off the track, through the air. */
const AROUND_M = 40;

export class WayWatch {
  readonly #track: OwnTrack;
  #walked: Walked;
  #key = "";
  readonly #told = new Set<string>();
  #own: Change | null = null;
  #seen: readonly Notice[] | null = null;
  #wanted: readonly Change[] = [];

  constructor(track: OwnTrack) {
    this.#track = track;
    this.#walked = track.walked([]);
  }

  /** The walk begins anew: what is closed is told once more. */
  beginAnew(): void {
    this.#told.clear();
    this.#own = null;
  }

  /** A moment of the walk: what holds now, and where the walker is. */
  take(holding: readonly Notice[], walker: OnTheWay): Turn {
    if (holding !== this.#seen) this.#wanted = this.#track.changes(holding);
    this.#seen = holding;
    const told = this.#wanted.filter((change) => this.#isAhead(change, walker));
    for (const { notice } of told) this.#told.add(notice.id);
    const goesOwnWay = this.#goesOwnWay(told, walker);
    return { trail: this.#turn(walker), told, goesOwnWay };
  }

  #turn({ alongM }: OnTheWay): WalkTrail | null {
    const changes = inForce(this.#wanted, this.#walked, alongM);
    const ways = changes.filter(({ detour }) => detour);
    const key = JSON.stringify(
      ways.map(({ fromM, toM, detour }) => [fromM, toM, detour]),
    );
    if (key === (this.#key || "[]")) return null;
    this.#key = key;
    this.#walked = this.#track.walked(ways);
    return this.#walked.trail;
  }

  #isAhead({ notice, fromM, toM, detour }: Change, walker: OnTheWay): boolean {
    const { alongM, here } = walker;
    if (this.#told.has(notice.id)) return false;
    if (!detour && notice.codes.some((code) => walker.hasReached(code))) return false;
    if (alongM === null)
      return here !== null && this.#track.metresTo(here, fromM) <= AROUND_M;
    const { ownM, on } = placeOn(this.#walked, alongM);
    if (on) return on.notice.id === notice.id;
    return fromM - AHEAD_M <= ownM && ownM < toM;
  }

  /** From where the closed leg was told until its other end, or its stop, is reached. */
  #goesOwnWay(told: readonly Change[], walker: OnTheWay): boolean {
    const { alongM } = walker;
    const own = told.find(({ detour }) => !detour) ?? this.#own;
    const ownM = alongM === null ? null : placeOn(this.#walked, alongM).ownM;
    const isThere = this.#wanted.some(({ notice }) => notice.id === own?.notice.id);
    if (!own || !isThere || (ownM !== null && ownM >= own.toM)) this.#own = null;
    else if (own.notice.codes.some((code) => walker.hasReached(code))) this.#own = null;
    else this.#own = own;
    return !!this.#own && (ownM === null || ownM > this.#own.fromM - AT_M);
  }
}
