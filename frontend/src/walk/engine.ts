/**
 * The trigger engine: what happens to a walker. Fixes in, events out. Pure: it knows no
 * page and reads no clock, so that the phone, the bench and the replay tool walk alike.
 *
 * Progress along the track is followed by `along-filter`, the place on open ground by
 * `plane-filter`; the first decides while the walker is on the track, the second where
 * there is none or it was left. Each story starts once in a walk.
 */
import { difference, type Ground, type Spot, size } from "../local-metres";
import { AlongFilter, type AlongState, type Way } from "./along-filter";
import { isDueAlong, isDueOnPlane } from "./arrival";
import {
  claimedSigmaM,
  insists,
  isLeap,
  isUsable,
  type Leap,
  leapWith,
  type WalkFix,
} from "./fix-gate";
import * as plane from "./plane-filter";
import { NOWHERE, TrackLine } from "./track-line";
import { groundOf, type WalkTrail } from "./walk-trail";
import { type WatchedStop, watched } from "./watched-stops";

export type { WalkFix } from "./fix-gate";
export type { WalkTrail } from "./walk-trail";

/**
 * `announce`: a story comes near; `enter`: it starts; `exit`: its zone is left;
 * `lost`: the position is not known any more; `off_track`: the track was left;
 * `found`: what was lost or left is found again.
 */
export type WalkEvent =
  | {
      readonly kind: "announce" | "enter" | "exit";
      readonly id: string;
      readonly at: number;
      /** To the stop. */
      readonly metres: number;
    }
  | { readonly kind: "lost" | "found" | "off_track"; readonly at: number };

/** All that an engine remembers: plain values, which may be kept as JSON. */
export interface WalkState {
  /** Until when the walk is followed; null before the first fix. */
  at: number | null;
  /** Time of the last fix that was believed. */
  fixAt: number;
  /** When the receiver was off last. */
  offAt: number;
  /** When the walk began, or began better: the phone was still searching. */
  beganAt: number;
  /** Deviation that the phone claims, smoothed, metres. */
  sigmaM: number;
  plane: plane.PlaneState | null;
  along: AlongState | null;
  /** How far the walker had come when last seen on the track. */
  alongM: number;
  leap: Leap | null;
  tellsSpeed: boolean;
  /** A place some seconds ago, and the speed since the one before. */
  mark: { spot: Spot; at: number } | null;
  isRiding: boolean;
  isOff: boolean;
  /** What was said of the position last. */
  told: "lost" | "off_track" | "found";
  /** Since when the walker is beside the track. */
  besideSince: number | null;
  announced: string[];
  entered: string[];
  /** Zones one is in, and since when one seems to be out of them. */
  inside: { id: string; outSince: number | null }[];
}

const LOST_MS = 20_000;
/** A walk is followed so much longer without a fix: by the pace that is known. */
const FOLLOWED_MS = 40_000;
/** After so long without a fix, one may be anywhere. */
const ANYWHERE_MS = 300_000;
const CLAIM_SETTLES_S = 20;
/** A phone that claims so much less than before was still searching. */
const BETTER = 0.8;
/** What begins may be a fix far off: one waits until others agree with it. */
const SETTLED_MS = 6000;
const DISPUTED_MS = 20_000;
/** From the track: nearer than this one is on it, farther for a while off it. */
const ON_TRACK_M = 25;
const NEAR_TRACK_M = 100;
/** Where the track passes one place several times, so many are thought of. */
const FEET = 3;
/** Who has not been on the track yet may be coming to its start from so far. */
const COMING_M = 220;
const BESIDE_TRACK_M = 40;
const OFF_TRACK_MS = 15_000;
/** A place known worse than this is not sought on the track. */
const VAGUE_SIGMA_M = 20;
const ANNOUNCE_RADII = 2.5;
const ARMED_AHEAD = 2;
const EXIT_RADII = 1.3;
const EXIT_M = 8;
const EXIT_MS = 8000;
/** Faster than a bicycle: nobody listens to a street from a bus. */
const RIDING_M_S = 6.5;
const ON_FOOT_AGAIN_M_S = 4;
const MARK_MS = 10_000;

/** Before anything else; JSON knows no infinity. */
const NEVER = -1e15;

export const START: WalkState = {
  at: null,
  fixAt: NEVER,
  offAt: NEVER,
  beganAt: 0,
  sigmaM: 10,
  plane: null,
  along: null,
  alongM: 0,
  leap: null,
  tellsSpeed: false,
  mark: null,
  isRiding: false,
  isOff: false,
  told: "found",
  besideSince: null,
  announced: [],
  entered: [],
  inside: [],
};

export class WalkEngine {
  /** Read it to keep a walk; give it back to go on. */
  readonly state: WalkState;
  readonly #ground: Ground;
  readonly #stops: readonly WatchedStop[];
  readonly #way: Way;
  #along: AlongFilter | null;

