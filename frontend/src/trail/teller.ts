import type { KeptMoment } from "../journey/kept-moment";
import { markPlaying } from "../player/listen-buttons";
import { connectMediaSession, describe } from "../player/media-session";
import { Player } from "../player/player";
import { neighbour } from "../player/playlist";
import type { Say } from "../strings";
import type { Dock } from "./dock";
import type { Whereabouts } from "./leading";
import { followMoments } from "./moments";
import { walkTitle } from "./parts";
import { isOpen, readTrack, type Stop, type Track } from "./stops";

/** What the teller asks of the walk. */
export interface TellerHost {
  say: Say;
  language: string;
  onState(isPlaying: boolean): void;
  onMove(by: 1 | -1, isTold: boolean): void;
  onMoment(): void;
  onInterrupted(): void;
  /** A recording was heard to its end. */
  onOver(what: "story" | "introduction" | "pause"): void;
  onHeard(code: string): void;
}

/** The stop that is told now: its recording, its names, what was heard before it. */
export class Teller {
  readonly #main: HTMLElement;
  readonly #dock: Dock;
  readonly #host: TellerHost;
  readonly #stops: readonly Stop[];
  readonly player: Player;
  readonly heard = new Set<string>();
  readonly #shown = new Set<string>();
  current: Stop | null = null;
  /** Silence instead of a story, while one walks with the screen off. */
  #isPausing = false;

  constructor(
    main: HTMLElement,
    dock: Dock,
    audio: HTMLAudioElement,
    stops: readonly Stop[],
    host: TellerHost,
  ) {
    this.#main = main;
    this.#dock = dock;
    this.#host = host;
    this.#stops = stops;
    this.player = new Player(dock.element, audio, {
      say: host.say,
      language: host.language,
      onState: (isPlaying) => {
        markPlaying(main, this.player.track, isPlaying);
        host.onState(isPlaying);
      },
      onEnd: () => this.#end(),
      onMove: (by) => host.onMove(by, this.player.isPlaying),
      onMoment: () => host.onMoment(),
      onInterrupted: () => host.onInterrupted(),
    });
    followMoments(this.player);
    connectMediaSession(this.player, (by) => host.onMove(by, true));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#endPause();
    });
  }

  /** Whether a story, or the introduction, is being heard. */
  get isHeard(): boolean {
    return this.player.isPlaying && !this.#isPausing;
  }

  /** Whether the player holds something else than the stop's own story. */
  get #isAside(): boolean {
    const { track } = this.player;
    return track !== null && track !== this.current?.track;
  }

  /**
   * Shows a stop with a recording ready to be heard. Without one named, what the player
   * holds of this very stop stays in it; else it is the stop's own story.
   */
  select(stop: Stop, named?: Track | null): void {
    const held = this.player.track;
    const isHeld = !this.#isPausing && held && stop.element?.contains(held.element);
    const track = named === undefined ? (isHeld ? held : stop.track) : named;
    this.current = stop;
    this.#shown.add(stop.code);
    this.#isPausing = false;
    for (const { element } of this.#stops)
      element?.classList.toggle("is-current", element === stop.element);
    this.player.load(track);
    this.#dock.showStop(stop, track?.notice ?? "");
    const progress = { number: stop.number, total: this.#stops.length };
    const bar = this.#main.querySelector("[data-progress]");
    if (bar) bar.textContent = this.#host.say("progress", progress);
    this.#describe(stop, stop.title, track?.artist ?? "");
    this.#host.onMoment();
  }

  /** The trail's introduction, which the tap has started; false where it has none. */
  introduce(stop: Stop): boolean {
    const told = this.#main.querySelector<HTMLElement>("[data-introduction]");
    const track = told && readTrack(told);
    if (track) this.select(stop, { ...track, notice: this.#host.say("introduction") });
    return track !== null;
  }

  /** A kept walk goes on where it was, to the second; the tap may have started it. */
  goOn(stop: Stop, kept: KeptMoment): void {
    for (const code of kept.heard) this.markHeard(code);
    this.select(stop, stop.track);
    this.player.speed = kept.speed;
    if (stop.track?.address !== kept.address) return;
    this.player.seek(kept.second);
    if (!this.player.isPlaying) void this.player.play();
  }

  /**
   * The way to a stop as silence: with the screen off the phone does not look where it
   * is, but goes on playing; headsets and locked screens show the way and skip it.
   */
  pauseTowards(stop: Stop, address: string, seconds: number): void {
    this.#isPausing = true;
    const element = stop.element ?? this.#main;
    this.player.load({ element, address, seconds, artist: "", notice: "" });
    const title = this.#host.say("on-the-way", { title: stop.title });
    this.#describe(stop, title, "");
    void this.player.play();
  }

  /** The screen is on again: no more silence. */
  #endPause(): void {
    const { current } = this;
    if (!this.#isPausing || !current) return;
    this.#isPausing = false;
    this.player.load(current.track);
    this.#describe(current, current.title, current.track?.artist ?? "");
  }

  /** What is kept of the moment; null before anything is told. */
  moment(words: string): KeptMoment | null {
    const stop = this.current;
    if (!stop || this.#isAside) return null;
    return {
      stop: stop.code,
      address: this.player.track?.address ?? null,
      second: this.player.audio.ended ? 0 : this.player.moment,
      speed: this.player.speed,
      heard: [...this.heard],
      at: Date.now(),
      words,
    };
  }

  markHeard(code: string): void {
    this.heard.add(code);
    const stop = this.#stops.find((each) => each.code === code);
    stop?.element?.classList.add("is-heard");
    this.#host.onHeard(code);
  }

  /** Whether a stop was the current one at some time of this walk. */
  hasShown(code: string): boolean {
    return this.#shown.has(code);
  }

  forgetHeard(): void {
    this.heard.clear();
    this.#shown.clear();
    for (const { element } of this.#stops) element?.classList.remove("is-heard");
  }

  neighbour(by: 1 | -1): Stop | null {
    return neighbour(this.#stops, this.current, by, isOpen);
  }

  /** What one must know to lead the walker on; null before a stop is shown. */
  whereabouts(walker: Whereabouts["walker"]): Whereabouts | null {
    const stop = this.current;
    if (!stop) return null;
    const isBegun = (this.player.isPlaying || this.player.moment > 0) && !this.#isAside;
    const isTold = this.heard.has(stop.code) || isBegun;
    return { stop, next: this.neighbour(1), walker, isTold };
  }

  #end(): void {
    const stop = this.current;
    if (!stop) return;
    if (this.#isPausing) {
      this.#host.onOver("pause");
      return;
    }
    if (this.#isAside) {
      const isIntroduction =
        this.player.track?.element.matches("[data-introduction]") ?? false;
      if (isIntroduction) this.select(stop, stop.track);
      this.#host.onOver("introduction");
      return;
    }
    this.markHeard(stop.code);
    this.#host.onMoment();
    this.#host.onOver("story");
  }

  #describe(stop: Stop, title: string, artist: string): void {
    const found =
      stop.element?.querySelector<HTMLImageElement>(".picture img") ??
      this.#main.querySelector<HTMLImageElement>(".trail__cover");
    const picture = found?.currentSrc || found?.src || "";
    describe({ title, artist, album: walkTitle(this.#main), picture });
  }
}
