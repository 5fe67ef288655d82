/** The walk: what the page becomes at the first touch. Loaded only then. */
import { formatMetres } from "../formatting";
import type { TrailMap } from "../map/trail-map";
import { markPlaying } from "../player/listen-buttons";
import { connectMediaSession, describe } from "../player/media-session";
import { Player } from "../player/player";
import { neighbour } from "../player/playlist";
import { PositionPanel } from "../position/panel";
import { isWatching, type State } from "../position/state";
import { Dock } from "./dock";
import { connectKeys } from "./keys";
import { Layout } from "./layout";
import { MapStage } from "./map-stage";
import { SheetStage } from "./sheet-stage";
import { readStops, readTrack, readTrailData, type Stop, type Track } from "./stops";
import { readStrings } from "./strings";
import { isNear } from "./way";

/** Everything that a tap may ask of the page. */
export class Walk {
  readonly #say = readStrings(document);
  readonly #language = document.documentElement.lang;
  readonly #main: HTMLElement;
  readonly #stops: Stop[];
  readonly #player: Player;
  readonly #dock: Dock;
  readonly #layout = new Layout((isWalking) => this.#relayout(isWalking));
  readonly #sheet: SheetStage;
  readonly #stage: MapStage;
  readonly #position: PositionPanel | null;
  #current: Stop | null = null;
  #where: State | null = null;

