/** The walker on the map: taken by hand, or moved by the arrow keys. */
import type { Point } from "../geo";
import { make } from "./controls";
import type { Spot } from "./desk-walk";
import { latLng, movedByKey, pointOf } from "./pins";

const NEAR_PX = 20;

export class DeskWalker {
  private readonly marker: L.Marker;
  private readonly dot = make("span", "desk-walk__walker");
  private isHeld = false;

  /** `put` is told where the walker is put, and which distance is near there. */
  constructor(
    private readonly map: L.Map,
    spot: Spot,
    name: string,
    put: (point: Point, nearM: number) => void,
  ) {
    this.marker = L.marker(latLng(spot), {
      draggable: true,
      autoPan: true,
      zIndexOffset: 2000,
      icon: L.divIcon({
        className: "map-field__handle",
        html: this.dot,
        iconSize: [32, 32],
      }),
    }).addTo(map);
    const here = (): Point => pointOf(this.marker.getLatLng());
    this.marker.on("dragstart", () => {
      this.isHeld = true;
    });
    this.marker.on("drag", () => put(here(), 0));
    this.marker.on("dragend", () => {
      this.isHeld = false;
      put(here(), this.nearM());
    });
    const element = this.marker.getElement();
    element?.setAttribute("aria-label", name);
    element?.addEventListener("keydown", (event) => {
      const to = movedByKey(event, here());
      if (!to) return;
      event.preventDefault();
      event.stopPropagation(); // or the map would move too
      put(to, 0);
    });
    this.moveTo(spot);
  }

  moveTo(spot: Spot): void {
    if (!this.isHeld) this.marker.setLatLng(latLng(spot));
    this.dot.style.setProperty("--heading", `${Math.round(spot.headingDeg)}deg`);
  }

  /** Moves the map where the walker would leave it. */
  keepInView(): void {
    const padding: L.PointTuple = [48, 48];
    this.map.panInside(this.marker.getLatLng(), { padding, animate: false });
  }

  remove(): void {
    this.marker.remove();
  }

  /** Metres that look near on the map as it is now. */
  private nearM(): number {
    const here = this.map.latLngToContainerPoint(this.marker.getLatLng());
    const [a, b] = [here, here.add([NEAR_PX, 0])].map((each) =>
      this.map.containerPointToLatLng(each),
    );
    return a && b ? this.map.distance(a, b) : 0;
  }
}
