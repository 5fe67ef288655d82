/** `track-field`: a text of GeoJSON that is drawn as a line on a map. */

import { formatMetres } from "../formatting";
import type { Point } from "../geo";
import { Composer } from "./composer";
import { turnRows } from "./form-rows";
import { type FormStop, FormStops, stopPoint } from "./form-stops";
import { knownPlaces } from "./known-places";
import { walkingMinutes } from "./leg-list";
import { legService } from "./leg-service";
import { lengthM, rounded } from "./line";
import { LineEditor } from "./line-editor";
import { LineLayer } from "./line-layer";
import { adminLanguage, type MapSettings, say } from "./map-settings";
import { MapStage } from "./map-stage";
import { PaperMap, show, type View } from "./paper-map";
import { latLng, pointOf, StopMarks } from "./pins";
import {
  NO_TRACK,
  readTrack,
  type TrackFault,
  type TrackReading,
  wholeLine,
  writeTrack,
} from "./track";
import { TrackTools } from "./track-tools";
import { Controller } from "./wagtail";

export class TrackField extends Controller {
  static values = { settings: Object, stops: String, stepFree: String, legs: String };
  declare readonly element: HTMLTextAreaElement;
  declare readonly settingsValue: MapSettings;
  /** Names of the formset of stops and of the tick “step-free”; where to ask for legs. */
  declare readonly stopsValue: string;
  declare readonly stepFreeValue: string;
  declare readonly legsValue: string;
  private aborting = new AbortController();
  private editor = new LineEditor();
  private fault: TrackFault | null = null;
  private isDrawing = false;
  private places: readonly FormStop[] = [];
  private stage: MapStage | null = null;
  private tools: TrackTools | null = null;
  private paper: PaperMap | null = null;
  private layer: LineLayer | null = null;
  private stops: FormStops | null = null;
  private marks: StopMarks | null = null;
  private composer: Composer | null = null;
  private isShown = false;

  connect(): void {
    this.aborting = new AbortController();
    const reading = this.read();
    this.editor = new LineEditor("track" in reading ? reading.track : NO_TRACK);
    this.isDrawing = this.editor.track.legs.length === 0 && !this.fault;
    this.build();
    this.element.addEventListener("input", () => this.typed(), {
      signal: this.aborting.signal,
    });
    this.refresh();
  }

  disconnect(): void {
    this.aborting.abort();
    this.stops?.stop();
    this.composer?.stop();
    this.paper?.remove();
    this.stage?.remove();
    this.element.hidden = false;
    this.paper = this.layer = this.stops = this.marks = this.stage = this.tools = null;
    this.composer = null;
  }

  private build(): void {
    const words = (name: string): string => say(this.settingsValue, name);
    const stage = new MapStage(
      words("map"),
      words("map_help"),
      (box) => this.open(box),
      () => this.putHere(),
    );
    stage.element.classList.add("map-field--track");
    this.stage = stage;
    const composer = this.compose();
    this.composer = composer;
    this.tools = new TrackTools(words, {
      followStreets: () => this.followStreets(),
      toggleLoop: () => composer.toggleLoop(),
      draw: () => this.toggleDrawing(),
      putHere: () => this.putHere(),
      undo: () => this.undo(),
      redo: () => this.redo(),
      reverse: () => this.reverse(),
      fromStops: () => this.startFromStops(),
      clear: () => this.clear(),
      showAll: () => this.paper && show(this.paper.map, this.wholeView()),
      toggleText: () => this.toggleText(),
      choose: (number) => this.choose(number),
      insertAfter: (number) => this.change(() => this.editor.insertAfter(number)),
      remove: (number) => this.change(() => this.editor.remove(number)),
    });
    stage.bar.append(...this.tools.elements);
    stage.element.append(composer.list.element);
    this.element.before(stage.element);
    stage.element.addEventListener("keydown", (event) => this.press(event));
    this.element.hidden = !this.fault;
    if (composer.isComposed) this.watchStops();
    stage.start();
  }

  private compose(): Composer {
    const { settingsValue: settings, element } = this;
    const token = element.form?.elements.namedItem("csrfmiddlewaretoken");
    const key = token instanceof HTMLInputElement ? token.value : "";
    return new Composer({
      editor: () => this.editor,
      isFaulty: () => this.fault !== null,
      change: (step) => this.change(step),
      refresh: () => this.refresh(),
      profile: () => {
        const tick = element.form?.elements.namedItem(this.stepFreeValue);
        const isTicked = tick instanceof HTMLInputElement && tick.checked;
        return isTicked ? "step-free" : "on-foot";
      },
      ask: legService(this.legsValue, key, say(settings, "no_answer")),
      language: adminLanguage(),
      say: (name, words) => say(settings, name, words),
    });
  }

