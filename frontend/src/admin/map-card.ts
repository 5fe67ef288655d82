/** A card beside a point of the map; on a narrow screen, a sheet below it. */
import type { Point } from "../geo";
import { make } from "./controls";
import { latLng } from "./pins";

const GAP_PX = 26; // beside the flag
const EDGE_PX = 8;
const NUB_FROM_TOP_PX = 40;

export class MapCard {
  private readonly stage: HTMLElement;
  private readonly flag: L.Marker;
  private readonly watch: ResizeObserver;
  private readonly place = (): void => this.settle();

  /** Puts the card in the page, after the map's frame, and a flag on the point. */
  constructor(
    private readonly map: L.Map,
    private readonly point: Point,
    private readonly card: HTMLElement,
  ) {
    const container = map.getContainer();
    this.stage = container.parentElement ?? container;
    this.flag = L.marker(latLng(point), {
      interactive: false,
      keyboard: false,
      zIndexOffset: 900,
      icon: L.divIcon({
        className: "map-field__anchor",
        html: make("span", "map-field__stop map-card__flag", "+"),
        iconSize: [0, 0],
      }),
    }).addTo(map);
    card.classList.add("map-card");
    this.stage.after(card);
    map.on("move zoomend", this.place);
    this.watch = new ResizeObserver(this.place);
    this.watch.observe(card);
    this.watch.observe(this.stage);
    this.settle();
  }

  remove(): void {
    this.map.off("move zoomend", this.place);
    this.watch.disconnect();
    this.flag.remove();
    this.card.remove();
  }

  /** Beside the point, where there is room, and always inside the map's width. */
  private settle(): void {
    const { card, stage } = this;
    const { x, y } = this.map.latLngToContainerPoint(latLng(this.point));
    const width = card.offsetWidth;
    const isSheet = stage.clientWidth < 2 * (width + GAP_PX);
    card.classList.toggle("map-card--sheet", isSheet);
    if (isSheet) return;
    const isLeft = x + GAP_PX + width + EDGE_PX > stage.clientWidth;
    const left = isLeft ? x - GAP_PX - width : x + GAP_PX;
    const top = within(y - NUB_FROM_TOP_PX, stage.clientHeight - card.offsetHeight);
    const nub = y - top;
    card.classList.toggle("map-card--left", isLeft);
    card.style.left = `${stage.offsetLeft + within(left, stage.clientWidth - width)}px`;
    card.style.top = `${stage.offsetTop + top}px`;
    card.style.setProperty("--map-card-nub", `${nub}px`);
  }
}

/** The number, kept from both edges of what there is; a card too high begins at the top. */
function within(value: number, room: number): number {
  return Math.max(EDGE_PX, Math.min(value, room - EDGE_PX));
}
