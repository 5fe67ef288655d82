/** The walk: what the page becomes at the first touch. Loaded only then. */
import { formatMetres } from "../formatting";
import type { TrailPackage } from "../journey/trail-package";
import type { TrailMap } from "../map/trail-map";
import { PositionPanel } from "../position/panel";
import type { RecordingRefused } from "../position/recorded-fixes";
import { isWatching, type State } from "../position/state";
import { readStrings } from "../strings";
import { AfterStory } from "./after-story";
import type { Beginnings } from "./beginnings";
import { Cards } from "./cards";
import { Course } from "./course";
import { Dock } from "./dock";
import { Ending } from "./ending";
import { followNotices } from "./follow-notices";
import { Framing } from "./framing";
import { Guide } from "./guide";
import { HomeOffer } from "./home-offer";
import { connectKeys } from "./keys";
import { Layout } from "./layout";
import { Leading } from "./leading";
import { MadeWalks } from "./made-walks";
import { MapStage } from "./map-stage";
import { placeParts } from "./parts";
import { Play } from "./play";
import { Retelling } from "./retelling";
import { SheetStage } from "./sheet-stage";
import { StartKey } from "./start-key";
import { readStops, readTrailData, type Stop, type TrailData } from "./stops";
import { Teller } from "./teller";
import { WalkTools } from "./walk-tools";

/** Everything that a tap may ask of the page. */
export class Walk {
  readonly #say;
  readonly #main: HTMLElement;
  readonly #begun: Beginnings;
  readonly #stops: Stop[];
  readonly #dock: Dock;
  readonly #cards: Cards;
  readonly #teller: Teller;
  readonly #guide: Guide;
  readonly #play: Play;
  readonly #leading: Leading;
  readonly #layout = new Layout((isWalking) => this.#relayout(isWalking));
  readonly #sheet: SheetStage;
  readonly #stage: MapStage;
  readonly #startKey: StartKey;
  readonly #framing: Framing;
  readonly #homeOffer: HomeOffer;
  readonly #ending: Ending;
  readonly #course: Course;
  readonly #after: AfterStory;
  readonly #retelling: Retelling;
  readonly #position: PositionPanel | null;
  readonly #made: MadeWalks;
  readonly #tools: WalkTools;
  #where: State | null = null;
  #hasBegun = false;

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
    this.#teller = this.#makeTeller(lang);
    this.#guide = this.#makeGuide();
    this.#play = this.#makePlay();
    this.#ending = this.#makeEnding();
    this.#leading = new Leading(this.#dock, this.#guide);
    this.#startKey = new StartKey(main);
    this.#sheet = this.#makeSheet();
    this.#stage = this.#makeStage(data);
    this.#framing = new Framing(this.#layout, this.#sheet, this.#stage, this.#teller);
    this.#course = this.#makeCourse();
    this.#after = this.#makeAfterStory();
    const panel = part<HTMLElement>("trail-position") as HTMLElement | null;
    this.#position =
      panel && new PositionPanel(panel, lang, (state) => this.#onPosition(state));
    this.#made = new MadeWalks(this.#position, this.#guide, this.#teller);
    this.#tools = this.#makeTools();
    this.#homeOffer = this.#makeHomeOffer();
    this.#retelling = new Retelling(main, begun.tellings, this.#cards, this.#course);
    this.#listen();
  }

  get isWalking(): boolean {
    return this.#layout.isWalking;
  }

