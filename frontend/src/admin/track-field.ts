/** `track-field`: a text of GeoJSON that is composed on a map, with the form's stops. */
import type { Point } from "../geo";
import { Composer } from "./composer";
import type { Say, Trail } from "./composer-part";
import { type Addresses, type Bench, makeParts, type Parts } from "./composer-parts";
import { type FormStop, stopPoint } from "./form-stop";
import { FormStops } from "./form-stops";
import { knownPlaces } from "./known-places";
import { legService } from "./leg-service";
import { rounded } from "./line";
import { LineEditor } from "./line-editor";
import { LineLayer } from "./line-layer";
import { adminLanguage, type MapSettings, say } from "./map-settings";
import { MapStage } from "./map-stage";
import { PaperMap, show, type View } from "./paper-map";
import { latLng, pointOf } from "./pins";
import type { StopRows } from "./stop-rows";
import { NO_TRACK, type Track, wholeLine } from "./track";
import { TrackHistory } from "./track-history";
import { trackSentence } from "./track-sentence";
import { TrackText } from "./track-text";
import { type Tool, TrackTools } from "./track-tools";
import { Controller, formToken, widen } from "./wagtail";

export class TrackField extends Controller {
  static values = {
    settings: Object,
    stops: String,
    stepFree: String,
    addresses: Object,
    bench: Object,
  };
  declare readonly element: HTMLTextAreaElement;
  declare readonly settingsValue: MapSettings;
  /** Names of the formset of stops, none where a mere line is drawn, and of a tick. */
  declare readonly stopsValue: string;
  declare readonly stepFreeValue: string;
  declare readonly addressesValue: Addresses;
  declare readonly benchValue: Bench;
  private parsed: MapSettings | null = null;
  private aborting = new AbortController();
  private editor = new LineEditor();
  private text = new TrackText(this.element);
  private tool: Tool | null = null;
  private places: readonly FormStop[] = [];
  private stage: MapStage | null = null;
  private tools: TrackTools | null = null;
  private paper: PaperMap | null = null;
  private layer: LineLayer | null = null;
  private form: FormStops | null = null;
  /** Whether the first legs come with the next reading of the stops. */
  private isBeginning = false;
  private composer: Composer | null = null;
  private parts: Parts | null = null;
  private trail: Trail | null = null;
  private isShown = false;
  private readonly history = new TrackHistory(() => ({
    editor: this.editor,
    text: this.text,
    rows: this.form?.rows ?? null,
    composer: this.composer,
    refresh: () => this.refresh(),
  }));

  connect(): void {
    this.aborting = new AbortController();
    this.text = new TrackText(this.element);
    this.editor = new LineEditor(this.text.read() ?? NO_TRACK);
    const isEmpty = this.editor.track.legs.length === 0 && !this.text.fault;
    if (isEmpty) this.tool = this.stopsValue ? "stop" : "draw";
    this.build();
    this.element.addEventListener("input", () => this.typed(), {
      signal: this.aborting.signal,
    });
    this.refresh();
  }

  disconnect(): void {
    this.aborting.abort();
    this.form?.stop();
    this.composer?.stop();
    this.parts?.adder.stop();
    for (const part of this.parts?.all ?? []) part.stop?.();
    this.paper?.remove();
    this.stage?.remove();
    this.text.isShown = true;
    this.paper = this.layer = this.form = this.parts = this.stage = this.tools = null;
    this.composer = this.trail = null;
  }

  private build(): void {
    const stage = new MapStage(
      this.say("map"),
      this.say("map_help"),
      (box) => this.open(box),
      () => this.putHere(),
    );
    stage.element.classList.add("map-field--track");
    this.stage = stage;
    this.composer = this.compose();
    this.tools = this.makeTools(this.composer);
    stage.head.append(this.tools.above);
    stage.bar.append(...this.tools.below);
    const form = this.stopsValue ? this.element.form : null;
    if (form) this.parts = this.makeParts(form, stage, this.composer);
    this.element.before(stage.element);
    widen(this.element);
    stage.element.addEventListener("keydown", (event) => this.press(event));
    this.text.isShown = this.text.fault !== null;
    stage.start();
  }

  private makeParts(form: HTMLFormElement, stage: MapStage, composer: Composer): Parts {
    return makeParts(
      {
        form,
        formset: this.stopsValue,
        rows: this.watchStops(form),
        stage,
        addresses: this.addressesValue,
        bench: this.benchValue,
        token: formToken(form),
        say: this.say,
        language: adminLanguage(),
        chooseLeg: (leg) => composer.choose(leg),
        replaceTrack: (track) => this.replaceTrack(track),
      },
      composer.list.element,
    );
  }