  constructor(
    main: HTMLElement,
    audio: HTMLAudioElement,
    released: () => Promise<void>,
  ) {
    this.#main = main;
    const data = readTrailData(document);
    this.#stops = readStops(document, data);
    const dock = main.querySelector<HTMLElement>("[data-dock]") as HTMLElement;
    this.#dock = new Dock(dock, this.#say, this.#language);
    this.#player = new Player(dock, audio, {
      say: this.#say,
      language: this.#language,
      onState: (isPlaying) => markPlaying(main, this.#player.track, isPlaying),
      onEnd: () => this.#end(),
      onMove: (by) => this.#move(by),
    });
    this.#sheet = new SheetStage(main, this.#say, {
      isApp: () => this.#layout.isApp,
      onOpen: () => this.begin(),
      onState: (isFull) => this.#stage.setHidden(isFull),
    });
    this.#stage = new MapStage(main, data, {
      say: this.#say,
      released,
      formatMetres: (metres) => formatMetres(metres, this.#language),
      onStop: (code) => this.openStop(code),
      onTap: () => this.tapMap(),
    });
    const panel = main.querySelector<HTMLElement>("trail-position");
    this.#position = panel
      ? new PositionPanel(panel, this.#language, (state) => this.#onPosition(state))
      : null;
    this.#connect();
  }

  /** Starts the walk, at a stop when one is named. */
  begin(code?: string): void {
    const link = this.#main.querySelector<HTMLAnchorElement>("[data-start-here]");
    if (link) {
      location.assign(link.href); // a stop's own page: the walk is the trail's
      return;
    }
    const stop = this.#find(code) ?? this.#current ?? this.#stops[0];
    if (!stop) return;
    this.#dock.open();
    this.#layout.enter();
    this.#select(stop);
    this.#sheet.open();
    this.#dock.element.focus({ preventScroll: true });
    void this.showMap().then(() => this.#frame());
  }

  /** Plays or pauses a recording of the page. `isStarted`: the tap has done so. */
  listen(element: HTMLElement, isStarted = false): void {
    const track = readTrack(element);
    const stop = this.#find(
      element.closest<HTMLElement>("[data-stop]")?.dataset["stop"],
    );
    if (!track || !stop) return;
    if (this.#player.track?.element === element && !isStarted) {
      this.#player.toggle();
      return;
    }
    this.#dock.open();
    this.#select(stop, track);
    if (!isStarted) void this.#player.play();
  }

  /** Shows a stop where it is told: in the sheet, or in the list. */
  openStop(code: string): void {
    const stop = this.#find(code);
    if (!stop) {
      const address = this.#stage.addressOf(code);
      if (address) location.assign(address);
      return;
    }
    if (this.#layout.isSmall && !this.#layout.isApp) {
      this.begin(code);
      return;
    }
    this.#dock.open();
    this.#select(stop);
    this.#sheet.showStop();
    if (!this.#layout.isApp) stop.element?.scrollIntoView({ block: "start" });
    void this.showMap().then(() => this.#frame());
  }

  /** The map was tapped beside the stops: on small screens it fills the screen. */
  tapMap(): void {
    if (this.#layout.isSmall && !this.#layout.isApp) this.begin();
    else void this.showMap();
  }

  /** The moving map in the drawing's place; null when it did not load. */
  async showMap(): Promise<TrailMap | null> {
    const map = await this.#stage.open();
    map?.setMovable(!this.#layout.isSmall || this.#layout.isApp);
    map?.setCurrent(this.#current);
    return map;
  }

  openPosition(): void {
    this.#position?.open();
    void this.showMap().then(() => this.#frame());
  }

  #connect(): void {
    connectKeys(this.#main, {
      isApp: () => this.#layout.isApp,
      onNext: () => this.#move(1),
      onLeave: () => this.#layout.leave(),
      onStop: (code) => this.openStop(code),
    });
    connectMediaSession(this.#player, (by) => this.#move(by));
  }

  #find(code: string | undefined): Stop | undefined {
    return this.#stops.find((stop) => stop.code === code);
  }

  #select(stop: Stop, track: Track | null = stop.track): void {
    const isNew = stop !== this.#current;
    this.#current = stop;
    for (const { element } of this.#stops) {
      element?.classList.toggle("is-current", element === stop.element);
    }
    this.#player.load(
      isNew || track !== stop.track ? track : (this.#player.track ?? track),
    );
    this.#dock.showStop(stop, this.#player.track?.notice ?? "");
    const progress = { number: stop.number, total: this.#stops.length };
    const bar = this.#main.querySelector("[data-progress]");
    if (bar) bar.textContent = this.#say("progress", progress);
    describe(this.#main, stop.title, track?.artist ?? "");
    void this.#stage.map?.then((map) => map?.setCurrent(stop));
    this.#showWays();
  }

  #move(by: 1 | -1): void {
    const stop = this.#neighbour(by);
    if (!stop) return;
    const goesOn = this.#player.isPlaying;
    this.#select(stop);
    this.#sheet.showStop();
    if (goesOn) void this.#player.play();
    if (!this.#layout.isApp && this.#layout.isWalking) {
      stop.element?.scrollIntoView({ block: "start" });
    }
    this.#frame();
  }

  #end(): void {
    const stop = this.#current;
    if (!stop || this.#player.track !== stop.track) return;
    stop.element?.classList.add("is-heard");
    void this.#stage.map?.then((map) => map?.setHeard(stop.code));
    if (this.#main.querySelector("[data-start-here]")) return; // a stop's own page
    const next = this.#neighbour(1);
    this.#dock.offerNext();
    const words = { number: next?.number ?? 0, title: next?.title ?? "" };
    this.#player.say(this.#say(next ? "offer" : "finished", words));
  }

  #neighbour(by: 1 | -1): Stop | null {
    const index = this.#current ? this.#stops.indexOf(this.#current) : -1;
    const wanted = neighbour(index, by, this.#stops.length);
    return wanted === null ? null : (this.#stops[wanted] ?? null);
  }

  #showWays(): void {
    const walker = this.#where?.name === "located" ? this.#where.fix : null;
    if (this.#current) this.#dock.showWays(this.#current, this.#neighbour(1), walker);
  }

  #onPosition(state: State): void {
    const isFirst = state.fix && !this.#where?.fix;
    this.#where = state;
    if (!this.#current && this.#stops[0] && isWatching(state)) {
      this.#dock.open();
      this.#select(this.#stops[0]);
    }
    void this.#stage.map?.then((map) => map?.walker.show(state));
    this.#showWays();
    if (isFirst) this.#frame();
  }

  /** Shows what matters now above the sheet: the walker, the stop, the way on. */
  #frame(): void {
    const stop = this.#current;
    if (!stop) return;
    const isApp = this.#layout.isApp;
    const found = this.#where?.fix ?? null;
    const fix = found && stop.point && isNear(found, stop.point) ? found : null;
    if (!isApp && this.#layout.isSmall && !fix) return;
    const points = [fix, stop.point, fix ? null : this.#neighbour(1)?.point];
    this.#stage.show(points, isApp ? this.#sheet.covered : null);
  }

  #relayout(isWalking: boolean): void {
    const bar = this.#main.querySelector<HTMLElement>("[data-walk-bar]");
    if (bar) bar.hidden = !isWalking;
    void this.#stage.map?.then((map) => {
      map?.setMovable(!this.#layout.isSmall || this.#layout.isApp);
      if (!isWalking) this.#stage.showAll();
    });
    if (isWalking) return;
    this.#sheet.close();
    this.#main
      .querySelector<HTMLElement>("[data-start]")
      ?.focus({ preventScroll: true });
  }
}
