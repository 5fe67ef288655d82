/** A card beside a point of the map; on a narrow screen, a sheet below it. */
import type { Point } from "../geo";
import { make } from "./controls";
import { latLng } from "./pins";

const GAP_PX = 26; // beside the flag
const EDGE_PX = 8;
const FLAG_PX = 44;
const NUB_FROM_TOP_PX = 40;
/** A map narrower than so many cards has the card below it. */
const SHEET_BELOW = 1.4;

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

  /** Beside the point, or over or under it where neither side has room for the card. */
  private settle(): void {
    const { card, stage } = this;
    const { x, y } = this.map.latLngToContainerPoint(latLng(this.point));
    const [width, height] = [card.offsetWidth, card.offsetHeight];
    const isSheet = stage.clientWidth < width * SHEET_BELOW;
    card.classList.toggle("map-card--sheet", isSheet);
    if (isSheet) return;
    const needed = GAP_PX + width + EDGE_PX;
    const isRight = x + needed <= stage.clientWidth;
    const isLeft = !isRight && x >= needed;
    const isOver = !isRight && !isLeft;
    const beside = isLeft ? x - GAP_PX - width : x + GAP_PX;
    const under = y + EDGE_PX + height <= stage.clientHeight - EDGE_PX;
    const over = under ? y + 2 * EDGE_PX : y - FLAG_PX - height;
    const top = within(
      isOver ? over : y - NUB_FROM_TOP_PX,
      stage.clientHeight - height,
    );
    const left = within(isOver ? x - width / 2 : beside, stage.clientWidth - width);
    card.classList.toggle("map-card--left", isLeft);
    card.classList.toggle("map-card--over", isOver);
    card.style.left = `${stage.offsetLeft + left}px`;
    card.style.top = `${stage.offsetTop + top}px`;
    card.style.setProperty("--map-card-nub", `${y - top}px`);
  }
}

/** The number, kept from both edges of what there is; a card too high begins at the top. */
function within(value: number, room: number): number {
  return Math.max(EDGE_PX, Math.min(value, room - EDGE_PX));
}
