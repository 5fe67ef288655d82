/** The rhythm of the walk, as a part of the composer. */
import type { ComposerPart, Say, Trail } from "./composer-part";
import { type FormStop, stopPoint } from "./form-stop";
import { heardSeconds } from "./heard-seconds";
import { KnownRecordings } from "./known-recordings";
import { type Story, timelineOf } from "./rhythm";
import { RhythmBar, type ShownStop } from "./rhythm-bar";
import { StoryLengths } from "./story-lengths";
import type { Track } from "./track";
import { hasLegs, type Way, waysBetween } from "./ways";

const DRAW_PAUSE_MS = 120;

export class Rhythm implements ComposerPart {
  private readonly bar: RhythmBar;
  private readonly lengths: StoryLengths;
  private readonly recordings: KnownRecordings;
  private trail: Trail | null = null;
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private cut: { readonly key: string; readonly track: Track; ways: Way[] } | null =
    null;

  /**
   * `durations` is the address that tells how long recordings are; `chooseLeg` chooses
   * a leg of the track, counted from 0.
   */
  constructor(
    say: Say,
    private readonly form: HTMLFormElement,
    formset: string,
    durations: string,
    private readonly chooseLeg: (leg: number) => void,
  ) {
    this.recordings = new KnownRecordings(durations);
    this.lengths = new StoryLengths(form, formset, () => this.draw());
    this.bar = new RhythmBar(say, (number) => this.choose(number));
  }

  get element(): HTMLElement {
    return this.bar.element;
  }

  /** Drawn when the hand is at rest: a long walk has many rows. */
  show(trail: Trail): void {
    this.trail = trail;
    clearTimeout(this.drawing);
    this.drawing = setTimeout(() => this.draw(), DRAW_PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.drawing);
    this.trail = null;
    this.lengths.stop();
    this.bar.element.remove();
  }

  /** Stops without a point are on no way: they have no part in the rhythm. */
  private get stops(): readonly FormStop[] {
    return this.trail?.stops.filter((stop) => stopPoint(stop)) ?? [];
  }

  private draw(): void {
    if (!this.trail) return;
    const { stops } = this;
    const ways = this.waysOf(this.trail.track, stops);
    const timeline = timelineOf(
      stops.map((stop) => this.storyOf(stop)),
      ways,
    );
    const shown = stops.map(({ number, title, placePoint }): ShownStop => {
      return { number, name: title || placePoint?.name || String(number) };
    });
    const chosen = this.isLegged ? this.trail.leg : null;
    this.bar.show(ways.length ? timeline : null, shown, ways, chosen);
    this.learn(stops);
  }

  /** Cutting a long line takes a while: once for each line and set of stops. */
  private waysOf(track: Track, stops: readonly FormStop[]): Way[] {
    const points = stops.map(stopPoint).filter((point) => point !== null);
    const key = JSON.stringify(
      points.map(({ latitude, longitude }) => [latitude, longitude]),
    );
    if (this.cut?.track !== track || this.cut.key !== key) {
      this.cut = { key, track, ways: waysBetween(track, points) };
    }
    return this.cut.ways;
  }

  private storyOf({ prefix }: FormStop): Story {
    const { words, recordings } = this.lengths.of(prefix);
    return { words, audioSeconds: heardSeconds(this.recordings.among(recordings)) };
  }

  private learn(stops: readonly FormStop[]): void {
    const ids = stops.flatMap(({ prefix }) => this.lengths.of(prefix).recordings);
    void this.recordings.learn(ids).then((isNew) => isNew && this.draw());
  }

  private get isLegged(): boolean {
    const points = this.stops.map(stopPoint).filter((point) => point !== null);
    return this.trail !== null && hasLegs(this.trail.track, points);
  }

  /** The leg itself where the track has legs; else the stop that the way leaves. */
  private choose(number: number): void {
    const { stops } = this;
    const isLeg = this.isLegged && number < (this.trail?.track.legs.length ?? 0);
    if (isLeg) this.chooseLeg(number);
    else this.goTo(stops[number]);
  }

  /** The stop's title in the form, its row opened if it was folded. */
  private goTo(stop: FormStop | undefined): void {
    if (!stop) return;
    const row = this.form.querySelector(`#inline_child_${stop.prefix}`);
    const toggle = row?.querySelector<HTMLElement>("[data-panel-toggle]");
    if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
    const title = this.form.elements.namedItem(`${stop.prefix}-title`);
    if (title instanceof HTMLElement) title.focus();
  }
}
