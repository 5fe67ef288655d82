/** The stops on the map: numbered flags to drag, to move by keys, to take away. */
import type { Point } from "../geo";
import { make, setAttribute, setText } from "./controls";
import { flatMarker } from "./flat-marker";
import { type FormStop, stopPoint } from "./form-stop";
import { labelsThatFit } from "./labels";
import { latLng, movedByKey, pointOf } from "./pins";

const NEAR_ZOOM = 18;
const FLAG_PX: L.PointTuple = [28, 40];

export interface StopActions {
  choose(prefix: string): void;
  move(prefix: string, point: Point): void;
  remove(prefix: string): void;
  /** One earlier or later in the walk: −1 or 1. */
  shift(prefix: string, by: number): void;
  nameOf(stop: FormStop): string;
}

interface Flag {
  readonly marker: L.Marker;
  readonly disc: HTMLElement;
  readonly label: HTMLElement;
}

export class StopsLayer {
  private readonly group: L.LayerGroup;
  private readonly flags = new Map<string, Flag>();
  private stops: readonly FormStop[] = [];
  private chosen: string | null = null;
  private dragEnd = 0;

  constructor(
    private readonly map: L.Map,
    private readonly actions: StopActions,
  ) {
    this.group = L.layerGroup().addTo(map);
    map.on("zoomend", () => this.nameThoseThatFit());
  }

  /** Whether a drag has just ended: the click that comes with it means nothing. */
  get hasJustDragged(): boolean {
    return performance.now() - this.dragEnd < 300;
  }

  /** Flags stay the same elements while their stops do: the focus is never lost. */
  draw(stops: readonly FormStop[], chosen: string | null): void {
    this.stops = stops.filter((stop) => stopPoint(stop));
    this.chosen = chosen;
    const shown = new Set(this.stops.map(({ prefix }) => prefix));
    for (const [prefix, { marker }] of this.flags) {
      if (shown.has(prefix)) continue;
      marker.remove();
      this.flags.delete(prefix);
    }
    const [first] = this.stops;
    const tabStop = chosen !== null && shown.has(chosen) ? chosen : first?.prefix;
    for (const stop of this.stops) this.drawFlag(stop, stop.prefix === tabStop);
    this.keepOrder();
    this.nameThoseThatFit();
  }

  /** The flags follow one another in the page as the stops do, for who hears them. */
  private keepOrder(): void {
    const flags = this.stops.flatMap(
      ({ prefix }) => this.flags.get(prefix)?.marker.getElement() ?? [],
    );
    const follows = Node.DOCUMENT_POSITION_FOLLOWING;
    const isKept = flags.every((flag, i) => {
      const next = flags[i + 1];
      return !next || flag.compareDocumentPosition(next) & follows;
    });
    if (isKept) return;
    const focused = flags.find((flag) => flag === document.activeElement);
    this.map.getPane("markerPane")?.append(...flags);
    focused?.focus({ preventScroll: true });
  }

  lookAt(prefix: string): void {
    const point = this.pointOf(prefix);
    if (!point) return;
    const zoom = Math.max(NEAR_ZOOM, this.map.getZoom());
    this.map.setView(latLng(point), zoom, { animate: false });
    this.map.getContainer().scrollIntoView({ block: "nearest" });
  }

  focus(prefix: string): void {
    const point = this.pointOf(prefix);
    if (!point) return;
    this.map.panInside(latLng(point), { padding: [48, 48], animate: false });
    this.flags.get(prefix)?.marker.getElement()?.focus({ preventScroll: true });
  }

  private pointOf(prefix: string): Point | null {
    const stop = this.stops.find((each) => each.prefix === prefix);
    return stop ? stopPoint(stop) : null;
  }