  private open(box: HTMLElement): void {
    const paper = new PaperMap(box, this.settingsValue, this.wholeView(), (place) =>
      this.places.some(({ placePoint, ownPoint }) =>
        [placePoint, ownPoint].some(
          (point) =>
            point?.latitude === place.latitude && point.longitude === place.longitude,
        ),
      ),
    );
    this.paper = paper;
    this.marks = new StopMarks(paper.map);
    this.composer?.open(paper.map);
    this.layer = new LineLayer(paper.map, this.editor, {
      move: (number, point) => this.change(() => this.editor.move(number, point)),
      insert: (at, point) => this.change(() => this.editor.insert(at, point)),
      remove: (number) => this.change(() => this.editor.remove(number)),
      choose: (number) => this.choose(number),
      nameOf: (number) => this.nameOf(number),
    });
    paper.map.on("click", ({ latlng }: L.LeafletMouseEvent) => this.clicked(latlng));
    paper.map.on("moveend", () => this.refresh());
    this.marks.draw(this.places);
    this.watchStops();
    this.refresh();
  }

  /** A track of legs follows its stops at once; any other, once its map is seen. */
  private watchStops(): void {
    const form = this.element.form;
    if (!form || !this.stopsValue || this.stops) return;
    const places = knownPlaces(this.settingsValue.places);
    this.stops = new FormStops(form, this.stopsValue, places, (stops) =>
      this.showStops(stops),
    );
  }

  private showStops(stops: readonly FormStop[]): void {
    this.places = stops;
    this.marks?.draw(stops);
    const hasPoints = stops.some(stopPoint);
    if (this.paper && !this.isShown && hasPoints && !this.editor.track.legs.length) {
      show(this.paper.map, this.wholeView());
    }
    this.isShown ||= hasPoints;
    this.paper?.drawLandmarks();
    this.composer?.showStops(stops);
    this.refresh();
  }

  /** The line with its stops; without any, where the city is. */
  private wholeView(): View {
    const stops = this.places.map(stopPoint).filter((each) => each !== null);
    const points: Point[] = [...wholeLine(this.editor.track), ...stops];
    if (points.length) return { points: points.map(latLng) };
    const { centre, zoom } = this.settingsValue;
    return { centre: [...centre], zoom };
  }

  /** The text was typed or pasted: the map follows, or says what is wrong with it. */
  private typed(): void {
    const reading = this.read();
    if ("track" in reading && this.element.value !== writeTrack(this.editor.track)) {
      this.composer?.drop();
      this.editor.replaceTrack(reading.track);
      if (this.paper) show(this.paper.map, this.wholeView());
    }
    this.refresh();
  }

  /** The track that the text holds, or what is wrong with it. */
  private read(): TrackReading {
    const reading = readTrack(this.element.value);
    this.fault = "fault" in reading ? reading.fault : null;
    return reading;
  }

  /** Does one step and writes it. A faulty text stays: only a step that mends it counts. */
  private change(step: () => void, mends = false): void {
    if (!this.fault || mends) {
      const { isTurned } = this.editor;
      step();
      this.fault = null;
      const form = this.element.form;
      if (isTurned !== this.editor.isTurned && form) turnRows(form, this.stopsValue);
      this.write(writeTrack(this.editor.track));
    }
    this.refresh();
  }

  private write(text: string): void {
    if (text === this.element.value) return;
    this.element.value = text;
    for (const name of ["input", "change"]) {
      this.element.dispatchEvent(new Event(name, { bubbles: true }));
    }
  }

  /** One step back; from a faulty text, back to the last line that was good. */
  private undo(): void {
    if (this.fault) this.change(() => undefined, true);
    else if (this.composer?.drop()) this.refresh();
    else if (this.editor.canUndo) this.change(() => this.editor.undo());
  }

  private redo(): void {
    this.composer?.drop();
    if (this.editor.canRedo) this.change(() => this.editor.redo());
  }

  private clicked(at: L.LatLng): void {
    if (this.composer?.hasJustDragged) return;
    if (this.isDrawing && !this.fault) this.add(pointOf(at.wrap()));
    else if (this.editor.chosen !== null) this.choose(null);
    else if (this.editor.leg !== null) this.composer?.choose(null);
  }

  private add(point: Point): void {
    this.change(() => this.editor.add(point));
  }

