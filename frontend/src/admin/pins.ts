/** What stands on the maps of a form: the pin, the stops, the points of a line. */
import type { Point } from "../geo";
import { make } from "./controls";
import { flatMarker } from "./flat-marker";
import { type FormStop, stopPoint } from "./form-stop";
import { labelsThatFit } from "./labels";
import { movedBy } from "./line";

const STEP_M = 1;
const LONG_STEP_M = 10;
const DIRECTIONS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export const latLng = ({ latitude, longitude }: Point): L.LatLngTuple => [
  latitude,
  longitude,
];

export const pointOf = ({ lat, lng }: L.LatLng): Point => ({
  latitude: lat,
  longitude: lng,
});

/** Where an arrow key moves a point: a metre, ten with shift; null for other keys. */
export function movedByKey(event: KeyboardEvent, from: Point): Point | null {
  const direction = DIRECTIONS[event.key];
  if (!direction || event.ctrlKey || event.altKey || event.metaKey) return null;
  const step = event.shiftKey ? LONG_STEP_M : STEP_M;
  return movedBy(from, direction[0] * step, direction[1] * step);
}

/** The pin of a point: dragged, or moved by the arrow keys once it has the focus. */
export class Pin {
  private readonly marker: L.Marker;

  constructor(map: L.Map, point: Point, name: string, moved: (point: Point) => void) {
    this.marker = flatMarker(latLng(point), {
      draggable: true,
      autoPan: true,
      zIndexOffset: 1000,
      icon: L.divIcon({
        className: "map-field__handle map-field__handle--pin",
        html: make("span", "map-field__pin"),
        iconSize: [32, 40],
        iconAnchor: [16, 40], // its tip
      }),
    }).addTo(map);
    this.marker.on("dragend", () => moved(pointOf(this.marker.getLatLng())));
    const element = this.marker.getElement();
    element?.setAttribute("aria-label", name);
    element?.addEventListener("keydown", (event) => {
      const to = movedByKey(event, pointOf(this.marker.getLatLng()));
      if (!to) return;
      event.preventDefault();
      event.stopPropagation(); // or the map would move too
      moved(to);
    });
  }

  moveTo(point: Point): void {
    this.marker.setLatLng(latLng(point));
  }

  remove(): void {
    this.marker.remove();
  }
}

/** The stops of the form as numbered flags, so that what is edited stays in sight. */
export class StopMarks {
  private readonly layer: L.LayerGroup;
  private stops: readonly FormStop[] = [];

  constructor(private readonly map: L.Map) {
    this.layer = L.layerGroup().addTo(map);
    map.on("zoomend", () => this.draw(this.stops));
  }

  draw(stops: readonly FormStop[]): void {
    this.stops = stops;
    this.layer.clearLayers();
    const marks = stops.flatMap((stop) => {
      const point = stopPoint(stop);
      if (!point) return [];
      const { x, y } = this.map.latLngToContainerPoint(latLng(point));
      return [{ stop, point, x, y, text: stop.title }];
    });
    const fitting = labelsThatFit(marks);
    marks.forEach(({ stop, point }, i) => {
      const mark = make("span", "map-field__stop", String(stop.number));
      if (stop.title && fitting.has(i)) {
        mark.append(make("span", "map-field__landmark-name", stop.title));
      }
      flatMarker(latLng(point), {
        interactive: false,
        keyboard: false,
        zIndexOffset: 600, // over the handles, which stay under the pointer
        icon: L.divIcon({
          className: "map-field__anchor",
          html: mark,
          iconSize: [0, 0],
        }),
      }).addTo(this.layer);
    });
  }
}