  private makeTools(composer: Composer): TrackTools {
    return new TrackTools((name) => this.say(name), {
      addStops: () => this.take("stop"),
      followStreets: () => this.followStreets(),
      toggleLoop: () => composer.toggleLoop(),
      draw: () => this.take("draw"),
      putHere: () => this.putHere(),
      undo: () => this.history.undo(),
      redo: () => this.history.redo(),
      reverse: () => this.reverse(),
      fromStops: () => this.startFromStops(),
      clear: () => this.clear(),
      showAll: () => this.showAll(),
      toggleText: () => this.toggleText(),
      choose: (number) => this.choose(number),
      insertAfter: (number) =>
        this.history.change(() => this.editor.insertAfter(number)),
      remove: (number) => this.history.change(() => this.editor.remove(number)),
    });
  }

  /** Read once: Stimulus would parse them again each time. */
  private get settings(): MapSettings {
    this.parsed ??= this.settingsValue;
    return this.parsed;
  }

  private readonly say: Say = (name, words) => say(this.settings, name, words);

  private compose(): Composer {
    const { element } = this;
    return new Composer({
      editor: () => this.editor,
      isFaulty: () => this.text.fault !== null,
      change: (step) => this.history.change(step),
      refresh: () => this.refresh(),
      profile: () => {
        const tick = element.form?.elements.namedItem(this.stepFreeValue);
        const isTicked = tick instanceof HTMLInputElement && tick.checked;
        return isTicked ? "step-free" : "on-foot";
      },
      ask: legService(
        this.addressesValue.legs,
        formToken(this.element.form),
        this.say("no_answer"),
      ),
      language: adminLanguage(),
      say: this.say,
    });
  }

  private open(box: HTMLElement): void {
    const paper = new PaperMap(box, this.settings, this.wholeView(), (place) =>
      this.places.some(({ placePoint, ownPoint }) =>
        [placePoint, ownPoint].some(
          (point) =>
            point?.latitude === place.latitude && point.longitude === place.longitude,
        ),
      ),
    );
    this.paper = paper;
    this.composer?.open(paper.map);
    this.layer = new LineLayer(paper.map, this.editor, {
      move: (number, point) =>
        this.history.change(() => this.editor.move(number, point)),
      insert: (at, point) => this.history.change(() => this.editor.insert(at, point)),
      remove: (number) => this.history.change(() => this.editor.remove(number)),
      choose: (number) => this.choose(number),
      nameOf: (number) => this.nameOf(number),
    });
    for (const part of this.parts?.all ?? []) part.open?.(paper.map);
    paper.map.on("click", ({ latlng }: L.LeafletMouseEvent) => this.clicked(latlng));
    paper.map.on("moveend", () => this.refresh());
    this.refresh();
  }

  private watchStops(form: HTMLFormElement): StopRows {
    const places = knownPlaces(this.settings.places);
    this.form = new FormStops(form, this.stopsValue, places, (stops) =>
      this.showStops(stops),
    );
    this.form.rows.list?.classList.add("map-field-rows");
    return this.form.rows;
  }

  private showStops(stops: readonly FormStop[]): void {
    this.places = stops;
    this.history.recordRows();
    const hasPoints = stops.some(stopPoint);
    if (this.paper && !this.isShown && hasPoints && !this.editor.track.legs.length) {
      show(this.paper.map, this.wholeView());
    }
    this.isShown ||= hasPoints;
    this.paper?.drawLandmarks();
    this.composer?.showStops(stops);
    if (this.isBeginning && this.stopPoints.length > 1) this.composer?.begin();
    this.isBeginning = false;
    this.refresh();
  }

  /** The line with its stops; without any, where the city is. */
  private wholeView(): View {
    const points: Point[] = [...wholeLine(this.editor.track), ...this.stopPoints];
    if (points.length) return { points: points.map(latLng) };
    const { centre, zoom } = this.settings;
    return { centre: [...centre], zoom };
  }

  private get stopPoints(): Point[] {
    return this.places.map(stopPoint).filter((each) => each !== null);
  }

  private showAll(): void {
    if (this.paper) show(this.paper.map, this.wholeView());
  }

  /** The text was typed or pasted: the map follows, or says what is wrong with it. */
  private typed(): void {
    if (this.text.isWriting) return;
    const track = this.text.read();
    if (track && !this.text.holds(this.editor.track)) {
      this.composer?.drop();
      this.editor.replaceTrack(track);
      this.showAll();
    }
    this.refresh();
  }

