import type * as Leaflet from "leaflet";
import type { State } from "../position/state";

/** The walker on the map: a blue dot, and the circle within which they are. */
export class Walker {
  readonly #dot: Leaflet.Marker;
  readonly #circle: Leaflet.Circle;
  readonly #map: Leaflet.Map;

  constructor(L: typeof Leaflet, map: Leaflet.Map) {
    this.#map = map;
    const icon = L.divIcon({ className: "map-walker", iconSize: undefined });
    this.#dot = L.marker([0, 0], { icon, interactive: false, keyboard: false });
    this.#circle = L.circle([0, 0], {
      radius: 0,
      interactive: false,
      className: "map__accuracy",
    });
  }

  show({ fix, name }: State): void {
    if (!fix) {
      this.#dot.remove();
      this.#circle.remove();
      return;
    }
    const place: [number, number] = [fix.latitude, fix.longitude];
    this.#circle.setLatLng(place).setRadius(fix.accuracy).addTo(this.#map);
    this.#dot.setLatLng(place).setZIndexOffset(2000).addTo(this.#map);
    this.#dot.getElement()?.classList.toggle("is-stale", name === "stale");
  }
}
