import type { Fix } from "../position/state";
import type { Say } from "../strings";
import { Compass } from "./compass";
import { isWorthSaying, sideOf, ticking, turnDeg } from "./lantern";

const TICK_S = 0.035;
const LOUDNESS = 0.35;
/** Slower than this a phone's own course says nothing. */
const WALKING_M_S = 0.5;

/** Where the lantern leads, from where. */
export interface LanternGoal {
  readonly title: string;
  readonly metres: number;
  readonly bearing: number;
}

export interface LanternHost {
  say: Say;
  formatMetres(metres: number): string;
  /** While a story is heard the lantern is silent. */
  isHeard(): boolean;
  /** A sentence for who listens to the screen. */
  speak(sentence: string): void;
}

/** Ticks towards the next stop, and says the way in words now and then. */
export class SoundLantern {
  readonly #host: LanternHost;
  readonly #compass = new Compass();
  #context: AudioContext | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #goal: LanternGoal | null = null;
  #course: number | null = null;
  #said: { title: string; metres: number } | null = null;

  constructor(host: LanternHost) {
    this.#host = host;
  }

  get isOn(): boolean {
    return this.#context !== null;
  }

  /** Call it from a tap: sound and compass ask for one. */
  start(): void {
    this.#context ??= new AudioContext();
    void this.#context.resume();
    void this.#compass.start();
    this.#said = null;
    this.#tick();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    void this.#context?.close();
    this.#compass.stop();
    this.#context = this.#timer = null;
  }

  lead(goal: LanternGoal | null, walker: Fix | null): void {
    this.#goal = goal;
    const { speed, heading } = walker ?? {};
    const isWalking = typeof speed === "number" && speed >= WALKING_M_S;
    this.#course = isWalking && typeof heading === "number" ? heading : null;
    this.#saySometimes();
  }

  get #turn(): number | null {
    const heading = this.#compass.heading ?? this.#course;
    return this.#goal && heading !== null ? turnDeg(this.#goal.bearing, heading) : null;
  }

  #tick(): void {
    const goal = this.#goal;
    const { everyMs, hertz } = ticking(goal?.metres ?? 1000, this.#turn);
    if (goal && !this.#host.isHeard()) this.#sound(hertz);
    if (this.#context) this.#timer = setTimeout(() => this.#tick(), everyMs);
  }

  #sound(hertz: number): void {
    const context = this.#context;
    if (!context) return;
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    const at = context.currentTime;
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(LOUDNESS, at);
    gain.gain.exponentialRampToValueAtTime(0.001, at + TICK_S);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + TICK_S);
  }

  #saySometimes(): void {
    const goal = this.#goal;
    if (!this.isOn || !goal || this.#host.isHeard()) return;
    const said = this.#said?.title === goal.title ? this.#said.metres : null;
    if (!isWorthSaying(goal.metres, said)) return;
    this.#said = { title: goal.title, metres: goal.metres };
    const words = { title: goal.title, metres: this.#host.formatMetres(goal.metres) };
    const turn = this.#turn;
    const side = turn === null ? "" : this.#host.say(`side-${sideOf(turn)}`);
    this.#host.speak(
      side
        ? this.#host.say("lantern-side", { ...words, side })
        : this.#host.say("lantern", words),
    );
  }
}
