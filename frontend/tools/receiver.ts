/**
 * A receiver that errs: what a phone would report of where a walker truly is.
 *
 * The model and its sources are in docs/walking.md: an error that wanders (Gauss-Markov,
 * first order, east and north apart), a little white noise, fixes lost in bursts, fixes
 * far off that claim to be precise, and a first position far off that mends by itself.
 */
import type { Spot } from "../src/local-metres";
import { type Draws, Wandering } from "./draws";

export interface Scene {
  readonly name: string;
  /** Deviation of the wandering error on each axis: the walks take them in turn. */
  readonly sigmaM: readonly number[];
  /** Within how many seconds the error forgets where it was. */
  readonly tauS: readonly [low: number, high: number];
  readonly whiteM: number;
  /** Share of the fixes that are lost, in bursts of so many seconds on average. */
  readonly lostShare: number;
  readonly lostS: number;
  /** Seconds between spikes on average; 0 for none. */
  readonly spikeEveryS: number;
  /** Metres off at first, and how fast that mends. */
  readonly coldM: number;
  readonly coldS: number;
  /** What the claimed accuracy is to the true one: 1 honest, 0.5 boasting by half. */
  readonly claims: readonly [low: number, high: number];
  /** Whether the fixes hold a speed, as phones give it on the move. */
  readonly hasSpeed: boolean;
}

const HARSH: Scene = {
  name: "harsh",
  sigmaM: [4, 8, 15],
  tauS: [20, 60],
  whiteM: 0.7,
  lostShare: 0.2,
  lostS: 8,
  spikeEveryS: 120,
  coldM: 90,
  coldS: 15,
  claims: [0.8, 1.2],
  hasSpeed: false,
};

const calm = { lostShare: 0.03, lostS: 4, spikeEveryS: 900, coldM: 0 };

export const SCENES: readonly Scene[] = [
  HARSH,
  { ...HARSH, ...calm, name: "open sky", sigmaM: [4], tauS: [15, 40] },
  {
    ...HARSH,
    name: "street",
    sigmaM: [8],
    lostShare: 0.05,
    spikeEveryS: 400,
    coldM: 40,
  },
  {
    ...HARSH,
    name: "narrow street",
    sigmaM: [15],
    lostShare: 0.15,
    claims: [0.5, 1],
    coldM: 60,
  },
  { ...HARSH, ...calm, name: "under trees", sigmaM: [8, 12], lostShare: 0.1, lostS: 5 },
  { ...HARSH, name: "cold start", sigmaM: [8], coldM: 120, coldS: 30 },
  { ...HARSH, name: "harsh, with speed", hasSpeed: true },
];

/** A fix on flat ground. */
export interface Found extends Spot {
  readonly second: number;
  readonly accuracy: number;
  readonly speed?: number;
}

/** Accuracy is the radius that holds 68 of 100 fixes: 1.515 deviations of one axis. */
const RADIUS_OF_68 = Math.sqrt(-2 * Math.log(1 - 0.68));
const SPIKE_M = 200;
/** Speed comes from the Doppler shift: its error is small, and told not always. */
const SPEED_WANDERS_M_S = 0.2;
const SPEED_WHITE_M_S = 0.2;
const SPEED_TOLD = 0.8;

export class Receiver {
  private readonly east: Wandering;
  private readonly north: Wandering;
  private readonly claim: Wandering;
  private readonly speed: Wandering;
  private readonly coldTowards: number;
  private lostUntil = -1;
  private spike: {
    readonly until: number;
    readonly east: number;
    readonly north: number;
  } = {
    until: -1,
    east: 0,
    north: 0,
  };

  constructor(
    private readonly scene: Scene,
    private readonly draws: Draws,
    readonly sigmaM: number,
  ) {
    const tauS = draws.between(...scene.tauS);
    this.east = new Wandering(draws, this.sigmaM, tauS);
    this.north = new Wandering(draws, this.sigmaM, tauS);
    this.speed = new Wandering(draws, SPEED_WANDERS_M_S, 10);
    this.claim = new Wandering(draws, 1, 20);
    this.coldTowards = draws.between(0, 2 * Math.PI);
  }

  /** What is reported in a second; null for a lost fix. */
  find(spot: Spot, second: number, speedMS: number): Found | null {
    const { scene, draws } = this;
    const east = this.east.step(1) + scene.whiteM * draws.normal();
    const north = this.north.step(1) + scene.whiteM * draws.normal();
    const share = 0.5 + Math.max(-0.5, Math.min(0.5, this.claim.step(1) / 4));
    const spoken = scene.claims[0] + (scene.claims[1] - scene.claims[0]) * share;
    const cold =
      second === 0 ? scene.coldM : scene.coldM * Math.exp(-second / scene.coldS);
    const speed = Math.abs(
      speedMS + this.speed.step(1) + SPEED_WHITE_M_S * draws.normal(),
    );
    const isTold = draws.happens(SPEED_TOLD);
    this.turn(second);
    if (second < this.lostUntil) return null;
    const { spike } = this;
    const isSpike = second < spike.until;
    return {
      east:
        spot.east + (isSpike ? spike.east : east + cold * Math.cos(this.coldTowards)),
      north:
        spot.north +
        (isSpike ? spike.north : north + cold * Math.sin(this.coldTowards)),
      second,
      accuracy: isSpike
        ? draws.between(2, 10)
        : Math.max(3, (RADIUS_OF_68 * this.sigmaM + cold) * spoken),
      ...(scene.hasSpeed && isTold ? { speed: isSpike ? SPIKE_M / 10 : speed } : {}),
    };
  }

  /** Bursts and spikes begin by chance, and last a while. */
  private turn(second: number): void {
    const { scene, draws } = this;
    const { lostShare, lostS, spikeEveryS } = scene;
    const startsLost = lostShare / ((1 - lostShare) * lostS);
    if (second >= this.lostUntil && draws.happens(startsLost))
      this.lostUntil = second + Math.ceil(-lostS * Math.log(1 - draws.share()));
    if (spikeEveryS && second >= this.spike.until && draws.happens(1 / spikeEveryS)) {
      const towards = draws.between(0, 2 * Math.PI);
      this.spike = {
        until: second + 1 + Math.floor(draws.between(0, 4)),
        east: SPIKE_M * Math.cos(towards),
        north: SPIKE_M * Math.sin(towards),
      };
    }
  }
}
