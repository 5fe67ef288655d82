/** The walk from the desk: a walker on the track, and the phone that follows. */
import { distanceM, type Point } from "../geo";
import type { Fix } from "../position/state";
import type { WalkEvent } from "../walk/engine";
import type { ComposerPart, Say, Trail } from "./composer-part";
import { make, makeButton } from "./controls";
import { DeskEngine } from "./desk-engine";
import { DeskPhone } from "./desk-phone";
import { DeskWalk } from "./desk-walk";
import { DeskWalkBar } from "./desk-walk-bar";
import { DeskWalker } from "./desk-walker";
import type { FormStop } from "./form-stop";
import { show } from "./paper-map";
import { latLng } from "./pins";
import { type Track, wholeLine } from "./track";
import { isGuided, walkTrail } from "./trail-zones";

const FIX_EVERY_M = 1; // once a second on foot, as phones do
const LONGEST_STEP_S = 1; // the walk waits while its page is not seen
const CALM_STEP_S = 1; // for those who ask for less motion
const ACCURACY_M = 5; // as under an open sky

/** What the engine was told of last. */
interface Followed {
  readonly stops: readonly FormStop[];
  readonly track: Track;
  readonly guided: boolean;
}

export class DeskWalkPart implements ComposerPart {
  readonly element = make("div", "desk-walk");
  private readonly opener: HTMLButtonElement;
  private readonly panel = make("div", "desk-walk__panel");
  private readonly walk = new DeskWalk();
  private readonly engine = new DeskEngine();
  private readonly bar: DeskWalkBar;
  private readonly phone: DeskPhone;
  private readonly aborting = new AbortController();
  private map: L.Map | null = null;
  private walker: DeskWalker | null = null;
  private track: Track | null = null;
  private stops: readonly FormStop[] = [];
  private followed: Followed | null = null;
  private told: Point | null = null;
  private pending = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly say: Say,
    language: string,
  ) {
    this.phone = new DeskPhone(form, say);
    this.bar = new DeskWalkBar(say, language, {
      toggle: () => this.toggle(),
      setSpeed: (speed) => {
        this.walk.speed = speed;
        this.bar.show(this.walk);
      },
      seek: (metres) => this.seek(metres),
      refresh: () => void this.phone.refresh(),
    });
    this.opener = makeButton("mobile-alt", say("desk_open"), () => this.turn());
    this.opener.classList.add("desk-walk__opener");
    this.panel.setAttribute("role", "group");
    this.panel.setAttribute("aria-label", say("desk_open"));
    this.panel.append(
      this.bar.element,
      this.phone.element,
      this.bar.refresh, // above words that come and go: it moves under no pointer
      this.phone.status.element,
      this.bar.log,
    );
    this.element.append(this.opener);
    this.element.hidden = true;
    this.showOpener();
    this.listen(form);
  }

  open(map: L.Map): void {
    this.map = map;
    if (this.isOpen) this.bringWalker();
  }

  show({ stops, track }: Trail): void {
    this.stops = stops;
    if (track === this.track) return;
    this.track = track;
    this.walk.follow(wholeLine(track));
    this.element.hidden = !this.walk.isWalkable;
    if (!this.isOpen) return;
    if (this.walk.isWalkable) this.showWalk();
    else this.turn();
  }

  stop(): void {
    this.aborting.abort();
    cancelAnimationFrame(this.pending);
    this.phone.putAway();
    this.walker?.remove();
    this.walker = this.map = null;
  }

  private get isOpen(): boolean {
    return this.panel.isConnected;
  }

  /** Opens the walk or ends it. The phone is asked for only now. */
  private turn(): void {
    if (this.isOpen) {
      if (this.walk.isGoing) this.walk.toggle();
      this.panel.remove();
      this.phone.putAway();
      this.walker?.remove();
      this.walker = this.told = null;
      this.engine.restart();
      this.showOpener();
    } else {
      this.element.append(this.panel);
      this.showOpener(); // before the map is measured
      this.showWhole();
      this.bringWalker();
      this.showWalk();
      if (this.walk.place) this.phone.tell(fixAt(this.walk.place));
      void this.phone.refresh();
    }
  }

  private showOpener(): void {
    this.element.classList.toggle("desk-walk--open", this.isOpen);
    // Not by `:has`, or each change of the map would style the whole composer again.
    this.element.parentElement?.classList.toggle("map-field--walked", this.isOpen);
    this.opener.setAttribute("aria-expanded", String(this.isOpen));
  }

  /** The whole line, on a map that has become narrower. */
  private showWhole(): void {
    const points = this.track ? wholeLine(this.track).map(latLng) : [];
    if (!this.map || !points.length) return;
    this.map.invalidateSize({ pan: false });
    show(this.map, { points });
  }

  private bringWalker(): void {
    const { place } = this.walk;
    if (!this.map || !place || this.walker) return;
    const name = this.say("desk_walker");
    this.walker = new DeskWalker(this.map, place, name, (point, nearM) =>
      this.put(point, nearM),
    );
  }

  /** Nothing here is a field of the form: Wagtail need not hear of it. */
  private listen(form: HTMLFormElement): void {
    for (const name of ["input", "change"])
      this.element.addEventListener(name, (event) => event.stopPropagation());
    const { signal } = this.aborting;
    form.addEventListener("change", () => this.phone.markChanged(), { signal });
    form.addEventListener("w-autosave:success", () => this.phone.markSaved(), {
      signal,
    });
  }

  private toggle(): void {
    const { place: from, isAtEnd } = this.walk;
    this.walk.toggle();
    if (isAtEnd) this.engine.restart();
    this.showWalk();
    if (!this.walk.isGoing) return;
    if (!isAtEnd) this.goOn([from, this.walk.place]); // back to the line, if it was left
    this.run();
  }

  /** Frame after frame, until the walk pauses. */
  private run(): void {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let before = performance.now();
    const frame = (now: number): void => {
      const seconds = (now - before) / 1000;
      if (seconds >= (isCalm ? CALM_STEP_S : 0)) {
        before = now;
        this.advance(Math.min(seconds, LONGEST_STEP_S));
      }
      if (this.walk.isGoing) this.pending = requestAnimationFrame(frame);
    };
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(frame);
  }

  private advance(seconds: number): void {
    if (!this.walk.isGoing) return;
    const { metres } = this.walk;
    this.walk.advance(seconds);
    this.showWalk();
    this.walker?.keepInView();
    const { place } = this.walk;
    const isFar = !this.told || !place || distanceM(this.told, place) >= FIX_EVERY_M;
    if (place && isFar) this.tell(place);
    this.goOn(this.walk.way(metres, this.walk.metres));
    if (this.walk.isAtEnd) this.bar.tell(this.say("desk_end"));
  }

  /** Along the line, forth or back; from its very start a new walk begins. */
  private seek(metres: number): void {
    const { asideM, metres: before, place } = this.walk;
    if (metres === 0) this.engine.restart();
    this.move(() => this.walk.seek(metres));
    if (metres === 0) return;
    const way = this.walk.way(before, this.walk.metres);
    this.goOn(asideM ? [place, this.walk.place] : way);
  }

  /** Straight to where the walker is put. */
  private put(point: Point, nearM: number): void {
    const { place } = this.walk;
    this.move(() => this.walk.put(point, nearM));
    this.goOn([place, this.walk.place]);
  }

  /** Moves the walker by hand: the phone hears of it at once. */
  private move(step: () => void): void {
    step();
    this.showWalk();
    if (this.walk.place) this.tell(this.walk.place);
  }

  private showWalk(): void {
    const { place } = this.walk;
    if (place) this.walker?.moveTo(place);
    this.bar.show(this.walk);
  }

  private tell(place: Point): void {
    this.told = place;
    this.phone.tell(fixAt(place));
  }

  /** The way that the walker went, as the engine sees it. */
  private goOn(way: readonly (Point | null)[]): void {
    this.followTrail();
    const events = this.engine.walk(way.filter((point) => point !== null));
    const last = events.filter(({ kind }) => kind === "enter").at(-1);
    for (const event of events) this.happen(event, event === last);
  }

  /** Sixty times a second: the trail is read again only when it is another. */
  private followTrail(): void {
    const { stops, track } = this;
    const guided = isGuided(this.form);
    const { followed: was } = this;
    if (!track) return;
    if (was?.stops === stops && was.track === track && was.guided === guided) return;
    this.followed = { stops, track, guided };
    this.engine.follow(walkTrail(stops, track, guided));
  }

  /** Of several stories passed in one move, the phone plays the last. */
  private happen(event: WalkEvent, isHeard: boolean): void {
    if (event.kind === "off_track" || event.kind === "found")
      this.bar.tell(this.say(`desk_${event.kind}`));
    if (event.kind !== "enter" && event.kind !== "announce") return;
    const stop = this.stops.find(({ prefix }) => prefix === event.id);
    if (!stop) return;
    const { number } = stop;
    const name = stop.title || stop.placePoint?.name || "";
    const metres = Math.round(event.metres);
    const sentence = event.kind === "announce" ? "announce" : this.heard(stop, isHeard);
    this.bar.tell(this.say(`desk_${sentence}`, { number, name, metres }));
  }

  private heard({ number }: FormStop, isHeard: boolean): "enter" | "silent" | "passed" {
    if (!isHeard) return "passed";
    return this.phone.listen(number) === "silent" ? "silent" : "enter";
  }
}

/** A position as a phone would find it now. */
function fixAt({ latitude, longitude }: Point): Fix {
  return { latitude, longitude, accuracy: ACCURACY_M, at: Date.now() };
}
