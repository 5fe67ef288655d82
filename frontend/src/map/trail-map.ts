import type * as Leaflet from "leaflet";
import type { Basemap } from "../basemap";
import type { Point } from "../geo";
import type { Fix } from "../position/state";
import type { Stop, TrailData } from "../trail/stops";
import { loadLeaflet } from "./leaflet";
import { paper } from "./paper";
import { metresPerPixel, pathCorners, scaleBar, zoomOf } from "./view";
import { Walker } from "./walker";

/** Pixels of the map that lie under other things. */
export interface MapCover {
  top: number;
  foot: number;
  start: number;
  end: number;
}

/** What the map says and asks. */
export interface MapHost {
  /** The map's name, and those of its two keys. */
  names: { map: string; zoomIn: string; zoomOut: string };
  formatMetres(metres: number): string;
  onStop(code: string): void;
  onTap(): void;
}

/** The stops on the map, by their codes. */
export type Pins = ReadonlyMap<string, Leaflet.Marker>;

/** Where the drawing lies on the map: the length of its side, and its corners. */
interface Placing {
  side: number;
  at(x: number, y: number): Leaflet.LatLng;
}

const STILL_SCALE = 1.5; // of the drawing's side: as in tours/basemap.py
const SCALE_SHARE = 1 / 4; // of the drawing's side at most, as on the server
const NEAR_ZOOM = 17;
/** A map that a finger has moved does not follow the walker for so long. */
const LEFT_ALONE_MS = 20_000;
const MAX_ZOOM = 19;

/** The moving map, put where the drawing was: same centre, same scale. */
export class TrailMap {
  readonly #L: typeof Leaflet;
  readonly #map: Leaflet.Map;
  readonly #data: TrailData;
  readonly #host: MapHost;
  readonly #surface: HTMLElement;
  readonly #pins = new Map<string, Leaflet.Marker>();
  readonly walker: Walker;
  /** Whether the city's own map came to lie under the trail, once that is known. */
  hasBasemap: Promise<boolean> = Promise.resolve(false);
  #zone: Leaflet.Circle | null = null;
  #draggedAt = 0;
  #line: Point[] = [];

  /** Loads Leaflet and takes the drawing's place once `ready` allows. */
  static async replace(
    surface: HTMLElement,
    data: TrailData,
    host: MapHost,
    ready: () => Promise<void>,
  ): Promise<TrailMap> {
    const { script = "", style = "" } = surface.dataset;
    const basemap = openBasemap(data); // comes while Leaflet does
    const L = await loadLeaflet(script, style);
    await ready();
    const map = new TrailMap(L, surface, data, host);
    map.hasBasemap = basemap.then((found) => map.#layBasemap(found));
    return map;
  }

  private constructor(
    L: typeof Leaflet,
    surface: HTMLElement,
    data: TrailData,
    host: MapHost,
  ) {
    this.#L = L;
    this.#surface = surface;
    this.#data = data;
    this.#host = host;
    const frame = surface.querySelector<HTMLElement>(".map__frame");
    const focused = document.activeElement?.closest<HTMLElement>("[data-pin]");
    this.#map = this.#create(frame);
    const place = this.#placing(frame);
    if (place) {
      this.#keepStill(frame, place);
      this.#drawLine(frame, place);
    }
    this.#placePins(frame);
    this.walker = new Walker(L, this.#map);
    frame?.remove();
    const code = focused?.dataset["pin"];
    if (code) this.#pins.get(code)?.getElement()?.focus({ preventScroll: true });
    this.#showScale();
    this.#map.on("zoomend resize", () => this.#showScale());
    this.#map.on("click", () => host.onTap());
    this.#map.on("dragstart", () => {
      this.#draggedAt = Date.now();
    });
    new ResizeObserver(() => this.#map.invalidateSize({ animate: false })).observe(
      surface,
    );
  }

  /** Lets fingers move the map, or leaves them to the page's own scroll. */
  setMovable(isMovable: boolean): void {
    const { dragging, touchZoom, scrollWheelZoom, doubleClickZoom } = this.#map;
    for (const handler of [dragging, touchZoom, scrollWheelZoom, doubleClickZoom]) {
      if (isMovable) handler.enable();
      else handler.disable();
    }
  }

