/**
 * The trigger engine: fixes in, events out. Pure: it knows no page and reads no clock.
 */
import type { Point } from "../geo";
import { difference, Ground, type Spot, size } from "../local-metres";
import { AlongFilter, type AlongState, GUESSES, type Way } from "./along-filter";
import * as plane from "./plane-filter";
import { type Passage, passagesInOrder, TrackLine } from "./track-line";
import { apart, type WalkTrail } from "./walk-trail";

export interface WalkFix extends Point {
  /** Radius that holds 68 of 100 fixes, metres. */
  readonly accuracy: number;
  /** Milliseconds, on any clock that never goes back. */
  readonly at: number;
  readonly speed?: number | null | undefined;
}

export type EngineEvent =
  | { readonly kind: "announce" | "enter" | "exit"; readonly id: string; readonly at: number; readonly metres: number }
  | { readonly kind: "lost" | "found" | "off_track"; readonly at: number };

export const T = {
  gateM: 75,
  tauS: 35,
  whiteM: 1,
  lostMs: 20_000,
  spike: 6,
  insistMs: 10_000,
  early: 25,
  centre: 6.5,
  half: 18.5,
  power: 1,
  bias: 0,
  startSigma: 20,
  leapM: 30,
  leapMS: 2,
  trustMs: 20_000,
  mass: 0.6,
  haltM: 15,
  onM: 25,
  offM: 40,
  planeAheadM: 4,
  planeSigma: 20,
};

interface Armed {
  readonly id: string;
  readonly spot: Spot;
  readonly radiusM: number;
  readonly passages: readonly Passage[];
}

export interface WalkState {
  at: number | null;
  fixAt: number;
  sigmaM: number;
  plane: plane.PlaneState | null;
  along: AlongState | null;
  heard: string[];
  announced: string[];
  inside: string[];
  outSince: number | null;
  isLost: boolean;
  isOff: boolean;
  offSince: number | null;
  odd: { at: number; spot: Spot; count: number } | null;
  tellsSpeed: boolean;
}

export class WalkEngine {
  readonly state: WalkState = { at: null, fixAt: 0, sigmaM: 10, plane: null, along: null, heard: [], announced: [], inside: [], outSince: null, isLost: false, isOff: false, offSince: null, odd: null, tellsSpeed: false };
  private readonly ground: Ground;
  private readonly line: TrackLine;
  private readonly stops: readonly Armed[];
  private readonly way: Way;
  along: AlongFilter | null = null;

  constructor(trail: WalkTrail) {
    this.ground = new Ground(trail.line[0] ?? trail.zones[0] ?? { latitude: 0, longitude: 0 });
    this.line = new TrackLine(trail.line.map((p) => this.ground.spot(p)));
    const zones = apart(trail.zones);
    const near = zones.map((zone) => this.line.passages(this.ground.spot(zone), zone.radiusM));
    const due = trail.isGuided ? passagesInOrder(near) : near.map(() => null);
    this.stops = zones.map((zone, i) => ({
      id: zone.id,
      spot: this.ground.spot(zone),
      radiusM: zone.radiusM,
      passages: due[i] ? [due[i] as Passage] : (near[i] ?? []),
    }));
    const halts = new Array<boolean>(this.line.spots.length).fill(false);
    for (const { passages } of this.stops)
      for (const { nearestM } of passages) halts.fill(true, Math.max(0, Math.floor(nearestM - T.haltM)), Math.ceil(nearestM + T.haltM) + 1);
    this.way = { line: this.line, isGuided: trail.isGuided, isStop: (m) => halts[Math.round(m)] ?? false };
  }

  tick(at: number): EngineEvent[] {
    const { state } = this;
    if (state.at === null || at <= state.at) return [];
    this.advance(at);
    return this.decide(at);
  }

