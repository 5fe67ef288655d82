/** Positions that no phone found: a walk made up at home, or one recorded before. */
import type { Point } from "../geo";
import type { PositionSource } from "./source";
import type { Event, Fix } from "./state";

const STEP_MS = 1000;
const PACE_M_S = 1.3;
const ACCURACY_M = 6;

/** What the made-up walk goes along. */
export interface MadeTrack {
  readonly lengthM: number;
  pointAt(metres: number): Point;
}

/**
 * A walk at home along the track, at the pace of a stroll. It stands still while a
 * story is heard, as people do.
 */
export class MadeWalk implements PositionSource {
  readonly #track: MadeTrack;
  readonly #stands: () => boolean;
  #timer: ReturnType<typeof setInterval> | null = null;
  #metres: number;
  /** How many times faster than on foot. */
  hurry = 1;

  constructor(track: MadeTrack, stands: () => boolean, fromM = 0) {
    this.#track = track;
    this.#stands = stands;
    this.#metres = fromM;
  }

  isGranted(): Promise<boolean> {
    return Promise.resolve(true);
  }

  start(tell: (event: Event) => void): void {
    this.stop();
    const step = (): void => {
      if (!this.#stands()) this.#metres += (PACE_M_S * this.hurry * STEP_MS) / 1000;
      this.#metres = Math.min(this.#metres, this.#track.lengthM);
      const fix = { ...this.#track.pointAt(this.#metres), accuracy: ACCURACY_M };
      tell({ kind: "fix", fix: { ...fix, at: Date.now() } });
    };
    this.#timer = setInterval(step, STEP_MS);
    step();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  restUntil(): void {
    // It costs no battery.
  }
}

/** A walk recorded before, told again second by second. */
export class RecordedWalk implements PositionSource {
  readonly #fixes: readonly Fix[];
  #waiting: ReturnType<typeof setTimeout> | null = null;
  #next = 0;

  constructor(fixes: readonly Fix[]) {
    this.#fixes = fixes;
  }

  isGranted(): Promise<boolean> {
    return Promise.resolve(true);
  }

  start(tell: (event: Event) => void): void {
    this.stop();
    const [first] = this.#fixes;
    const beganAt = Date.now();
    const play = (): void => {
      const fix = this.#fixes[this.#next];
      if (!fix || !first) return;
      const due = beganAt + (fix.at - first.at);
      const waits = due - Date.now();
      if (waits > 0) {
        this.#waiting = setTimeout(play, waits);
        return;
      }
      this.#next += 1;
      tell({ kind: "fix", fix: { ...fix, at: due } });
      play();
    };
    play();
  }

  stop(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting);
    this.#waiting = null;
  }

  restUntil(): void {
    // What was recorded is there.
  }
}