  private putHere(): void {
    if (!this.paper) return;
    const middle = pointOf(this.paper.map.getCenter().wrap());
    if (this.editor.isDrawable) this.add(middle);
    else if (!this.fault) this.composer?.passBy(middle);
  }

  private choose(number: number | null): void {
    this.editor.choose(number);
    this.refresh();
    this.layer?.focusChosen();
  }

  private followStreets(): void {
    this.isDrawing = false;
    const wasPlain = this.editor.track.isPlain;
    this.composer?.followStreets();
    if (this.paper && wasPlain) show(this.paper.map, this.wholeView());
  }

  private reverse(): void {
    this.composer?.drop();
    this.change(() => this.editor.reverse());
  }

  private startFromStops(): void {
    const points = this.places.map(stopPoint).filter((each) => each !== null);
    this.isDrawing = false;
    this.composer?.drop();
    this.change(() => this.editor.replace(points.map(rounded)));
    if (this.paper) show(this.paper.map, this.wholeView());
  }

  private clear(): void {
    this.isDrawing = true;
    this.composer?.drop();
    this.change(() => this.editor.replace([]), true);
  }

  private toggleDrawing(): void {
    this.isDrawing = !this.isDrawing;
    this.refresh();
  }

  private toggleText(): void {
    this.element.hidden = !this.element.hidden;
    this.refresh();
    if (!this.element.hidden) this.element.focus();
  }

  /** Steps back and forth from anywhere in the frame; Escape puts the pencil down. */
  private press(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (control && (key === "y" || (key === "z" && event.shiftKey))) {
      this.redo();
    } else if (control && key === "z") {
      this.undo();
    } else if (key === "escape" && (this.isDrawing || this.editor.chosen !== null)) {
      this.isDrawing = false;
      this.choose(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private nameOf(number: number): string {
    const words = { number: number + 1, count: this.editor.line.length };
    return say(this.settingsValue, "point", words);
  }

  /** Map, tools and sentence as the line has it. */
  private refresh(): void {
    this.isDrawing &&= this.editor.isDrawable;
    this.composer?.show();
    this.layer?.draw();
    if (this.fault) this.element.hidden = false;
    const zooms = this.paper?.map.doubleClickZoom;
    if (this.isDrawing) zooms?.disable();
    else zooms?.enable();
    this.stage?.element.classList.toggle("map-field--drawing", this.isDrawing);
    this.stage?.element.classList.toggle("map-field--faulty", this.fault !== null);
    this.tools?.show({
      line: this.editor,
      isDrawing: this.isDrawing,
      isFaulty: this.fault !== null,
      isOpen: this.paper !== null,
      isTextShown: !this.element.hidden,
      stopCount: this.places.filter(stopPoint).length,
      isComposed: this.composer?.isComposed ?? false,
      isLoop: this.composer?.isLoop ?? false,
    });
    this.stage?.status.say(this.sentence(), this.fault !== null);
  }

  private sentence(): string {
    const { settingsValue: settings, editor, fault } = this;
    if (fault)
      return say(settings, `fault_${fault.code}`, {
        ...("position" in fault ? { number: fault.position } : {}),
        ...("leg" in fault ? { leg: fault.leg } : {}),
      });
    if (this.composer?.isWaiting) return say(settings, "looking");
    if (!editor.track.isPlain) return this.sentenceOfLegs();
    const count = editor.line.length;
    if (count === 0) return say(settings, this.isDrawing ? "empty_drawing" : "empty");
    if (count === 1) return say(settings, "second_point");
    const length = formatMetres(lengthM(editor.line), adminLanguage());
    const measure = say(settings, "measure", { length, count });
    return this.layer?.isCrowded
      ? `${measure} ${say(settings, "come_closer")}`
      : measure;
  }

  private sentenceOfLegs(): string {
    const { settingsValue: settings, editor } = this;
    const { track, chosenLeg } = editor;
    const metres = track.legs.reduce((sum, { line }) => sum + lengthM(line), 0);
    const length = formatMetres(metres, adminLanguage());
    const minutes = walkingMinutes(metres);
    const words = { length, minutes, count: track.legs.length };
    const measure = say(settings, "measure_legs", words);
    if (track.legs.length === 0) return say(settings, "empty_legs");
    if (!chosenLeg) return measure;
    const help = chosenLeg.by === "street" ? "street_help" : "freehand_help";
    return `${measure} ${say(settings, help, { number: (editor.leg ?? 0) + 1 })}`;
  }
}