  /** Lets what comes late draw on the map as well. */
  draw(act: (L: typeof Leaflet, map: Leaflet.Map, pins: Pins) => void): void {
    act(this.#L, this.#map, this.#pins);
  }

  /** Marks the current stop, with the zone around it. */
  setCurrent(stop: Stop | null): void {
    for (const [code, pin] of this.#pins) {
      const isCurrent = code === stop?.code;
      pin.getElement()?.classList.toggle("is-current", isCurrent);
      pin.setZIndexOffset(isCurrent ? 1000 : 0);
    }
    this.#zone?.remove();
    this.#zone = null;
    if (!stop?.point || !stop.radiusMetres) return;
    this.#zone = this.#L
      .circle(at(stop.point), {
        radius: stop.radiusMetres,
        className: "map__zone",
        interactive: false,
      })
      .addTo(this.#map);
  }

  setHeard(code: string): void {
    this.#pins.get(code)?.getElement()?.classList.add("is-heard");
  }

  /** All stories are to come again. */
  setUnheard(): void {
    for (const pin of this.#pins.values())
      pin.getElement()?.classList.remove("is-heard");
  }

  /** Shows some points beside what covers the map, in pixels from its edges. */
  show(points: readonly Point[], covered: MapCover): void {
    if (!points.length) return;
    this.#map.invalidateSize({ animate: false });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#map.fitBounds(this.#L.latLngBounds(points.map(at)), {
      paddingTopLeft: [covered.start + 48, covered.top + 40],
      paddingBottomRight: [covered.end + 24, covered.foot + 40],
      maxZoom: NEAR_ZOOM,
      animate: !still,
    });
  }

  /** Whether a point is seen beside what covers the map; while a finger leads, all are. */
  sees(point: Point, covered: MapCover): boolean {
    if (Date.now() - this.#draggedAt < LEFT_ALONE_MS) return true;
    const { x, y } = this.#map.latLngToContainerPoint(at(point));
    const size = this.#map.getSize();
    const isAcross = x > covered.start && x < size.x - covered.end;
    return isAcross && y > covered.top && y < size.y - covered.foot;
  }

  #create(frame: HTMLElement | null): Leaflet.Map {
    const L = this.#L;
    const data = this.#data;
    const container = L.DomUtil.create("div", "map__live");
    this.#surface.append(container);
    container.setAttribute("role", "group");
    container.setAttribute("aria-label", this.#host.names.map);
    const plane = frame?.querySelector<SVGSVGElement>(".drawing__plane");
    const units = plane?.viewBox.baseVal.width ?? 0;
    const zoom = zoomOf(frame?.clientWidth ?? 0, units, data.zoom);
    const map = L.map(container, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: 0,
      fadeAnimation: false,
      minZoom: Math.min(zoom, data.zoom) - 1.5,
      maxZoom: MAX_ZOOM,
      maxBoundsViscosity: 0.6,
    });
    map.setView(data.centre ?? [0, 0], zoom, { animate: false });
    map.setMaxBounds(map.getBounds().pad(1));
    paper(L).addTo(map);
    if (data.basemap && "raster" in data.basemap) {
      const { url, maxZoom: maxNativeZoom } = data.basemap.raster;
      L.tileLayer(url, { maxNativeZoom, maxZoom: MAX_ZOOM }).addTo(map);
    }
    const { zoomIn, zoomOut } = this.#host.names;
    L.control
      .zoom({ position: "topright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut })
      .addTo(map);
    return map;
  }

  /** Lays the city's map on the paper. */
  #layBasemap(basemap: Basemap | null): boolean {
    if (!basemap) return false;
    basemap.addTo(this.#L, this.#map, {
      language: document.documentElement.lang,
      onMap: { lines: [this.#line], stops: this.#data.stops },
    });
    return true;
  }

  /** Where a corner of the drawing, in its own units, lies on the map. */
  #placing(frame: HTMLElement | null): Placing | null {
    const { centre, zoom } = this.#data;
    const plane = frame?.querySelector<SVGSVGElement>(".drawing__plane");
    if (!plane || !centre) return null;
    const { EPSG3857 } = this.#L.CRS;
    const side = plane.viewBox.baseVal.width;
    const middle = EPSG3857.latLngToPoint(this.#L.latLng(centre), zoom);
    const corner = middle.subtract([side / 2, side / 2]);
    const at = (x: number, y: number): Leaflet.LatLng =>
      EPSG3857.pointToLatLng(this.#L.point(x, y).add(corner), zoom);
    return { side, at };
  }

  /** The still of the city stays under the city's map until that has come. */
  #keepStill(frame: HTMLElement | null, { side, at }: Placing): void {
    const still = frame?.querySelector<HTMLImageElement>("[data-still]");
    if (!still?.currentSrc) return;
    const more = (side * (STILL_SCALE - 1)) / 2;
    const bounds = this.#L.latLngBounds(at(-more, -more), at(side + more, side + more));
    const options = { pane: "tilePane", className: "map__still-layer" };
    this.#L.imageOverlay(still.currentSrc, bounds, options).addTo(this.#map);
  }

  /** The line of the drawing, which both maps take from the server's path. */
  #drawLine(frame: HTMLElement | null, { at }: Placing): void {
    const L = this.#L;
    const path = frame?.querySelector(".drawing__track")?.getAttribute("d");
    if (!path) return;
    const corners = pathCorners(path).map(([x, y]) => at(x, y));
    const style = { interactive: false, smoothFactor: 0.5 };
    this.#line = corners.map(({ lat, lng }) => ({ latitude: lat, longitude: lng }));
    L.polyline(corners, { ...style, className: "map__casing" }).addTo(this.#map);
    L.polyline(corners, { ...style, className: "map__line" }).addTo(this.#map);
  }

  /** The stops, with the numbers and the names that the drawing gives them. */
  #placePins(frame: HTMLElement | null): void {
    const L = this.#L;
    for (const stop of this.#data.stops) {
      const drawn = frame?.querySelector(`[data-pin="${CSS.escape(stop.code)}"]`);
      const face = document.createElement("span");
      face.className = "map-pin__disc";
      if (drawn?.matches(".pin--closed")) face.classList.add("is-closed");
      face.textContent = drawn?.textContent?.trim() ?? "";
      const icon = L.divIcon({
        className: face.textContent === "1" ? "map-pin map-pin--start" : "map-pin",
        html: face,
        iconSize: undefined,
      });
      const pin = L.marker([stop.latitude, stop.longitude], { icon });
      pin.on("click", () => this.#host.onStop(stop.code));
      pin.addTo(this.#map);
      const name = drawn?.getAttribute("aria-label") ?? face.textContent;
      pin.getElement()?.setAttribute("aria-label", name);
      this.#pins.set(stop.code, pin);
    }
  }

  #showScale(): void {
    const scale = this.#surface.querySelector(".scale");
    if (!scale) return;
    const perPixel = metresPerPixel(this.#map.getCenter().lat, this.#map.getZoom());
    const side = Math.min(this.#surface.clientWidth, this.#surface.clientHeight);
    const { metres, px } = scaleBar(perPixel, side * SCALE_SHARE);
    const [bar, , end] = scale.querySelectorAll("line");
    bar?.setAttribute("x2", String(px));
    end?.setAttribute("x1", String(px));
    end?.setAttribute("x2", String(px));
    const words = scale.querySelector("text");
    if (words) words.textContent = this.#host.formatMetres(metres);
  }
}

/** The archive of the trail's map; null when there is none or it does not come. */
async function openBasemap({ basemap }: TrailData): Promise<Basemap | null> {
  if (!basemap || "raster" in basemap) return null;
  try {
    const [{ openBasemap }, answer] = await Promise.all([
      import("../basemap"),
      fetch(basemap.url, { priority: "low" }), // Leaflet first
    ]);
    return await openBasemap(answer);
  } catch {
    return null; // the paper is there
  }
}

function at(point: Point | Fix): [number, number] {
  return [point.latitude, point.longitude];
}
