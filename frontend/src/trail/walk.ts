/** The walk: what the page becomes at the first touch. Loaded only then. */
import { formatMetres } from "../formatting";
import type { TrailPackage } from "../journey/trail-package";
import type { TrailMap } from "../map/trail-map";
import type { Outcome } from "../player/player";
import { PositionPanel } from "../position/panel";
import { type Fix, isWatching, type State } from "../position/state";
import type { Beginnings } from "./beginnings";
import { Cards } from "./cards";
import { Dock } from "./dock";
import { Guide } from "./guide";
import { connectKeys } from "./keys";
import { Layout } from "./layout";
import { Leading } from "./leading";
import { MadeWalks } from "./made-walks";
import { MapStage } from "./map-stage";
import { placeParts } from "./parts";
import { Play } from "./play";
import { SheetStage } from "./sheet-stage";
import { readStops, readTrack, readTrailData, type Stop, type Track } from "./stops";
import { readStrings } from "./strings";
import { Telling } from "./telling";
import { WalkTools } from "./walk-tools";
import { FAR_M, isNear } from "./way";

/** Everything that a tap may ask of the page. */
export class Walk {
  readonly #say;
  readonly #main: HTMLElement;
  readonly #begun: Beginnings;
  readonly #stops: Stop[];
  readonly #dock: Dock;
  readonly #cards: Cards;
  readonly #telling: Telling;
  readonly #guide: Guide;
  readonly #play: Play;
  readonly #leading: Leading;
  readonly #layout = new Layout((isWalking) => this.#relayout(isWalking));
  readonly #sheet: SheetStage;
  readonly #stage: MapStage;
  readonly #position: PositionPanel | null;
  readonly #made: MadeWalks;
  readonly #tools: WalkTools;
  #where: State | null = null;

