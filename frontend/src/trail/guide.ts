import { distanceM, type Point } from "../geo";
import { Journey, type JourneyHost, type KeptJourney } from "../journey/journey";
import type { KeptMoment } from "../journey/kept-moment";
import { openShelf, WalkShelf } from "../journey/kept-walk";
import { readPackage, type TrailPackage } from "../journey/trail-package";
import type { WayAhead } from "../journey/way-ahead";
import type { Outcome } from "../player/player";
import type { State } from "../position/state";
import type { Say } from "../strings";
import type { WalkTrail } from "../walk/walk-trail";
import type { Cards } from "./cards";
import { isOpen, type Stop } from "./stops";
import { vibrate } from "./vibration";

const TICK_MS = 1000;
const KEEP_EVERY_MS = 10_000;

/** What the guide asks of the walk. */
export interface GuideHost {
  say: Say;
  /** Whether a story, or the introduction, is being heard. */
  isHeard(): boolean;
  /** Tells the story of a stop that was reached; resolves to whether it may be heard. */
  tell(code: string): Promise<Outcome>;
  /** The walker asked to hear a stop. */
  listen(code: string): void;
  read(code: string): void;
  find(code: string): Stop | undefined;
  ringBell(): void;
  onChange(): void;
  /** The phone need not look where it is before a moment; null: it is to look on. */
  rest(until: number | null): void;
  /** The trail has been read. */
  onRead(found: TrailPackage): void;
  onArrived(code: string): void;
  /** A stop without sound was reached: its story is there to be read. */
  onShown(stop: Stop): void;
  formatMetres(metres: number): string;
}

/**
 * Leads the walk: the journey decides, the guide has it told, shows what matters on
 * one card, and keeps it all on the phone.
 */
export class Guide implements JourneyHost {
  readonly #host: GuideHost;
  readonly #cards: Cards;
  readonly #shelf: WalkShelf;
  #found: TrailPackage | null = null;
  #version = "";
  #journey: Journey | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #fixAt = 0;
  #keptAt = 0;
  /** Until when the phone was let rest; null while it looks. */
  #restsUntil: number | null = null;
  #address = "";
  #isGoingOn = false;
  #loading: Promise<boolean> | null = null;
  /** Whether it is a real walk, to be gone on with later. */
  isKept = true;
  /** Whether it has come to its end, and is forgotten. */
  isOver = false;
  /** Whether the way is closed and has no detour: nobody is called back to it. */
  goesOwnWay = false;
  /** The stop in whose zone one stands. */
  here: string | null = null;
  track: "on" | "off" | "lost" = "lost";

