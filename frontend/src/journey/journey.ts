/**
 * A walk under way: what the engine says becomes what is told. Pure: it knows no page,
 * reads no clock and plays no sound; whoever hosts it does.
 */
import type { Point } from "../geo";
import { type Look, nextLook } from "../walk/duty-cycle";
import {
  WalkEngine,
  type WalkEvent,
  type WalkFix,
  type WalkState,
} from "../walk/engine";
import type { WalkTrail } from "../walk/walk-trail";
import { EMPTY, over, type Queue, reach, take } from "./story-queue";
import type { PackageStop, TrailPackage } from "./trail-package";
import { type WayAhead, Ways } from "./way-ahead";

/** After so many fixes on the track one is where one seems to be. */
const SURE_FIXES = 5;

/** What a journey asks of the phone. Stops are named by their codes. */
export interface JourneyHost {
  /** Whether a story is being heard right now. */
  isHeard(): boolean;
  /** The story of a stop begins by itself. */
  onBegin(code: string): void;
  /** A stop was reached while another story is told: it waits. */
  onWait(code: string): void;
  /** A stop comes near. */
  onNear(code: string): void;
  /** The walker stands in a stop's zone, or has left it. */
  onHere(code: string | null): void;
  onTrack(state: "on" | "off" | "lost"): void;
  /** Stops that were walked past unheard, while the phone could not look. */
  onMissed(codes: readonly string[]): void;
}

/** What is kept of a journey, to go on with it. */
export interface KeptJourney {
  readonly engine: WalkState;
  readonly queue: Queue;
  /** Length of the track that it was walked along. */
  readonly lineM?: number | undefined;
}

export class Journey {
  readonly #engine: WalkEngine;
  readonly #host: JourneyHost;
  readonly #stops: readonly PackageStop[];
  readonly #trail: WalkTrail;
  readonly ways: Ways;
  #queue: Queue;
  /** Where the walker was found last. */
  here: Point | null = null;
  /** Fixes on the track since the phone looks again; null while it looks all the time. */
  #backFor: number | null = null;

  constructor(
    { trail, stops }: TrailPackage,
    host: JourneyHost,
    kept: KeptJourney | null,
  ) {
    this.ways = new Ways(trail);
    this.#engine = new WalkEngine(trail, kept?.engine);
    // On another track, how far one has come is sought anew.
    if (kept && kept.lineM !== this.ways.lengthM) this.#engine.forgetTrack();
    this.#queue = kept?.queue ?? EMPTY;
    this.#host = host;
    this.#stops = stops;
    this.#trail = trail;
  }

  get kept(): KeptJourney {
    const { lengthM: lineM } = this.ways;
    return { engine: this.#engine.state, queue: this.#queue, lineM };
  }

  /** The same journey on a trail that leads another way: what was told stays told. */
  onto(found: TrailPackage): Journey {
    const next = new Journey(found, this.#host, this.kept);
    next.here = this.here;
    next.#backFor = this.#backFor;
    return next;
  }

  /** Codes of the stops that wait for their turn. */
  get waiting(): string[] {
    return this.#queue.waiting.map((id) => this.#codeOf(id));
  }

  /** Whether a stop was reached, or chosen by hand, and its turn has come. */
  hasReached(code: string): boolean {
    const stop = this.#stops.find((each) => each.code === code);
    const { entered } = this.#engine.state;
    return !!stop && entered.includes(stop.id) && !this.waiting.includes(code);
  }

  /** A fix of the phone, or of whatever plays its part. */
  take(fix: WalkFix): void {
    this.here = fix;
    this.#tell(this.#engine.take(fix));
    if (this.#backFor !== null && this.#engine.state.fixAt === fix.at) this.#comeBack();
  }

  /** Time passes; call it once a second. `isLooking`: the phone was not let rest. */
  tick(at: number, isLooking = true): void {
    this.#tell(this.#engine.tick(at, isLooking));
  }

  /** Whether the phone is to look where it is now, or when again. */
  look(at: number): Look {
    return nextLook(this.#engine.state, this.#trail, at);
  }

  /** The phone could not look for a while: its screen was off, or another app was up. */
  wasAway(): void {
    this.#backFor = 0;
  }

  /** The story that was told is over. */
  over(): void {
    const turn = over(this.#queue);
    this.#queue = turn.queue;
    if (turn.begin) this.#host.onBegin(this.#codeOf(turn.begin));
  }

  /** The walker says: I am at this stop. Its story starts no more by itself. */
  choose(code: string): void {
    const stop = this.#stops.find((each) => each.code === code);
    if (!stop) return;
    this.#queue = take(this.#queue, stop.id).queue;
    const { entered } = this.#engine.state;
    if (!entered.includes(stop.id)) entered.push(stop.id);
  }

  /** The way from where the walker is to a stop; null while that is not known. */
  wayTo(code: string): WayAhead | null {
    const stop = this.#stops.find((each) => each.code === code);
    if (!stop || !this.here || this.#engine.state.told === "lost") return null;
    return this.ways.to(stop.id, this.here, this.alongM);
  }

  /** The way back to the track; null on it. */
  get wayBack(): WayAhead | null {
    const { isOff } = this.#engine.state;
    return isOff && this.here ? this.ways.back(this.here) : null;
  }

  /** How far along the track the walker has come; null off it. */
  get alongM(): number | null {
    const { along, alongM } = this.#engine.state;
    return along ? alongM : null;
  }

  #codeOf(id: string): string {
    return this.#stops.find((stop) => stop.id === id)?.code ?? "";
  }

  #tell(events: readonly WalkEvent[]): void {
    const host = this.#host;
    for (const event of events) {
      if (event.kind === "enter") this.#reach(event.id);
      else if (event.kind === "announce") host.onNear(this.#codeOf(event.id));
      else if (event.kind === "exit") host.onHere(null);
      else if (event.kind === "lost") host.onTrack("lost");
      else host.onTrack(event.kind === "off_track" ? "off" : "on");
    }
  }

  #reach(id: string): void {
    const code = this.#codeOf(id);
    const isHeard = this.#host.isHeard();
    const turn = reach(this.#queue, id, isHeard);
    this.#queue = turn.queue;
    this.#host.onHere(code);
    if (turn.begin) this.#host.onBegin(code);
    else if (turn.queue.waiting.includes(id)) this.#host.onWait(code);
  }

  /** After a time without looking: what lies behind and was never told. */
  #comeBack(): void {
    const alongM = this.alongM;
    if (alongM === null || this.#backFor === null) return; // not on the track yet
    this.#backFor += 1;
    if (this.#backFor < SURE_FIXES) return;
    this.#backFor = null;
    if (!this.#trail.isGuided) return;
    const { entered } = this.#engine.state;
    const missed = this.ways.passed(alongM).filter((id) => !entered.includes(id));
    if (missed.length) this.#host.onMissed(missed.map((id) => this.#codeOf(id)));
  }
}