  constructor(main: HTMLElement, begun: Beginnings) {
    placeParts(document, main);
    this.#say = readStrings(document);
    this.#main = main;
    this.#begun = begun;
    const data = readTrailData(document);
    this.#stops = readStops(document, data);
    const { lang } = document.documentElement;
    const part = <T extends HTMLElement>(name: string): T =>
      main.querySelector<T>(name) as T;
    this.#dock = new Dock(part("[data-dock]"), this.#say, lang);
    this.#cards = new Cards(part("[data-cards]"));
    this.#telling = this.#makeTelling(lang);
    this.#guide = this.#makeGuide();
    this.#play = new Play(main, this.#cards, {
      find: (code) => this.#find(code),
      read: (code) => this.#read(code),
    });
    this.#leading = new Leading(this.#dock, this.#guide);
    this.#sheet = new SheetStage(main, this.#say, {
      isApp: () => this.#layout.isApp,
      onOpen: () => this.begin(),
      onState: (isFull) => this.#stage.setHidden(isFull),
    });
    this.#stage = new MapStage(main, data, {
      say: this.#say,
      released: begun.released,
      formatMetres: this.#metres,
      onStop: (code) => this.openStop(code),
      onTap: () => this.tapMap(),
    });
    const panel = part<HTMLElement>("trail-position") as HTMLElement | null;
    this.#position =
      panel && new PositionPanel(panel, lang, (state) => this.#onPosition(state));
    this.#made = new MadeWalks(this.#position, () => this.#telling.isHeard);
    this.#tools = this.#makeTools();
    connectKeys(main, {
      isApp: () => this.#layout.isApp,
      onNext: () => this.#follow(),
      onLeave: () => this.#layout.leave(),
      onStop: (code) => this.openStop(code),
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#telling.endPause();
    });
  }

  get isWalking(): boolean {
    return this.#layout.isWalking;
  }

  /** Starts the walk, at a stop when one is named; else goes on with the kept one. */
  begin(code?: string): void {
    const link = this.#main.querySelector<HTMLAnchorElement>("[data-start-here]");
    if (link) {
      location.assign(link.href); // a stop's own page: the walk is the trail's
      return;
    }
    // Stories of a preview start as the editor's desk has it.
    const isPreview = this.#main.dataset["preview"] !== undefined;
    const isAnew = !this.#guide.isUnderWay && !isPreview;
    const kept = code || !isAnew ? null : this.#begun.kept;
    const stop = this.#find(code ?? kept?.stop) ?? this.#telling.current ?? this.#first;
    if (!stop) return;
    this.#dock.open();
    this.#layout.enter();
    const { current } = this.#telling;
    if (kept) this.#telling.goOn(stop, kept);
    else if (code || !isAnew || current || !this.#telling.introduce(stop))
      this.#telling.select(stop);
    if (isAnew && !kept && !code) this.#askIfHeard();
    this.#sheet.open();
    this.#dock.element.focus({ preventScroll: true });
    this.#tools.start();
    this.#position?.ask();
    if (!isPreview)
      void this.#guide.start(`${location.pathname}package.json`, kept !== null);
    this.#changed();
    void this.showMap().then(() => this.#frame());
  }

  /** Plays or pauses a recording of the page. `isStarted`: the tap has done so. */
  listen(element: HTMLElement, isStarted = false): void {
    const track = readTrack(element);
    const holder = element.closest<HTMLElement>("[data-stop]");
    const stop =
      this.#find(holder?.dataset["stop"]) ?? this.#telling.current ?? this.#first;
    const { player } = this.#telling;
    if (!track || !stop) return;
    if (player.track?.element === element && !isStarted) {
      player.toggle();
      return;
    }
    this.#dock.open();
    const isMain = track.address === stop.track?.address;
    this.#select(stop, isMain ? stop.track : track);
    if (isMain) this.#guide.choose(stop.code);
    if (!isStarted) void player.play();
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
    map?.setCurrent(this.#telling.current);
    return map;
  }

  openPosition(): void {
    this.#position?.open();
    void this.showMap().then(() => this.#frame());
  }

  readonly #metres = (metres: number): string =>
    formatMetres(metres, document.documentElement.lang);

  get #first(): Stop | undefined {
    return this.#stops[0];
  }

  #find(code: string | undefined): Stop | undefined {
    return this.#stops.find((stop) => stop.code === code);
  }

  #makeTelling(language: string): Telling {
    return new Telling(this.#main, this.#dock, this.#begun.audio, this.#stops, {
      say: this.#say,
      language,
      onState: (isPlaying) => {
        if (isPlaying) this.#cards.hide("blocked", "interrupted");
        this.#changed();
      },
      onMove: (by, isTold) => this.#move(by, isTold),
      onMoment: () => this.#keepMoment(),
      onInterrupted: () => {
        const acts = { listen: () => void this.#telling.player.play() };
        if (this.isWalking) this.#cards.show("interrupted", { acts });
      },
      onOver: (what) => this.#over(what),
      onHeard: (code) => void this.#stage.map?.then((map) => map?.setHeard(code)),
    });
  }

  #makeGuide(): Guide {
    const host = {
      say: this.#say,
      isHeard: () => this.#telling.isHeard,
      tell: (code: string) => this.#tell(code),
      listen: (code: string) => this.#hear(code),
      read: (code: string) => this.#read(code),
      find: (code: string) => this.#find(code),
      ringBell: () => void this.#begun.bell.play().catch(() => undefined),
      onChange: () => this.#changed(),
      rest: (until: number | null) => this.#position?.restUntil(until),
      onRead: (found: TrailPackage) => void this.#play.begin(found),
      onArrived: (code: string) => this.#play.arrived(code),
      formatMetres: this.#metres,
    };
    return new Guide(host, this.#cards, this.#begun.key);
  }

  #makeTools(): WalkTools {
    return new WalkTools(this.#main, {
      say: this.#say,
      formatMetres: this.#metres,
      isHeard: () => this.#telling.isHeard,
      told: () => this.#telling.current?.title ?? "",
      toggleSound: () => this.#telling.player.toggle(),
      walkFromHome: (isOn) => this.#walkFromHome(isOn),
      replay: (file) => void this.#replay(file),
      beginAnew: () => this.#beginAnew(),
      openNotebook: () => this.#play.openNotebook(),
    });
  }

  #askIfHeard(): void {
    this.#cards.show("hear", { acts: { no: () => this.#cards.show("unheard") } });
  }

  #select(stop: Stop, track?: Track | null): void {
    this.#telling.select(stop, track);
    void this.#stage.map?.then((map) => map?.setCurrent(stop));
    this.#changed();
  }

  /** A story that begins by itself. */
  #tell(code: string): Promise<Outcome> {
    const stop = this.#find(code);
    if (!stop) return Promise.resolve("silent");
    this.#select(stop, stop.track);
    this.#sheet.showStop();
    this.#frame();
    return this.#telling.player.play();
  }

  #read(code: string): void {
    this.openStop(code);
    this.#sheet.read();
  }

  /** A story that the walker asked for: "I am at this stop". */
  #hear(code: string): void {
    this.#guide.choose(code);
    void this.#tell(code);
  }

  /** What the row under the player does: on to where one is led. */
  #follow(): void {
    const where = this.#telling.whereabouts(this.#walker);
    const goal = where && this.#leading.goal(where);
    if (goal?.isCurrent) this.#hear(goal.stop.code);
    else if (goal) this.#move(1, this.#telling.player.isPlaying);
  }

  /** To a neighbouring stop; told at once from a headset, or while another was told. */
  #move(by: 1 | -1, isTold: boolean): void {
    const stop = this.#telling.neighbour(by);
    if (!stop) return;
    if (isTold) this.#guide.choose(stop.code);
    this.#select(stop);
    this.#sheet.showStop();
    if (isTold) void this.#telling.player.play();
    if (!this.#layout.isApp && this.#layout.isWalking) {
      stop.element?.scrollIntoView({ block: "start" });
    }
    this.#frame();
  }

  #over(what: "story" | "introduction" | "pause"): void {
    if (this.#main.querySelector("[data-start-here]")) return; // a stop's own page
    const next = this.#telling.neighbour(1);
    if (what === "pause") {
      if (next) this.#move(1, true);
      return;
    }
    if (what === "story") {
      this.#offer(next);
      this.#play.heard(this.#telling.current?.code ?? "");
      this.#guide.showWhatToLookFor(next?.code);
    }
    this.#guide.over();
    const isQuiet = !this.#telling.player.isPlaying;
    if (what === "story" && next && isQuiet && this.isWalking && document.hidden) {
      const seconds = 60 * next.legMinutes;
      this.#telling.pauseTowards(next, this.#begun.silence(seconds), seconds);
    }
    this.#changed();
  }

  #offer(next: Stop | null): void {
    this.#dock.offerNext();
    const words = { number: next?.number ?? 0, title: next?.title ?? "" };
    this.#telling.player.say(this.#say(next ? "offer" : "finished", words));
  }

  #keepMoment(): void {
    const number = this.#telling.current?.number ?? 0;
    const moment = this.#telling.moment(this.#say("go-on", { number }));
    if (moment && this.#guide.isUnderWay) this.#guide.keepMoment(moment);
  }

  /** A walk that is only tried is not kept, and does not count for the real one. */
  #walkFromHome(isOn: boolean): void {
    this.#guide.isKept = !isOn;
    this.#guide.begin(null);
    this.#made.fromHome(isOn && this.#guide.journey);
  }

  async #replay(file: File): Promise<void> {
    if (await this.#made.replay(file)) return;
    this.#telling.player.say(this.#say("no-fixes", { name: file.name }));
  }

  /** All stories are to come once more. */
  #beginAnew(): void {
    this.#telling.forgetHeard();
    void this.#stage.map?.then((map) => map?.setUnheard());
    this.#guide.begin(null);
    if (this.#first) this.#select(this.#first);
  }

  get #walker() {
    return this.#where?.name === "located" ? this.#where.fix : null;
  }

  #changed(): void {
    const where = this.#telling.whereabouts(this.#walker);
    if (where) this.#tools?.onWay(this.#leading.show(where), where.walker);
  }

  #onPosition(state: State): void {
    const isFirst = state.fix && !this.#where?.fix;
    this.#where = state;
    if (!this.#telling.current && this.#first && isWatching(state)) {
      this.#dock.open();
      this.#select(this.#first);
    }
    void this.#stage.map?.then((map) => map?.walker.show(state));
    this.#guide.take(state);
    this.#offerHome(state);
    this.#changed();
    if (isFirst) this.#frame();
    else if (this.#walker && this.isWalking) void this.#followWalker(this.#walker);
  }

  /** The map goes along with who walks out of its sight. */
  async #followWalker(walker: Fix): Promise<void> {
    const covered = this.#layout.isApp ? this.#sheet.covered : null;
    if (await this.#stage.loses(walker, covered)) this.#frame();
  }

  /** Far from the trail, the walk may be tried where one is. */
  #offerHome({ name, fix }: State): void {
    const point = this.#first?.point;
    const metres = name === "located" && fix && point ? this.#guide.metresAway(fix) : 0;
    if (!this.isWalking || metres < FAR_M || !this.#position?.isReal) {
      this.#cards.hide("away");
      return;
    }
    const acts = { home: () => this.#tools.walkFromHome() };
    this.#cards.offer("away", { words: { metres: this.#metres(metres) }, acts });
  }

  /** Shows what matters now above the sheet: the walker, the stop, the way on. */
  #frame(): void {
    const stop = this.#telling.current;
    if (!stop) return;
    const isApp = this.#layout.isApp;
    const found = this.#where?.fix ?? null;
    const fix = found && stop.point && isNear(found, stop.point) ? found : null;
    if (!isApp && this.#layout.isSmall && !fix) return;
    const points = [fix, stop.point, fix ? null : this.#telling.neighbour(1)?.point];
    this.#stage.show(points, isApp ? this.#sheet.covered : null);
  }

  #relayout(isWalking: boolean): void {
    const bar = this.#main.querySelector<HTMLElement>("[data-walk-bar]");
    if (bar) bar.hidden = !isWalking;
    this.#position?.setQuiet(isWalking);
    void this.#stage.map?.then((map) => {
      map?.setMovable(!this.#layout.isSmall || this.#layout.isApp);
      if (!isWalking) this.#stage.showAll();
    });
    if (isWalking) return;
    this.#guide.pause();
    this.#tools.stop();
    this.#sheet.close();
    this.#main
      .querySelector<HTMLElement>("[data-start]")
      ?.focus({ preventScroll: true });
  }
}
