/** The word at the foot of a zone: how good its story's starts are. */
import type { Point } from "../geo";
import { make, setAttribute, setText } from "./controls";
import { flatMarker } from "./flat-marker";
import { latLng } from "./pins";
import type { Mark } from "./trigger-grades";

export class ZoneGrade {
  private readonly label = make("span", "map-field__zone-grade");
  private readonly marker: L.Marker;

  constructor(
    private readonly map: L.Map,
    point: Point,
  ) {
    this.marker = flatMarker(latLng(point), {
      interactive: false,
      keyboard: false,
      icon: L.divIcon({
        className: "map-field__zone-foot",
        html: this.label,
        iconSize: [0, 0],
      }),
    });
  }

  show(mark: Mark | null): void {
    if (!mark || mark.isOld) {
      this.marker.remove();
      return;
    }
    setText(this.label, mark.label);
    setAttribute(this.label, "data-grade", mark.grade);
    this.marker.addTo(this.map);
  }

  /** Beside a zone too small for it. */
  hide(isHidden: boolean): void {
    this.label.hidden = isHidden;
  }

  moveTo(point: Point): void {
    this.marker.setLatLng(latLng(point));
  }

  remove(): void {
    this.marker.remove();
  }
}