  take(fix: WalkFix): EngineEvent[] {
    const { state } = this;
    if (fix.at <= (state.at === null ? -1 : state.fixAt) || !(fix.accuracy > 0) || fix.accuracy > T.gateM) return [];
    if (state.at !== null && fix.at < state.at) return [];
    const spot = this.ground.spot(fix);
    const sigma = Math.max(3, fix.accuracy / 1.5);
    if (!state.plane || state.at === null) {
      state.sigmaM = sigma;
      state.plane = plane.startPlane(spot, sigma);
      state.at = state.fixAt = fix.at;
      return [];
    }
    this.advance(fix.at);
    const seconds = (fix.at - state.fixAt) / 1000;
    const ahead = plane.awaited(state.plane);
    const isOdd = plane.surprise(state.plane, spot, T.whiteM) > T.spike || size(difference(spot, ahead)) > T.leapM + 3 * state.sigmaM + T.leapMS * seconds;
    if (isOdd && !this.insists(spot, fix.at)) return this.decide(fix.at);
    if (!isOdd && !this.along && sigma < 0.8 * state.sigmaM) {
      state.sigmaM = sigma;
      state.plane = plane.startPlane(spot, sigma);
    }
    if (state.odd && state.odd.count < 0) { state.plane = plane.startPlane(spot, sigma); this.along = null; }
    state.odd = null;
    state.sigmaM += (sigma - state.sigmaM) * Math.min(1, seconds / 20);
    plane.correct(state.plane, spot, T.whiteM);
    this.along?.update(spot, seconds, state.sigmaM, T.whiteM, this.speedOf(fix));
    state.fixAt = fix.at;
    this.follow(spot, fix.at);
    return this.decide(fix.at);
  }

  /** Some phones say 0 for ever: a speed is heard once one has been told. */
  private speedOf({ speed }: WalkFix): number | null {
    if (typeof speed !== "number" || !(speed >= 0)) return null;
    if (speed > 0.5) this.state.tellsSpeed = true;
    return this.state.tellsSpeed ? speed : null;
  }

  private insists(spot: Spot, at: number): boolean {
    const { state } = this;
    const odd = state.odd;
    if (!odd || size(difference(odd.spot, spot)) > 30 + (at - odd.at) / 1000 * 3) { state.odd = { at, spot, count: 1 }; return false; }
    odd.count += 1;
    if (odd.count >= 4 && at - odd.at >= T.insistMs) { odd.count = -1; return true; }
    return false;
  }

  private advance(at: number): void {
    const { state } = this;
    let seconds = (at - (state.at as number)) / 1000;
    if (state.plane) plane.predict(state.plane, seconds, state.sigmaM, T.tauS);
    while (seconds > 0) { const step = Math.min(1, seconds); this.along?.predict(step); seconds -= step; }
    state.at = at;
  }

  /** On the track or off */
  private follow(spot: Spot, at: number): void {
    const { state } = this;
    const here = plane.place(state.plane as plane.PlaneState);
    const foot = this.line.nearest(here);
    if (!this.along) {
      if (foot.metres < T.onM + state.sigmaM && state.sigmaM < T.startSigma) {
        this.along = AlongFilter.around(this.way, here, spot, state.sigmaM + 5, 0x2545f491);
        state.offSince = null;
      }
      return;
    }
    if (foot.metres > T.offM + 1.5 * state.sigmaM) {
      state.offSince ??= at;
      if (at - state.offSince > 15_000) this.along = null;
    } else {
      state.offSince = null;
      this.along.renew(spot, foot.alongM, state.sigmaM);
    }
  }

  private decide(at: number): EngineEvent[] {
    const { state } = this;
    const events: EngineEvent[] = [];
    if (at - state.fixAt > T.trustMs) return events;
    for (const stop of this.stops) {
      if (state.heard.includes(stop.id)) continue;
      const isHere = this.along && state.offSince === null ? this.isDueAlong(stop, this.along) : this.isDuePlane(stop);
      if (!isHere) continue;
      state.heard.push(stop.id);
      events.push({ kind: "enter", id: stop.id, at, metres: 0 });
    }
    return events;
  }

  private isDueAlong(stop: Armed, along: AlongFilter): boolean {
    const { metres, pace, weight } = along.state;
    let [here, balance] = [0, 0];
    for (const { fromM, toM } of stop.passages) {
      for (let i = 0; i < GUESSES; i += 1) {
        const m = metres[i] as number;
        const past = (pace[i] as number) < 0 ? toM - m : m - fromM;
        if (past < -T.early || past > toM - fromM + 20) continue;
        const w = weight[i] as number;
        const off = Math.min(1, (past + T.centre) / T.half);
        here += w;
        balance += w * (fromM <= 0 ? 1 : Math.sign(off) * Math.abs(off) ** T.power);
      }
    }
    return here >= T.mass && balance >= 1 - here + T.bias;
  }

  private isDuePlane(stop: Armed): boolean {
    const p = this.state.plane as plane.PlaneState;
    if (plane.deviationM(p) > T.planeSigma) return false;
    const outside = size(difference(plane.place(p), stop.spot)) - stop.radiusM;
    return outside <= T.planeAheadM;
  }
}