  constructor(trail: WalkTrail, kept: WalkState = START) {
    this.state = JSON.parse(JSON.stringify(kept));
    this.#ground = groundOf(trail);
    const line = new TrackLine(trail.line.map((point) => this.#ground.spot(point)));
    this.#stops = watched(trail, this.#ground, line);
    this.#way = {
      line,
      lengthM: line.lengthM,
      isGuided: trail.isGuided,
      haltsM: this.#stops
        .flatMap(({ passages }) => passages.map(({ nearestM }) => nearestM))
        .sort((a, b) => a - b),
    };
    const { along } = this.state;
    this.#along = along && new AlongFilter(this.#way, along);
  }

  /** Time passes without a fix; none is missed while the receiver is off. */
  tick(at: number, isOn = true): WalkEvent[] {
    const { state } = this;
    if (state.at === null || at <= state.at) return [];
    if (!isOn) state.offAt = at;
    this.#advance(at);
    return this.#events();
  }

  /** A fix; one that is late, doubled, coarse or elsewhere changes nothing but time. */
  take(fix: WalkFix): WalkEvent[] {
    const { state } = this;
    if (!isUsable(fix, Math.max(state.fixAt, (state.at ?? fix.at) - 1))) return [];
    const spot = this.#ground.spot(fix);
    const seconds = (fix.at - state.fixAt) / 1000;
    if (!state.plane || fix.at - state.fixAt > ANYWHERE_MS) this.#begin(fix, spot);
    else {
      this.#advance(fix.at);
      if (this.#isBelieved(fix, spot, seconds)) this.#believe(fix, spot, seconds);
    }
    return this.#events();
  }

  #events(): WalkEvent[] {
    return [...this.#seek(), ...this.#decide()];
  }

  get #at(): number {
    return this.state.at ?? 0;
  }

  /** Since when fixes may be missed. */
  get #heardAt(): number {
    return Math.max(this.state.fixAt, this.state.offAt);
  }

  /** Where the walker is thought to be, on the track while one is on it. */
  get #here(): Spot | null {
    const { plane: ground } = this.state;
    const along = this.#along;
    if (this.#isOnTrack && along && along.metres >= 0) return along.spot;
    return ground && plane.place(ground);
  }

