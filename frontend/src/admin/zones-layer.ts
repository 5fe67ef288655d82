/** Zones on the map, to scale, each with a handle that changes its radius. */
import { distanceM, type Point } from "../geo";
import { make, setAttribute } from "./controls";
import { flatMarker } from "./flat-marker";
import { movedBy } from "./line";
import { latLng } from "./pins";
import type { Mark, Marks } from "./trigger-grades";
import { ZoneGrade } from "./zone-grade";
import { MAX_RADIUS_M, MIN_RADIUS_M, type Street, type Zone } from "./zones";

/** Smaller on the screen, a circle is not drawn; from the other on, its handle shows. */
const DRAWN_FROM_PX = 4;
const HANDLE_FROM_PX = 24;
const KEYS_PAUSE_MS = 400;
const LONG_STEP_M = 5;
const STEPS_M: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: LONG_STEP_M,
  PageDown: -LONG_STEP_M,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export interface ZoneLayerActions {
  /** A radius was set: once for a drag, once for a run of keys. */
  setRadius(prefix: string, metres: number): void;
  /** The accessible name of a handle, and how it says its radius. */
  nameOf(zone: Zone): string;
  valueOf(metres: number): string;
  labelOf(metres: number): string;
}

/** The radius that a key leads to, within the bounds; null for other keys. */
export function radiusByKey(
  event: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">,
  radiusM: number,
): number | null {
  const step = STEPS_M[event.key];
  if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return null;
  const isLong = event.shiftKey && Math.abs(step) === 1;
  return bounded(radiusM + (isLong ? step * LONG_STEP_M : step));
}

const bounded = (metres: number): number =>
  Math.max(MIN_RADIUS_M, Math.min(MAX_RADIUS_M, Math.round(metres)));

export class ZonesLayer {
  private readonly drawn = new Map<string, DrawnZone>();
  private readonly streets: L.LayerGroup;
  private chosen: string | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly actions: ZoneLayerActions,
  ) {
    const pane = map.createPane("zones");
    pane.style.zIndex = "380"; // under the legs, which are at 390
    this.streets = L.layerGroup().addTo(map);
    map.on("zoomend", () => this.fit());
    map.on("click", ({ originalEvent }: L.LeafletMouseEvent) => {
      const found = [...this.drawn].find(([, each]) => each.isAt(originalEvent.target));
      this.choose(found?.[0] ?? null);
    });
  }

  draw(
    zones: readonly Zone[],
    isWarned: (zone: Zone) => boolean,
    streets: readonly Street[],
    marks: Marks,
  ): void {
    const prefixes = new Set(zones.map(({ prefix }) => prefix));
    for (const [prefix, drawn] of this.drawn) {
      if (prefixes.has(prefix)) continue;
      drawn.remove();
      this.drawn.delete(prefix);
    }
    for (const zone of zones) {
      let drawn = this.drawn.get(zone.prefix);
      if (!drawn) {
        drawn = new DrawnZone(this.map, this.actions, zone);
        this.drawn.set(zone.prefix, drawn);
      }
      drawn.show(zone, isWarned(zone), marks.get(zone.prefix) ?? null);
    }
    this.fit();
    this.choose(this.chosen);
    this.drawStreets(streets);
  }

  /** Shows the handle of one zone, however small it is. */
  choose(prefix: string | null): void {
    this.chosen = prefix;
    for (const [each, drawn] of this.drawn) drawn.mark("chosen", each === prefix);
  }

  stop(): void {
    for (const drawn of this.drawn.values()) drawn.remove();
    this.drawn.clear();
  }

  private fit(): void {
    for (const drawn of this.drawn.values()) drawn.fit();
  }

  private drawStreets(streets: readonly Street[]): void {
    this.streets.clearLayers();
    for (const street of streets) {
      L.polyline(street.map(latLng), {
        pane: "zones",
        interactive: false,
        className: "map-field__beside",
      }).addTo(this.streets);
    }
  }
}

/** The corners of a fan: degrees off the bearing, and how far in radii. */
const FAN: readonly (readonly [degrees: number, radii: number])[] = [
  [0, 0],
  [-60, 1],
  [-40, 1],
  [-20, 1],
  [0, 1.35], // the tip that makes it an arrow
  [20, 1],
  [40, 1],
  [60, 1],
];

/** A fan of the ways that one may walk in a zone with a bearing; empty without one. */
export function fanOf({ point, bearing }: Zone, radiusM: number): Point[] {
  if (bearing === null) return [];
  return FAN.map(([degrees, radii]) => {
    const radians = ((bearing + degrees) * Math.PI) / 180;
    const metres = radii * radiusM;
    return movedBy(point, metres * Math.sin(radians), metres * Math.cos(radians));
  });
}