  constructor(host: GuideHost, cards: Cards, momentKey: string) {
    this.#host = host;
    this.#cards = cards;
    this.#shelf = new WalkShelf(openShelf(), momentKey);
    addEventListener("pagehide", () => this.#keep());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#keep();
      else this.#journey?.wasAway();
    });
  }

  get journey(): Journey | null {
    return this.#journey;
  }

  get isUnderWay(): boolean {
    return this.#timer !== null;
  }

  /** Reads the trail and goes on with a kept journey, or begins a new one. */
  async start(address: string, isGoingOn: boolean): Promise<void> {
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
    this.#address = address;
    this.#isGoingOn = isGoingOn;
    if (await this.load()) return;
    const acts = { again: () => void this.start(address, isGoingOn) };
    this.#cards.show("no-trail", { acts }); // meanwhile the walk goes on by hand
  }

  /** Reads the trail, once; whether it is there. */
  load(): Promise<boolean> {
    this.#loading ??= this.#read().then(
      () => true,
      () => {
        this.#loading = null; // the next one tries again
        return false;
      },
    );
    return this.#loading;
  }

  async #read(): Promise<void> {
    const answer = await fetch(this.#address);
    if (!answer.ok) throw new Error(`package: ${answer.status}`);
    const written = await answer.json();
    this.#version = String(written.version);
    this.#found = readPackage(written);
    this.#cards.hide("no-trail", "no-notebook");
    this.#host.onRead(this.#found);
    this.begin(this.#isGoingOn ? this.#shelf.journey(this.#version) : null);
  }

  /** Begins a journey anew, or goes on with a kept one. */
  begin(kept: KeptJourney | null): void {
    if (!this.#found) return;
    this.#journey = new Journey(this.#found, this, kept);
    this.isOver = false;
    this.here = null;
    this.#host.onChange();
  }

  /** The trail leads another way from here on: a notice has begun, or ended. */
  reroute(trail: WalkTrail): void {
    if (!this.#found || !this.#journey) return;
    this.#found = { ...this.#found, trail };
    this.#journey = this.#journey.onto(this.#found);
    this.#host.onChange();
  }

  /** The walk has come to its end: it is not gone on with. */
  end(): void {
    this.isOver = true;
    if (this.isKept) this.#shelf.forget();
  }

  /** The walk was left: nothing starts by itself any more. */
  pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#host.rest(null);
    this.#keep();
  }

  keepMoment(moment: KeptMoment): void {
    if (this.#isToBeKept && this.isUnderWay) this.#shelf.keepMoment(moment);
  }

  /** The walker's position as it is known now. */
  take({ fix, name }: State): void {
    if (!fix || fix.at === this.#fixAt || !this.isUnderWay) return;
    this.#fixAt = fix.at;
    if (name === "located" || name === "imprecise") this.#journey?.take(fix);
    this.#showWayBack();
    this.#host.onChange();
  }

  /** A recording is over. */
  over(): void {
    this.#cards.hide("near-text");
    this.#journey?.over();
    if (!this.#journey?.waiting.length) this.#cards.hide("waiting");
  }

  /** The walker chose a stop by hand. */
  choose(code: string): void {
    this.#journey?.choose(code);
    this.#cards.hide("near-text", "blocked", "interrupted", "missed");
    if (!this.#journey?.waiting.length) this.#cards.hide("waiting");
  }

  /** Whether a stop was reached, or chosen by hand, and does not wait for its turn. */
  hasReached(code: string): boolean {
    return this.#journey?.hasReached(code) ?? false;
  }

  wayTo(code: string): WayAhead | null {
    return (!this.goesOwnWay && this.#journey?.wayTo(code)) || null;
  }

  /** From a walker to the nearest stop, straight; 0 while the trail is not read. */
  metresAway(walker: Point): number {
    const metres = this.#found?.stops.map((stop) => distanceM(walker, stop)) ?? [];
    return metres.length ? Math.min(...metres) : 0;
  }

  lookFor(code: string): string {
    return this.#stop(code)?.lookFor ?? "";
  }

  /** A story is over: the picture that helps to find the next stop. */
  showWhatToLookFor(code: string | undefined): void {
    const { lookFor: words = "", lookForPicture: picture } = this.#stop(code) ?? {};
    if (picture) this.#cards.show("look-for", { words: { words }, picture });
  }

  #stop(code: string | undefined) {
    return this.#found?.stops.find((stop) => stop.code === code);
  }

  isHeard(): boolean {
    return this.#host.isHeard();
  }

  onBegin(code: string): void {
    this.#cards.hide("hear", "unheard", "last-stop");
    const stop = this.#host.find(code);
    const title = stop?.title ?? "";
    if (stop && !isOpen(stop)) {
      const acts = { read: () => this.#host.read(code) };
      this.#cards.show("closed", { words: { title }, acts });
      this.over(); // the one that waits has its turn
      return;
    }
    vibrate("story");
    void this.#host.tell(code).then((outcome) => {
      if (outcome === "blocked") {
        const acts = { listen: () => this.#host.listen(code) };
        this.#cards.show("blocked", { words: { title }, acts });
      } else if (outcome === "silent") {
        const acts = { read: () => this.#host.read(code) };
        this.#cards.show("near-text", { words: { title }, acts });
        if (stop) this.#host.onShown(stop);
      }
    });
  }

  onWait(code: string): void {
    vibrate("waiting");
    this.#host.ringBell();
    const stop = this.#host.find(code);
    const words = { title: stop?.title ?? "", number: stop?.number ?? 0 };
    const acts = { listen: () => this.#host.listen(code) };
    this.#cards.show("waiting", { words, acts });
  }

  onNear(): void {
    this.#host.onChange();
  }

  onHere(code: string | null): void {
    this.here = code;
    if (code && this.isKept) this.#host.onArrived(code);
    if (code) this.#cards.hide("look-for", "question");
    this.#host.onChange();
  }

  onTrack(state: "on" | "off" | "lost"): void {
    if (state === "off" && this.goesOwnWay) return;
    const was = this.track;
    this.track = state;
    if (state === "off" && was !== "off") vibrate("off");
    if (state !== "off") this.#cards.forget("off");
    this.#showWayBack();
    this.#host.onChange();
  }

  onMissed(codes: readonly string[]): void {
    const code = codes.at(-1);
    const stop = code && this.#host.find(code);
    if (!code || !stop) return;
    const words = { title: stop.title, number: stop.number };
    const acts = { listen: () => this.#host.listen(code) };
    this.#cards.show("missed", { words, acts });
  }

  #tick(): void {
    const now = Date.now();
    this.#journey?.tick(now, this.#restsUntil === null);
    this.#spareBattery(now);
    if (now - this.#keptAt > KEEP_EVERY_MS) this.#keep();
  }

  /** The receiver drains the battery like nothing else: it looks when it must. */
  #spareBattery(now: number): void {
    const look = this.#journey?.look(now);
    const until = !look || look.isOn ? null : look.wakeAt;
    // A look may be over between two ticks: the next rest is another one.
    if (until === this.#restsUntil) return;
    this.#restsUntil = until;
    this.#host.rest(until);
  }

  get #isToBeKept(): boolean {
    return this.isKept && !this.isOver;
  }

  #keep(): void {
    this.#keptAt = Date.now();
    if (this.#journey && this.#isToBeKept)
      this.#shelf.keepJourney(this.#version, this.#journey.kept);
  }

  /** Off the track: how far it is, and in which direction. */
  #showWayBack(): void {
    const way = this.track === "off" ? this.#journey?.wayBack : null;
    if (!way) return;
    const direction = this.#host.say(`to-${Math.round(way.bearing / 45) % 8}`);
    const metres = this.#host.formatMetres(way.metres);
    this.#cards.offer("off", { words: { metres, direction } });
  }
}
