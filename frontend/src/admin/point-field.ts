/** `point-field`: a latitude input that sets a point on a map, with its longitude. */
import type { Point } from "../geo";
import { enable, make, makeButton } from "./controls";
import { type FormStop, stopPoint, withTakes } from "./form-stop";
import { FormStops } from "./form-stops";
import { type KnownPlace, knownPlaces } from "./known-places";
import { rounded } from "./line";
import { adminLanguage, type MapSettings, say } from "./map-settings";
import { MapStage } from "./map-stage";
import { PaperMap, show, type View } from "./paper-map";
import { readDegrees, readPastedPoint, writeDegrees } from "./pasted-point";
import { latLng, Pin, pointOf, StopMarks } from "./pins";
import { Controller } from "./wagtail";

const NEAR_ZOOM = 16;
const ROW = /^(.+)-\d+-latitude$/;

/** What the two inputs hold. `fault` names the sentence that tells what is wrong. */
interface Reading {
  readonly point: Point | null;
  readonly fault: string | null;
}

export class PointField extends Controller {
  static values = { settings: Object };
  declare readonly element: HTMLInputElement;
  declare readonly settingsValue: MapSettings;
  private aborting = new AbortController();
  private longitude: HTMLInputElement | null = null;
  private stage: MapStage | null = null;
  private details: HTMLDetailsElement | null = null;
  private paper: PaperMap | null = null;
  private pin: Pin | null = null;
  private marks: StopMarks | null = null;
  private stops: FormStops | null = null;
  private others: readonly FormStop[] = [];
  private place: Point | null = null;
  private shownFor = "";
  private clearButton: HTMLButtonElement | null = null;
  private hereButton: HTMLButtonElement | null = null;

  connect(): void {
    const name = this.element.name.replace(/latitude$/, "longitude");
    const longitude = this.element.form?.elements.namedItem(name);
    if (!(longitude instanceof HTMLInputElement)) return;
    this.longitude = longitude;
    this.aborting = new AbortController();
    const { signal } = this.aborting;
    for (const input of [this.element, longitude]) {
      input.addEventListener("input", () => this.refresh(), { signal });
      input.addEventListener("change", () => this.refresh(), { signal });
      input.addEventListener("paste", (event) => this.paste(event), { signal });
    }
    this.build(longitude);
    this.refresh();
  }

  disconnect(): void {
    this.aborting.abort();
    this.stops?.stop();
    this.paper?.remove();
    this.stage?.remove();
    this.details?.remove();
    this.paper = this.pin = this.marks = this.stops = this.stage = null;
  }

  private build(longitude: HTMLInputElement): void {
    const words = (name: string): string => say(this.settingsValue, name);
    const stage = new MapStage(
      words("map"),
      words("map_help"),
      (box) => this.open(box),
      () => this.putHere(),
      (isNear) => this.watchStops(isNear),
    );
    this.hereButton = makeButton("crosshairs", words("put_here"), () => this.putHere());
    this.hereButton.classList.add("map-field__here");
    this.clearButton = makeButton("bin", words("clear"), () => this.write(null));
    stage.bar.append(this.hereButton, this.clearButton);
    enable(this.hereButton, false);
    this.stage = stage;
    placeAbove(this.fold(stage.element), this.element, longitude);
    stage.start();
  }

  /** A row of a formset seldom needs its map: it is folded until there is a point. */
  private fold(map: HTMLElement): HTMLElement {
    if (!ROW.test(this.element.name)) return map;
    this.details = make("details", "map-field-fold");
    this.details.open = this.read().point !== null;
    this.details.append(
      make("summary", "map-field-fold__name", say(this.settingsValue, "show")),
      map,
    );
    return this.details;
  }

  private open(box: HTMLElement): void {
    const { point } = this.read();
    const paper = new PaperMap(
      box,
      this.settingsValue,
      this.firstView(point),
      (place) => this.standsAlready(place),
    );
    this.paper = paper;
    this.marks = new StopMarks(paper.map);
    paper.map.on("click", ({ latlng }: L.LeafletMouseEvent) =>
      this.write(pointOf(latlng.wrap())),
    );
    if (this.hereButton) enable(this.hereButton, true);
    this.refresh();
  }

  /**
   * In a row of a formset: its sisters are shown, and its place until it has a point.
   * A map that is far from the screen rests: there may be sixty of them.
   */
  private watchStops(isNear: boolean): void {
    this.stops?.stop();
    this.stops = null;
    const row = ROW.exec(this.element.name);
    const form = this.element.form;
    if (!isNear || !row?.[1] || !form) return;
    const places = knownPlaces(this.settingsValue.places);
    this.stops = new FormStops(form, row[1], places, (stops) => this.showStops(stops));
  }

