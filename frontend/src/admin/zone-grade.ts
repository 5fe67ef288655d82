/** The word at the foot of a zone: how good its story's starts are. */
import type { Point } from "../geo";
import { make, setAttribute, setText } from "./controls";
import { flatMarker } from "./flat-marker";
import { latLng } from "./pins";
import type { Mark } from "./trigger-grades";

/** Under a small zone there is room for a word, under a tiny one for nothing. */
const WORD_FROM_PX = 7;
const FIGURE_FROM_PX = 24;

export class ZoneGrade {
  private readonly label = make("span", "map-field__zone-grade");
  private readonly marker: L.Marker;
  private mark: Mark | null = null;
  private radiusPx = 0;

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
    this.mark = mark;
    if (!mark || mark.isOld) {
      this.marker.remove();
      return;
    }
    setAttribute(this.label, "data-grade", mark.grade);
    this.marker.addTo(this.map);
    this.write();
  }

  /** As the radius of its zone on the screen has it. */
  fit(radiusPx: number): void {
    this.radiusPx = radiusPx;
    this.write();
  }

  moveTo(point: Point): void {
    this.marker.setLatLng(latLng(point));
  }

  remove(): void {
    this.marker.remove();
  }

  private write(): void {
    const { label, mark, radiusPx } = this;
    label.hidden = radiusPx < WORD_FROM_PX;
    if (mark) setText(label, radiusPx < FIGURE_FROM_PX ? mark.word : mark.label);
  }
}
