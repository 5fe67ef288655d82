import type { Point } from "../geo";
import { type MapCover, TrailMap } from "../map/trail-map";
import type { Say } from "../strings";
import type { Covered } from "./sheet-stage";
import type { TrailData } from "./stops";

/** What the map's place in the page asks of the walk. */
export interface MapStageHost {
  say: Say;
  /** Resolves when no finger is down, so that nothing moves under it. */
  released(): Promise<void>;
  formatMetres(metres: number): string;
  onStop(code: string): void;
  onTap(): void;
}

const WALK_BAR_PX = 72;
/** The keys of scale and position, at the end of the lines. */
const KEYS_PX = 64;

/** The map's place in the page: the drawing, then the moving map. */
export class MapStage {
  readonly #section: HTMLElement | null;
  readonly #data: TrailData;
  readonly #host: MapStageHost;
  readonly #addresses = new Map<string, string>();
  /** The moving map once it has been asked for. */
  map: Promise<TrailMap | null> | null = null;

  constructor(main: HTMLElement, data: TrailData, host: MapStageHost) {
    this.#section = main.querySelector<HTMLElement>("[data-map]");
    this.#data = data;
    this.#host = host;
    for (const pin of this.#section?.querySelectorAll<SVGAElement>("[data-pin]") ??
      []) {
      this.#addresses.set(pin.dataset["pin"] ?? "", pin.getAttribute("href") ?? "");
    }
  }

  /** Where a pin of the drawing led. */
  addressOf(code: string): string | undefined {
    return this.#addresses.get(code);
  }

  /** Puts the moving map in the drawing's place, once. */
  open(): Promise<TrailMap | null> {
    this.map ??= this.#replace();
    return this.map;
  }

  /** While the sheet covers the map, nothing of it takes the focus. */
  setHidden(isHidden: boolean): void {
    if (this.#section) this.#section.inert = isHidden;
    this.#section?.classList.toggle("is-covered", isHidden);
  }

  /** Shows some points; in the walk, beside what covers the map. */
  show(points: (Point | null | undefined)[], covered: Covered | null = null): void {
    const found = points.filter((point) => point !== null && point !== undefined);
    void this.map?.then((map) => map?.show(found, cover(covered)));
  }

  /** Whether a point is out of sight on the moving map. */
  async loses(point: Point, covered: Covered | null): Promise<boolean> {
    const map = await this.map;
    return map ? !map.sees(point, cover(covered)) : false;
  }

  showAll(): void {
    this.show(this.#data.stops);
  }

  async #replace(): Promise<TrailMap | null> {
    const surface = this.#section?.querySelector<HTMLElement>("trail-map");
    if (!surface) return null;
    const { say, released, formatMetres, onStop, onTap } = this.#host;
    const names = { map: say("map"), zoomIn: say("zoom-in"), zoomOut: say("zoom-out") };
    const host = { names, formatMetres, onStop, onTap };
    try {
      return await TrailMap.replace(surface, this.#data, host, released);
    } catch {
      this.map = null; // the next touch tries again; the drawing stays meanwhile
      const message = this.#section?.querySelector("[data-map-message]");
      if (message) message.textContent = say("map-failed");
      return null;
    }
  }
}

function cover(covered: Covered | null): MapCover {
  if (!covered) return { start: 0, foot: 0, top: 0, end: 24 };
  return { ...covered, top: WALK_BAR_PX, end: KEYS_PX };
}