  private drawFlag(stop: FormStop, isTabStop: boolean): void {
    const point = stopPoint(stop);
    if (!point) return;
    const flag = this.flags.get(stop.prefix) ?? this.addFlag(stop.prefix, point);
    const { marker, disc } = flag;
    if (!marker.getLatLng().equals(latLng(point))) marker.setLatLng(latLng(point));
    const isChosen = stop.prefix === this.chosen;
    setText(disc, String(stop.number));
    disc.classList.toggle("map-field__stop--chosen", isChosen);
    disc.classList.toggle("map-field__stop--faulty", stop.errors.length > 0);
    marker.setZIndexOffset(isChosen ? 1200 : 600);
    const element = marker.getElement();
    if (!element) return;
    setAttribute(element, "aria-label", this.actions.nameOf(stop));
    setAttribute(element, "aria-pressed", String(isChosen));
    setAttribute(element, "tabindex", isTabStop ? "0" : "-1");
  }

  private addFlag(prefix: string, point: Point): Flag {
    const html = make("span", "map-field__flag");
    const disc = make("span", "map-field__stop");
    const label = make("span", "map-field__landmark-name");
    html.append(disc, label);
    const marker = flatMarker(latLng(point), {
      draggable: true,
      autoPan: true,
      bubblingMouseEvents: false,
      icon: L.divIcon({
        className: "map-field__handle map-field__handle--stop",
        html,
        iconSize: FLAG_PX,
        iconAnchor: [FLAG_PX[0] / 2, FLAG_PX[1]], // its foot
      }),
    }).addTo(this.group);
    this.listen(marker, prefix);
    const flag = { marker, disc, label };
    this.flags.set(prefix, flag);
    return flag;
  }

  private listen(marker: L.Marker, prefix: string): void {
    const { actions } = this;
    let tie: L.Polyline | null = null;
    marker.on("drag", () => {
      tie ??= L.polyline([], { interactive: false, className: "map-field__pull" });
      tie.setLatLngs(this.neighbours(prefix, marker.getLatLng())).addTo(this.map);
    });
    marker.on("dragend", () => {
      this.dragEnd = performance.now();
      tie?.remove();
      tie = null;
      actions.move(prefix, pointOf(marker.getLatLng().wrap()));
    });
    marker.on("click", () => {
      if (!this.hasJustDragged) actions.choose(prefix);
    });
    marker
      .getElement()
      ?.addEventListener("keydown", (event) => this.press(event, prefix, marker));
  }

  /** Where a dragged stop stands between the one before it and the one after. */
  private neighbours(prefix: string, at: L.LatLng): L.LatLngExpression[] {
    const place = this.stops.findIndex((stop) => stop.prefix === prefix);
    const point = (stop: FormStop | undefined) => stop && stopPoint(stop);
    const [before, after] = [
      point(this.stops[place - 1]),
      point(this.stops[place + 1]),
    ];
    return [...(before ? [latLng(before)] : []), at, ...(after ? [latLng(after)] : [])];
  }

  private press(event: KeyboardEvent, prefix: string, marker: L.Marker): void {
    const { actions } = this;
    const to = movedByKey(event, pointOf(marker.getLatLng()));
    const steps: Readonly<Record<string, () => void>> = {
      Delete: () => actions.remove(prefix),
      Backspace: () => actions.remove(prefix),
      PageDown: () => this.step(prefix, 1),
      PageUp: () => this.step(prefix, -1),
      Enter: () => actions.choose(prefix),
      " ": () => actions.choose(prefix),
    };
    const turns: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
    const turn = event.altKey ? turns[event.key] : undefined;
    const act = to
      ? () => actions.move(prefix, to)
      : turn
        ? () => actions.shift(prefix, turn)
        : steps[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation(); // or the map would move too
    act();
  }

  private step(prefix: string, by: number): void {
    const place = this.stops.findIndex((stop) => stop.prefix === prefix);
    const next = this.stops[place + by];
    if (!next) return;
    this.actions.choose(next.prefix);
    this.focus(next.prefix);
  }

  private nameThoseThatFit(): void {
    const marks = this.stops.flatMap((stop) => {
      const point = stopPoint(stop);
      if (!point) return [];
      const { x, y } = this.map.latLngToContainerPoint(latLng(point));
      return [{ x, y, text: stop.title }];
    });
    const fitting = labelsThatFit(marks);
    this.stops.forEach((stop, i) => {
      const label = this.flags.get(stop.prefix)?.label;
      if (label) setText(label, fitting.has(i) ? stop.title : "");
    });
  }
}