  private showStops(stops: readonly FormStop[]): void {
    const own = this.element.name.replace(/-latitude$/, "");
    const rows = withTakes(stops);
    this.place = rows.find(({ prefix }) => prefix === own)?.placePoint ?? null;
    this.others = stops.filter(({ prefix }) => prefix !== own);
    this.marks?.draw(stops.filter((stop) => stop.prefix !== own || !stop.ownPoint));
    this.showAgain();
    this.paper?.drawLandmarks();
    this.refresh();
  }

  /** Without a point, the map looks where the stop's place is, else where the others are. */
  private showAgain(): void {
    const about = this.place
      ? JSON.stringify(this.place)
      : String(this.others.some(stopPoint));
    if (this.paper && about !== this.shownFor && !this.read().point) {
      show(this.paper.map, this.firstView(null));
    }
    this.shownFor = about;
  }

  private firstView(point: Point | null): View {
    const only = point ?? this.place;
    if (only) return { centre: latLng(only), zoom: NEAR_ZOOM };
    const points = this.others.map(stopPoint).filter((each) => each !== null);
    if (points.length) return { points: points.map(latLng) };
    const { centre, zoom } = this.settingsValue;
    return { centre: [...centre], zoom };
  }

  private read(): Reading {
    const texts = [this.element.value.trim(), this.longitude?.value.trim() ?? ""];
    const [latitude, longitude] = texts.map(readDegrees);
    const nothing = { point: null, fault: null };
    if (texts.every((text) => text === "")) return nothing;
    if (texts.some((text) => text === "")) return { point: null, fault: "half" };
    if (latitude == null || longitude == null)
      return { point: null, fault: "no_number" };
    if (Math.abs(latitude) > 90) return { point: null, fault: "latitude_range" };
    if (Math.abs(longitude) > 180) return { point: null, fault: "longitude_range" };
    return { point: { latitude, longitude }, fault: null };
  }

  /** Fills both inputs and tells Wagtail, whose autosave listens to changes. */
  private write(point: Point | null): void {
    const exact = point && rounded(point);
    const pairs = [
      [this.element, exact?.latitude],
      [this.longitude, exact?.longitude],
    ] as const;
    for (const [input, degrees] of pairs) {
      if (input) input.value = degrees === undefined ? "" : writeDegrees(degrees);
    }
    for (const [input] of pairs) {
      input?.dispatchEvent(new Event("input", { bubbles: true }));
      input?.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  private putHere(): void {
    if (this.paper) this.write(pointOf(this.paper.map.getCenter().wrap()));
  }

  private paste(event: ClipboardEvent): void {
    const point = readPastedPoint(event.clipboardData?.getData("text") ?? "");
    if (!point) return;
    event.preventDefault();
    this.write(point);
  }

  /** Pin, sentence and buttons as the inputs have it. */
  private refresh(): void {
    const { point, fault } = this.read();
    this.movePin(point);
    const isEmpty = !point && !fault;
    if (this.clearButton) enable(this.clearButton, !isEmpty);
    const number = new Intl.NumberFormat(adminLanguage(), { maximumFractionDigits: 6 });
    const words = point && {
      latitude: number.format(point.latitude),
      longitude: number.format(point.longitude),
    };
    const sentence = words ? "pin" : (fault ?? (this.place ? "place_used" : "empty"));
    this.stage?.status.say(
      say(this.settingsValue, sentence, words ?? {}),
      fault !== null && fault !== "half",
    );
  }

  private movePin(point: Point | null): void {
    const map = this.paper?.map;
    if (!map) return;
    if (!point) {
      this.pin?.remove();
      this.pin = null;
      return;
    }
    if (this.pin) this.pin.moveTo(point);
    else {
      const name = say(this.settingsValue, "pin_help");
      this.pin = new Pin(map, point, name, (moved) => this.write(moved));
    }
    if (!map.getBounds().contains(latLng(point))) map.panTo(latLng(point));
  }

  private standsAlready({ latitude, longitude }: KnownPlace): boolean {
    const { point } = this.read();
    const shown = [point, this.place, ...this.others.map(stopPoint)];
    return shown.some(
      (each) => each?.latitude === latitude && each.longitude === longitude,
    );
  }
}

/** Puts the map above both inputs, whatever the form lays around them. */
function placeAbove(map: HTMLElement, first: Element, second: Element): void {
  let branch = first;
  while (branch.parentElement && !branch.parentElement.contains(second)) {
    branch = branch.parentElement;
  }
  const row = branch.closest(".w-field-row");
  if (row?.contains(second)) row.before(map);
  else if (branch.tagName === "LI") branch.prepend(map);
  else branch.before(map);
}
