import type { Say } from "../strings";
import { formatClock, formatSpeed } from "../trail/format";
import type { Track } from "../trail/stops";
import { nextSpeed, played, SKIP_SECONDS, skip } from "./playlist";

const KEEP_EVERY_S = 3;

/** What the player asks of the walk. */
export interface PlayerHost {
  say: Say;
  language: string;
  onState(playing: boolean): void;
  onEnd(): void;
  onMove(by: 1 | -1): void;
  /** The sound stopped, and nobody here asked for it: a call, another app. */
  onInterrupted(): void;
  /** Every now and then while a recording is heard, and when it stops. */
  onMoment(): void;
}

/** What came of wanting to play. A browser may refuse sound that no tap asked for. */
export type Outcome = "playing" | "blocked" | "failed" | "replaced" | "silent";

/**
 * The controls of the page's one `<audio>` element.
 *
 * The element is made by the page's first script, so that the tap that asks for sound
 * is the one that starts it. The walk may start others on the same element later.
 */
export class Player {
  readonly #root: HTMLElement;
  readonly #host: PlayerHost;
  readonly audio: HTMLAudioElement;
  track: Track | null = null;
  #isAsked = true;
  #keptAt = 0;

  constructor(root: HTMLElement, audio: HTMLAudioElement, host: PlayerHost) {
    this.#root = root;
    this.#host = host;
    this.audio = audio;
    this.#listenToKeys();
    this.#listenToSound();
    this.#showSpeed();
  }

  get isPlaying(): boolean {
    return !this.audio.paused && !this.audio.ended;
  }

  /** Puts a recording in the player, or none. The same one again changes nothing. */
  load(track: Track | null): void {
    this.track = track;
    this.say("");
    if (track && this.audio.src !== track.address) this.#isAsked = true;
    if (!track) {
      this.#isAsked = true;
      this.audio.pause();
      this.audio.removeAttribute("src");
      this.audio.load();
    } else if (this.audio.src !== track.address) {
      this.audio.src = track.address;
    }
    this.#root.classList.toggle("is-silent", !track);
    for (const key of ["[data-play]", "[data-seek]", "[data-back]", "[data-forward]"]) {
      this.#find<HTMLButtonElement | HTMLInputElement>(key).disabled = !track;
    }
    if (!track) this.say(this.#host.say("silent"));
    else if (this.audio.error) this.say(this.#host.say("failed"));
    this.#showMoment();
    this.#showState();
  }

  /** Plays, as far as the browser lets it. */
  async play(): Promise<Outcome> {
    if (!this.track) return "silent";
    this.say("");
    try {
      await this.audio.play();
      this.#isAsked = false;
      return "playing";
    } catch (error) {
      const name = error instanceof DOMException ? error.name : "";
      if (name === "AbortError") return "replaced"; // another recording took its place
      const outcome = name === "NotAllowedError" ? "blocked" : "failed";
      this.say(this.#host.say(outcome));
      return outcome;
    }
  }

  pause(): void {
    this.#isAsked = true;
    this.audio.pause();
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else void this.play();
  }

  seek(seconds: number): void {
    this.audio.currentTime = seconds;
    this.#showMoment();
  }

  skip(by: number): void {
    this.seek(skip(this.audio.currentTime, by, this.duration));
  }

  get moment(): number {
    return this.track ? this.audio.currentTime : 0;
  }

  get duration(): number {
    const known = this.audio.duration;
    return Number.isFinite(known) && known > 0 ? known : (this.track?.seconds ?? 0);
  }

  /** A sentence under the controls; only for the ear where something else shows it. */
  say(sentence: string, isShownElsewhere = false): void {
    const message = this.#find("[data-message]");
    message.textContent = sentence;
    message.classList.toggle("visually-hidden", isShownElsewhere);
  }

  #find<T extends HTMLElement>(selector: string): T {
    const found = this.#root.querySelector<T>(selector);
    if (!found) throw new Error(`no ${selector} in the player`);
    return found;
  }

  #listenToKeys(): void {
    const on = (selector: string, act: () => void): void =>
      this.#find(selector).addEventListener("click", act);
    on("[data-play]", () => this.toggle());
    on("[data-back]", () => this.skip(-SKIP_SECONDS));
    on("[data-forward]", () => this.skip(SKIP_SECONDS));
    on("[data-previous]", () => this.#host.onMove(-1));
    on("[data-next]", () => this.#host.onMove(1));
    on("[data-speed]", () => this.#changeSpeed());
    const bar = this.#find<HTMLInputElement>("[data-seek]");
    bar.addEventListener("input", () => this.seek(Number(bar.value)));
  }

  #listenToSound(): void {
    const { audio } = this;
    for (const name of ["timeupdate", "loadedmetadata", "durationchange", "seeked"]) {
      audio.addEventListener(name, () => this.#showMoment());
    }
    for (const name of ["play", "pause", "playing", "waiting", "ended", "emptied"]) {
      audio.addEventListener(name, () => this.#showState());
    }
    audio.addEventListener("timeupdate", () => {
      if (Math.abs(audio.currentTime - this.#keptAt) >= KEEP_EVERY_S) this.#keep();
    });
    // A page that is left at once after a jump would go on at the moment before it.
    addEventListener("pagehide", () => this.#keep());
    audio.addEventListener("pause", () => {
      this.#keep();
      if (!this.#isAsked && !audio.ended) this.#host.onInterrupted();
      this.#isAsked = true;
    });
    audio.addEventListener("play", () => {
      this.#isAsked = false;
    });
    audio.addEventListener("ended", () => this.#host.onEnd());
    audio.addEventListener("error", () => {
      if (this.track) this.say(this.#host.say("failed"));
      this.#showState();
    });
  }

  #keep(): void {
    this.#keptAt = this.audio.currentTime;
    this.#host.onMoment();
  }

  #changeSpeed(): void {
    this.speed = nextSpeed(this.audio.playbackRate);
    this.#keep();
  }

  get speed(): number {
    return this.audio.playbackRate;
  }

  set speed(rate: number) {
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
    this.#showSpeed();
  }

  #showSpeed(): void {
    const rate = this.audio.playbackRate;
    const shown = formatSpeed(rate, this.#host.language);
    const key = this.#find("[data-speed]");
    key.textContent = shown;
    key.setAttribute("aria-label", this.#host.say("speed", { speed: shown }));
  }

  #showMoment(): void {
    const { moment } = this;
    const duration = this.track ? this.duration : 0;
    const [elapsed, total] = [formatClock(moment), formatClock(duration)];
    const bar = this.#find<HTMLInputElement>("[data-seek]");
    bar.max = String(Math.max(1, Math.round(duration)));
    bar.value = String(Math.round(moment));
    bar.setAttribute("aria-valuetext", this.#host.say("moment", { elapsed, total }));
    this.#root.style.setProperty("--played", `${played(moment, duration)}%`);
    this.#find("[data-elapsed]").textContent = elapsed;
    this.#find("[data-total]").textContent = total;
  }

  #showState(): void {
    const key = this.#find("[data-play]");
    key.classList.toggle("is-playing", this.isPlaying);
    key.setAttribute("aria-label", this.#host.say(this.isPlaying ? "pause" : "play"));
    const waits =
      this.isPlaying && this.audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    key.classList.toggle("is-waiting", waits);
    this.#host.onState(this.isPlaying);
  }
}