  get #isOnTrack(): boolean {
    return !!this.#along && this.state.besideSince === null;
  }

  get #isSettled(): boolean {
    const { beganAt, leap } = this.state;
    return this.#at - beganAt >= (leap ? DISPUTED_MS : SETTLED_MS);
  }

  /** Knows nothing but this fix. */
  #begin(fix: WalkFix, spot: Spot): void {
    const { state } = this;
    state.sigmaM = claimedSigmaM(fix);
    state.plane = plane.startPlane(spot, state.sigmaM);
    state.at = state.fixAt = state.beganAt = fix.at;
    state.leap = null;
    this.forgetTrack();
  }

  #advance(at: number): void {
    const { state } = this;
    let seconds = (at - (state.at ?? at)) / 1000;
    if (state.plane) plane.predict(state.plane, seconds, state.sigmaM);
    for (; seconds > 0; seconds -= 1) this.#along?.predict(Math.min(1, seconds));
    state.at = at;
  }

  /** Whether a fix may be true; one that lies elsewhere is once others agree with it. */
  #isBelieved(fix: WalkFix, spot: Spot, seconds: number): boolean {
    const { state } = this;
    if (!state.plane || !isLeap(state.plane, spot, seconds, state.sigmaM)) return true;
    state.leap = leapWith(state.leap, spot, fix.at);
    if (insists(state.leap, fix.at)) this.#begin(fix, spot);
    return false;
  }

  #believe(fix: WalkFix, spot: Spot, seconds: number): void {
    const { state } = this;
    const claimed = claimedSigmaM(fix);
    // While the phone still searches, each better fix is a better beginning.
    if (!this.#along && claimed < BETTER * state.sigmaM) {
      state.sigmaM = claimed;
      state.plane = plane.startPlane(spot, claimed);
      state.beganAt = fix.at;
    } else if (state.plane) {
      state.sigmaM += (claimed - state.sigmaM) * Math.min(1, seconds / CLAIM_SETTLES_S);
      plane.correct(state.plane, spot);
    }
    const speed = this.#speedOf(fix);
    this.#along?.update(spot, seconds, state.sigmaM, speed);
    state.leap = null;
    state.fixAt = fix.at;
    this.#watchRide(spot, fix.at, speed);
    this.#followTrack(spot, fix.at);
  }

  /** Some phones say 0 for ever: a speed is heard once one has been told. */
  #speedOf({ speed }: WalkFix): number | null {
    const told = speed ?? -1;
    this.state.tellsSpeed ||= told > 0.5;
    return this.state.tellsSpeed && told >= 0 ? told : null;
  }

  #watchRide(spot: Spot, at: number, told: number | null): void {
    const { state } = this;
    const { mark } = state;
    if (mark && at - mark.at < MARK_MS) return;
    state.mark = { spot, at };
    if (!mark || at - mark.at > 2 * MARK_MS) return;
    const speed = told ?? (1000 * size(difference(spot, mark.spot))) / (at - mark.at);
    state.isRiding = speed > (state.isRiding ? ON_FOOT_AGAIN_M_S : RIDING_M_S);
  }

  /** On the track, beside it for now, or off it. */
  #followTrack(fix: Spot, at: number): void {
    const [state, along] = [this.state, this.#along];
    if (!state.plane) return;
    const here = plane.place(state.plane);
    const feet = this.#way.line.feet(here, NEAR_TRACK_M);
    const { metres } = feet[0] ?? NOWHERE;
    if (!along) {
      this.#comeToTrack(here, fix, metres);
      if (!this.#along) this.#watchLeaving(at);
      return;
    }
    // Before the track begins, one is followed on the way to its start.
    const isComing = along.metres < 0;
    const besideM = isComing ? size(difference(here, along.spot)) : metres;
    if (besideM > BESIDE_TRACK_M + 1.5 * state.sigmaM) {
      this.#watchLeaving(at);
      return;
    }
    state.besideSince = null;
    state.alongM = along.metres;
    const near = feet.slice(0, FEET);
    if (isComing) near.push({ alongM: -along.metresToStart(here), metres: 0 });
    along.renew(fix, near, state.sigmaM);
  }

  #comeToTrack(here: Spot, fix: Spot, besideM: number): void {
    const [state, { line }] = [this.state, this.#way];
    const { sigmaM, alongM, entered } = state;
    if (sigmaM > VAGUE_SIGMA_M || !line.lengthM) return;
    const isComing = alongM <= 0 && !entered.length;
    const startM = size(difference(here, line.at(0)));
    if (besideM > ON_TRACK_M + sigmaM && !(isComing && startM < COMING_M)) return;
    this.#along = AlongFilter.around(
      this.#way,
      here,
      fix,
      sigmaM + 5,
      alongM,
      isComing,
    );
    state.along = this.#along.state;
    state.besideSince = null;
  }

  /** Beside the track for a while: it was left, if one had come to it at all. */
  #watchLeaving(at: number): void {
    const { state } = this;
    state.besideSince ??= at;
    if (at - state.besideSince <= OFF_TRACK_MS) return;
    state.isOff = state.alongM > 0 || !!state.entered.length;
    this.forgetTrack();
  }

  /** How far one has come along the track is to be sought anew. */
  forgetTrack(): void {
    this.#along = this.state.along = this.state.besideSince = null;
  }

  /** What was lost or left, and what is found again. */
  #seek(): WalkEvent[] {
    const [state, at] = [this.state, this.#at];
    if (this.#along) state.isOff = false;
    const isLost = at - this.#heardAt > LOST_MS;
    const kind = isLost ? "lost" : state.isOff ? "off_track" : "found";
    if (kind === state.told) return [];
    state.told = kind;
    return [{ kind, at }];
  }

  /** What happens at the stops, where the walker is known to be. */
  #decide(): WalkEvent[] {
    const [state, here, at] = [this.state, this.#here, this.#at];
    const isFollowed = at - this.#heardAt <= (this.#isOnTrack ? FOLLOWED_MS : LOST_MS);
    if (!here || !isFollowed || state.isRiding || !this.#isSettled) return [];
    return this.#stops.flatMap((stop, i) => {
      const metres = size(difference(here, stop.spot));
      const events: WalkEvent[] = [];
      const tell = (kind: "announce" | "enter" | "exit"): void => {
        events.push({ kind, id: stop.id, at, metres });
      };
      if (this.#hasLeft(stop, metres)) tell("exit");
      if (state.entered.includes(stop.id)) return events;
      if (this.#isDue(stop)) {
        tell("enter");
        state.entered.push(stop.id);
        state.inside.push({ id: stop.id, outSince: null });
      } else if (this.#isNear(stop, i, metres)) {
        tell("announce");
        state.announced.push(stop.id);
      }
      return events;
    });
  }

  #isDue(stop: WatchedStop): boolean {
    const { state } = this;
    if (this.#isOnTrack && state.along && stop.passages.length)
      return isDueAlong(stop, state.along);
    return !!state.plane && isDueOnPlane(stop, state.plane);
  }

  /** Whether a stop comes near; where there is an order, one of the next. */
  #isNear(stop: WatchedStop, index: number, metres: number): boolean {
    const { announced, entered } = this.state;
    if (announced.includes(stop.id) || metres > ANNOUNCE_RADII * stop.radiusM)
      return false;
    if (!this.#way.isGuided || !this.#along) return true;
    const last = this.#stops.findIndex(({ id }) => id === entered.at(-1));
    return Math.abs(index - last) <= ARMED_AHEAD;
  }

  #hasLeft(stop: WatchedStop, metres: number): boolean {
    const [state, at] = [this.state, this.#at];
    const zone = state.inside.find(({ id }) => id === stop.id);
    if (!zone) return false;
    if (metres <= EXIT_RADII * stop.radiusM + EXIT_M) {
      zone.outSince = null;
      return false;
    }
    zone.outSince ??= at;
    if (at - zone.outSince < EXIT_MS) return false;
    state.inside = state.inside.filter((each) => each !== zone);
    return true;
  }
}