  /** Whether it was begun since the page is open. */
  get hasBegun(): boolean {
    return this.#hasBegun;
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
    const isFirst = !this.#hasBegun && !isPreview;
    if (this.#guide.isOver) this.#beginAnew();
    const kept = code || !isFirst ? null : this.#begun.kept;
    const stop =
      this.#course.find(code ?? kept?.stop) ??
      this.#teller.current ??
      this.#course.first;
    if (!stop) return;
    this.#hasBegun = true;
    this.#dock.open();
    this.#layout.enter();
    const { current } = this.#teller;
    if (kept) this.#teller.goOn(stop, kept);
    else if (code || !isFirst || current || !this.#teller.introduce(stop))
      this.#teller.select(stop);
    if (isFirst && !kept && !code)
      this.#cards.show("hear", { acts: { no: () => this.#cards.show("unheard") } });
    this.#sheet.open();
    this.#dock.element.focus({ preventScroll: true });
    this.#tools.start();
    this.#retelling.ask();
    this.#position?.ask();
    if (!isPreview)
      void this.#guide.start(`${location.pathname}package.json`, kept !== null);
    this.#changed();
    void this.showMap().then(() => this.#course.showOnMap());
  }

  /** Plays or pauses a recording of the page. `isStarted`: the tap has done so. */
  listen(element: HTMLElement, isStarted = false, from?: number): void {
    if (from === undefined) this.#course.listen(element, isStarted);
    else this.#course.hearFrom(element, from);
  }

  /** Shows a stop where it is told: in the sheet, or in the list. */
  openStop(code: string): void {
    const stop = this.#course.find(code);
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
    this.#course.select(stop);
    this.#sheet.showStop();
    if (!this.#layout.isApp) stop.element?.scrollIntoView({ block: "start" });
    void this.showMap().then(() => this.#course.showOnMap());
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
    map?.setCurrent(this.#teller.current);
    return map;
  }

  openPosition(): void {
    this.#position?.open();
    void this.showMap().then(() => this.#course.showOnMap());
  }

  readonly #metres = (metres: number): string =>
    formatMetres(metres, document.documentElement.lang);

  #makeTeller(language: string): Teller {
    return new Teller(this.#main, this.#dock, this.#begun.audio, this.#stops, {
      say: this.#say,
      language,
      onState: (isPlaying) => {
        if (isPlaying) this.#cards.hide("blocked", "interrupted");
        this.#changed();
      },
      onMove: (by, isTold) => this.#course.move(by, isTold),
      onMoment: () => this.#keepMoment(),
      onInterrupted: () => {
        const acts = { listen: () => void this.#teller.player.play() };
        if (this.isWalking) this.#cards.show("interrupted", { acts });
      },
      onOver: (what) => {
        if (this.#main.querySelector("[data-start-here]")) return; // a stop's own page
        this.#after.over(what);
        this.#changed();
      },
      onHeard: (code) => void this.#stage.map?.then((map) => map?.setHeard(code)),
    });
  }

  #listen(): void {
    connectKeys(this.#main, {
      isApp: () => this.#layout.isApp,
      onNext: () => this.#course.follow(),
      onLeave: () => this.#layout.leave(),
      onStop: (code) => this.openStop(code),
    });
    followNotices(this.#guide, this.#stage, this.#cards);
  }

  #makeGuide(): Guide {
    const host = {
      say: this.#say,
      isHeard: () => this.#teller.isHeard,
      tell: (code: string) => this.#course.tell(code),
      listen: (code: string) => this.#course.hear(code),
      read: (code: string) => this.#read(code),
      find: (code: string) => this.#course.find(code),
      ringBell: () => void this.#begun.bell.play().catch(() => undefined),
      onChange: () => this.#changed(),
      rest: (until: number | null) => this.#position?.restUntil(until),
      onRead: (found: TrailPackage) => void this.#play.begin(found),
      onArrived: (code: string) => this.#play.arrived(code),
      onShown: (stop: Stop) => this.#ending.look(stop),
      formatMetres: this.#metres,
    };
    return new Guide(host, this.#cards, this.#begun.key);
  }

  #makePlay(): Play {
    return new Play(this.#main, this.#cards, {
      find: (code) => this.#course.find(code),
      read: (code) => this.#read(code),
      loadTrail: () => this.#guide.load(),
    });
  }

  #makeEnding(): Ending {
    return new Ending(this.#stops, this.#teller, this.#guide, this.#cards, {
      leave: () => this.#layout.leave(),
      openNotebook: () => void this.#play.openNotebook(),
    });
  }

  #makeCourse(): Course {
    return new Course({
      stops: this.#stops,
      layout: this.#layout,
      dock: this.#dock,
      teller: this.#teller,
      guide: this.#guide,
      leading: this.#leading,
      sheet: this.#sheet,
      stage: this.#stage,
      framing: this.#framing,
      walker: () => this.#walker,
      found: () => this.#where?.fix ?? null,
      onChange: () => this.#changed(),
    });
  }

  #makeAfterStory(): AfterStory {
    return new AfterStory({
      say: this.#say,
      dock: this.#dock,
      teller: this.#teller,
      guide: this.#guide,
      play: this.#play,
      course: this.#course,
      ending: this.#ending,
      isWalking: () => this.isWalking,
      silence: (seconds) => this.#begun.silence(seconds),
    });
  }