  private clicked(at: L.LatLng): void {
    if (this.composer?.hasJustDragged || this.parts?.stops.hasJustDragged) return;
    if (this.tool === "stop") void this.addStop(pointOf(at.wrap()));
    else if (this.tool === "draw" && !this.text.fault)
      this.history.change(() => this.editor.add(pointOf(at.wrap())));
    else if (this.editor.chosen !== null) this.choose(null);
    else if (this.editor.leg !== null) this.composer?.choose(null);
    else this.parts?.stops.choose(null);
  }

  /** A stop at a point, after the chosen one; the second one brings the first leg. */
  private async addStop(point: Point): Promise<void> {
    if (!this.paper || !this.parts) return;
    this.isShown = true; // the editor is looking where the stop is to be
    const { stops, adder } = this.parts;
    const prefix = await adder.put(this.paper.map, point, stops.chosen);
    if (prefix === null) return;
    stops.choose(prefix);
    this.isBeginning = this.editor.track.legs.length === 0 && !this.text.fault;
  }

  private putHere(): void {
    if (!this.paper) return;
    const middle = pointOf(this.paper.map.getCenter().wrap());
    if (this.tool === "stop") void this.addStop(middle);
    else if (this.editor.isDrawable) this.history.change(() => this.editor.add(middle));
    else if (!this.text.fault) this.composer?.passBy(middle);
  }

  private choose(number: number | null): void {
    this.editor.choose(number);
    this.refresh();
    this.layer?.focusChosen();
  }

  private followStreets(): void {
    this.tool = null;
    const wasPlain = this.editor.track.isPlain;
    this.composer?.followStreets();
    if (wasPlain) this.showAll();
  }

  /** Another track, from a file: it mends a faulty text too. */
  private replaceTrack(track: Track): void {
    this.tool = null;
    this.composer?.drop();
    this.history.change(() => this.editor.replaceTrack(track), true);
    this.showAll();
  }

  private reverse(): void {
    this.composer?.drop();
    this.history.change(() => this.editor.reverse());
  }

  private startFromStops(): void {
    this.tool = null;
    this.composer?.drop();
    this.history.change(() => this.editor.replace(this.stopPoints.map(rounded)));
    this.showAll();
  }

  private clear(): void {
    this.tool = "draw";
    this.composer?.drop();
    this.history.change(() => this.editor.replace([]), true);
  }

  /** Takes a tool in hand, or puts it down. */
  private take(tool: Tool): void {
    this.tool = this.tool === tool ? null : tool;
    if (this.tool === "stop") this.editor.chooseLeg(null);
    else this.parts?.adder.stop();
    this.refresh();
  }

  private toggleText(): void {
    this.text.isShown = !this.text.isShown;
    this.refresh();
    if (this.text.isShown) this.element.focus();
  }

  /** Steps back and forth from anywhere in the frame; Escape puts the tool down. */
  private press(event: KeyboardEvent): void {
    if (event.key === "Escape" && (this.tool || this.editor.chosen !== null)) {
      this.tool = null;
      this.choose(null);
    } else if (!this.history.press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private nameOf(number: number): string {
    return this.say("point", { number: number + 1, count: this.editor.line.length });
  }

  /** Tells the parts, unless they know it already: panning changes nothing for them. */
  private showTrail(): void {
    const { places: stops, trail: was } = this;
    const { track, leg } = this.editor;
    if (was?.stops === stops && was.track === track && was.leg === leg) return;
    this.trail = { stops, track, leg };
    for (const part of this.parts?.all ?? []) part.show(this.trail);
  }

  /** Map, tools and sentence as the trail has it. */
  private refresh(): void {
    const { editor } = this;
    const { fault } = this.text;
    const isInTheWay = this.tool === "draw" ? !editor.isDrawable : editor.leg !== null;
    if (isInTheWay) this.tool = null;
    this.composer?.show();
    this.layer?.draw();
    this.showTrail();
    if (fault) this.text.isShown = true;
    this.paper?.map.doubleClickZoom[this.tool ? "disable" : "enable"]();
    const frame = this.stage?.element.classList;
    frame?.toggle("map-field--drawing", this.tool !== null);
    frame?.toggle("map-field--faulty", fault !== null);
    this.tools?.show({
      line: editor,
      tool: this.tool,
      isFaulty: fault !== null,
      isOpen: this.paper !== null,
      isTextShown: this.text.isShown,
      stopCount: this.stopPoints.length,
      takesStops: this.stopsValue !== "",
      isComposed: this.composer?.isComposed ?? false,
      isLoop: this.composer?.isLoop ?? false,
    });
    const telling = {
      editor,
      fault,
      tool: this.tool,
      isWaiting: this.composer?.isWaiting ?? false,
      isCrowded: this.layer?.isCrowded ?? false,
    };
    const sentence = trackSentence(telling, this.say, adminLanguage());
    this.stage?.status.say(sentence, fault !== null);
  }
}