/** One circle with its handle; what is being changed is not drawn over from outside. */
class DrawnZone {
  private readonly circle: L.Circle;
  private readonly fan: L.Polygon;
  private readonly handle: L.Marker;
  private readonly label = make("span", "map-field__zone-metres");
  private readonly grade: ZoneGrade;
  private radiusM: number;
  private isDragged = false;
  private pause: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly actions: ZoneLayerActions,
    private zone: Zone,
  ) {
    this.radiusM = zone.radiusM;
    this.grade = new ZoneGrade(map, zone.point);
    this.circle = L.circle(latLng(zone.point), {
      pane: "zones",
      radius: zone.radiusM,
      className: "map-field__zone",
    }).addTo(map);
    this.fan = L.polygon([], {
      pane: "zones",
      interactive: false,
      className: "map-field__zone-fan",
    }).addTo(map);
    const html = make("span", "map-field__zone-grip");
    html.append(this.label);
    this.handle = flatMarker(latLng(zone.point), {
      draggable: true,
      zIndexOffset: 500,
      bubblingMouseEvents: false,
      icon: L.divIcon({
        className: "map-field__handle map-field__handle--zone",
        html,
        iconSize: [24, 24],
      }),
    }).addTo(map);
    for (const layer of [this.circle, this.handle]) {
      layer.on("mouseover", () => this.mark("hovered", true));
      layer.on("mouseout", () => this.mark("hovered", false));
    }
    this.handle.on("dragstart", () => this.drag(true));
    this.handle.on("drag", () => this.pull());
    this.handle.on("dragend", () => this.drag(false));
    const element = this.handle.getElement();
    element?.setAttribute("role", "slider");
    element?.setAttribute("aria-valuemin", String(MIN_RADIUS_M));
    element?.setAttribute("aria-valuemax", String(MAX_RADIUS_M));
    element?.addEventListener("keydown", (event) => this.press(event));
    element?.addEventListener("blur", () => this.settle());
  }

  show(zone: Zone, isWarned: boolean, mark: Mark | null): void {
    this.zone = zone;
    this.grade.show(mark);
    const circle = this.circle.getElement();
    if (circle)
      setAttribute(circle, "data-grade", mark && !mark.isOld ? mark.grade : "");
    if (!this.isDragged && this.pause === null) this.radiusM = zone.radiusM;
    this.circle.setLatLng(latLng(zone.point));
    this.circle.getElement()?.classList.toggle("map-field__zone--warned", isWarned);
    this.fan.getElement()?.classList.toggle("map-field__zone-fan--warned", isWarned);
    this.mark("warned", isWarned);
    this.place();
  }

  /** As its size on the screen has it. */
  fit(): void {
    const [middle, edge] = [this.circle, this.handle].map((each) =>
      this.map.latLngToLayerPoint(each.getLatLng()),
    );
    const px = middle && edge ? edge.distanceTo(middle) : 0;
    const isDrawn = px >= DRAWN_FROM_PX;
    for (const { classList } of this.shapes)
      classList.toggle("map-field__zone--hidden", !isDrawn);
    this.mark("hidden", !isDrawn);
    this.mark("shown", px >= HANDLE_FROM_PX);
    this.grade.fit(px);
  }

  /** Whether an event on the map came from its circle. */
  isAt(target: EventTarget | null): boolean {
    return target !== null && target === this.circle.getElement();
  }

  mark(state: string, isSo: boolean): void {
    const element = this.handle.getElement();
    element?.classList.toggle(`map-field__handle--zone-${state}`, isSo);
  }

  remove(): void {
    if (this.pause !== null) clearTimeout(this.pause);
    this.circle.remove();
    this.fan.remove();
    this.handle.remove();
    this.grade.remove();
  }

  /** Circle, handle and words at the radius as it is now. */
  private place(): void {
    const { actions, radiusM, zone } = this;
    this.circle.setRadius(radiusM);
    this.fan.setLatLngs(fanOf(zone, radiusM).map(latLng));
    this.handle.setLatLng(latLng(movedBy(zone.point, radiusM, 0)));
    this.grade.moveTo(movedBy(zone.point, 0, -radiusM));
    this.label.textContent = actions.labelOf(radiusM);
    const element = this.handle.getElement();
    if (!element) return;
    setAttribute(element, "aria-label", actions.nameOf(zone));
    setAttribute(element, "aria-valuenow", String(radiusM));
    setAttribute(element, "aria-valuetext", actions.valueOf(radiusM));
  }

  private get shapes(): Element[] {
    return [this.circle, this.fan].flatMap((each) => each.getElement() ?? []);
  }

  private drag(isDragged: boolean): void {
    this.isDragged = isDragged;
    this.mark("dragged", isDragged);
    if (!isDragged) this.tell();
  }

  /** The handle follows the pointer east and west alone, as far as the bounds. */
  private pull(): void {
    const { latitude, longitude } = this.zone.point;
    const { lng } = this.handle.getLatLng();
    const metres = distanceM(this.zone.point, { latitude, longitude: lng });
    this.radiusM = bounded(lng > longitude ? metres : 0);
    this.place();
  }

  private press(event: KeyboardEvent): void {
    const metres = radiusByKey(event, this.radiusM);
    if (metres === null) return;
    event.preventDefault();
    event.stopPropagation(); // or the map would move too
    this.radiusM = metres;
    this.place();
    if (this.pause !== null) clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), KEYS_PAUSE_MS);
  }

  /** The run of keys is over. */
  private settle(): void {
    if (this.pause === null) return;
    clearTimeout(this.pause);
    this.pause = null;
    this.tell();
  }

  private tell(): void {
    if (this.radiusM === this.zone.radiusM) return;
    this.actions.setRadius(this.zone.prefix, this.radiusM);
  }
}