  #makeSheet(): SheetStage {
    return new SheetStage(this.#main, this.#say, {
      isApp: () => this.#layout.isApp,
      onOpen: () => this.begin(),
      onState: (isFull) => this.#stage.setHidden(isFull),
    });
  }

  #makeStage(data: TrailData): MapStage {
    return new MapStage(this.#main, data, {
      say: this.#say,
      released: this.#begun.released,
      formatMetres: this.#metres,
      onStop: (code) => this.openStop(code),
      onTap: () => this.tapMap(),
    });
  }

  #makeHomeOffer(): HomeOffer {
    return new HomeOffer(this.#cards, {
      isOffered: () => this.isWalking && (this.#position?.isReal ?? false),
      metresAway: (walker) => this.#guide.metresAway(walker),
      formatMetres: this.#metres,
      walkFromHome: () => this.#tools.walkFromHome(),
    });
  }

  #makeTools(): WalkTools {
    return new WalkTools(this.#main, {
      say: this.#say,
      formatMetres: this.#metres,
      isHeard: () => this.#teller.isHeard,
      told: () => this.#teller.current?.title ?? "",
      toggleSound: () => this.#teller.player.toggle(),
      walkFromHome: (isOn) => this.#made.fromHome(isOn),
      replay: (file) => void this.#replay(file),
      beginAnew: () => this.#beginAnew(),
      end: () => this.#ending.end(),
      openNotebook: () => void this.#play.openNotebook(),
    });
  }

  #read(code: string): void {
    this.openStop(code);
    this.#sheet.read();
  }

  /** How the button says that goes on with the walk. */
  get #goOnWords(): string {
    return this.#say("go-on", { number: this.#teller.current?.number ?? 0 });
  }

  #keepMoment(): void {
    const moment = this.#teller.moment(this.#goOnWords);
    if (moment) this.#guide.keepMoment(moment);
  }

  async #replay(file: File): Promise<void> {
    try {
      await this.#made.replay(file);
    } catch (error) {
      const { line } = error as RecordingRefused;
      if (!line) throw error;
      const words = { name: file.name, line };
      this.#teller.player.say(this.#say("no-fixes", words));
    }
  }

  /** All stories are to come once more. */
  #beginAnew(): void {
    this.#teller.forgetHeard();
    void this.#stage.map?.then((map) => map?.setUnheard());
    this.#guide.begin(null);
    if (this.#course.first) this.#course.select(this.#course.first);
  }

  get #walker() {
    return this.#where?.name === "located" ? this.#where.fix : null;
  }

  #changed(): void {
    const where = this.#teller.whereabouts(this.#walker);
    if (where) this.#tools?.onWay(this.#leading.show(where), where.walker);
  }

  #onPosition(state: State): void {
    const isFirst = state.fix && !this.#where?.fix;
    this.#where = state;
    if (!this.#teller.current && this.#course.first && isWatching(state)) {
      this.#dock.open();
      this.#course.select(this.#course.first);
    }
    void this.#stage.map?.then((map) => map?.walker.show(state));
    this.#guide.take(state);
    this.#homeOffer.take(state);
    this.#changed();
    if (isFirst) this.#course.showOnMap();
    else if (this.#walker && this.isWalking) void this.#framing.follow(this.#walker);
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
    if (this.#hasBegun)
      this.#startKey.name(this.#guide.isOver ? null : this.#goOnWords);
  }
}
