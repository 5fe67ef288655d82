/** Lays under a map of the admin what is there: cities' own maps, else a provider's. */
import type { Laid } from "../basemap";
import type { OnMap } from "../basemap/kept-free";
import type { Point } from "../geo";
import { adminTheme } from "./admin-theme";
import { cityArchive, isShown, lowestZoom } from "./city-tiles";
import type { Box } from "./line";
import { adminLanguage, type CityOnMaps, type MapSettings } from "./map-settings";

const SETTLED_MS = 400;
const NAME_STEP_PX = 24;
/** Lines that names keep clear of: not their casings, nor the lines of the degrees. */
const LINES = /map-field__(line|leg)/;

export class CityLayers {
  private readonly layers: readonly CityLayer[];
  private readonly pictures: L.TileLayer | null;
  private onMap: OnMap = { lines: [], stops: [] };
  private settling = 0;

  constructor(
    private readonly map: L.Map,
    { cities, raster }: Pick<MapSettings, "cities" | "raster">,
  ) {
    this.pictures = raster && pictureLayer(raster, map.getMaxZoom());
    this.layers = cities.map(
      (city, index) => new CityLayer(map, city, index + 1, () => this.onMap),
    );
    if (!cities.length) return;
    // What is drawn changes in bursts: names are laid out again once it is at rest.
    map.on("layeradd layerremove moveend", () => {
      clearTimeout(this.settling);
      this.settling = window.setTimeout(() => this.keepFree(), SETTLED_MS);
    });
    map.on("unload", () => clearTimeout(this.settling));
  }

  /** Lays what the view shows of each city; where it shows none, the pictures. */
  drawAround(view: Box): void {
    for (const layer of this.layers) void layer.follow(view);
    if (this.layers.some(({ isWanted }) => isWanted)) this.pictures?.remove();
    else this.pictures?.addTo(this.map);
  }

  private keepFree(): void {
    const now = standingOn(this.map);
    if (JSON.stringify(now) === JSON.stringify(this.onMap)) return;
    this.onMap = now;
    for (const layer of this.layers) layer.keepFree(now);
  }
}

/** One city's map: its script and tiles are asked for when a view first shows it. */
class CityLayer {
  private coming: Promise<Laid | null> | null = null;
  private laid: Laid | null = null;
  private isGone = false;
  isWanted = false;

  constructor(
    private readonly map: L.Map,
    private readonly city: CityOnMaps,
    private readonly zIndex: number, // the smallest city comes last and lies above
    private readonly onMap: () => OnMap,
  ) {
    map.on("unload", () => {
      this.isGone = true;
    });
  }

  async follow(view: Box): Promise<void> {
    this.isWanted = isShown(this.city, view, this.map.getZoom());
    if (this.isWanted) this.coming ??= this.lay();
    const laid = await this.coming;
    if (!laid || this.isGone) return;
    if (this.isWanted) laid.layer.addTo(this.map);
    else laid.layer.remove();
  }

  keepFree(onMap: OnMap): void {
    this.laid?.keepFree(onMap);
  }

  /** Without its script there is paper. */
  private async lay(): Promise<Laid | null> {
    try {
      const { Basemap, lettersReady } = await import("../basemap");
      await lettersReady();
      if (this.isGone) return null;
      this.laid = new Basemap(cityArchive(this.city)).addTo(L, this.map, {
        language: adminLanguage(),
        onMap: this.onMap(),
        theme: adminTheme,
        options: {
          zIndex: this.zIndex,
          minZoom: lowestZoom(this.city),
          attribution: thanks(this.city.attribution),
        },
      });
      return this.laid;
    } catch {
      return null;
    }
  }
}

/** Somebody else's pictures, which the site's settings name. */
function pictureLayer(
  { url, maxZoom, attribution }: NonNullable<MapSettings["raster"]>,
  farthest: number,
): L.TileLayer {
  const words = document.createElement("span");
  words.textContent = attribution;
  return L.tileLayer(url, {
    maxZoom: farthest,
    maxNativeZoom: maxZoom,
    attribution: words.innerHTML,
  });
}

/** What stands on a map: lines, marks, and the names beside marks. */
function standingOn(map: L.Map): OnMap {
  const lines: Point[][] = [];
  const stops: Point[] = [];
  map.eachLayer((layer) => {
    if (layer instanceof L.Marker && layer.options.pane !== "degrees") {
      stops.push(...alongMark(map, layer));
    } else if (layer instanceof L.Polyline && LINES.test(layer.options.className ?? ""))
      lines.push((layer.getLatLngs() as L.LatLng[]).map(pointAt));
  });
  return { lines, stops };
}

/** The places that a mark takes: its own, and those under the name beside it. */
function alongMark(map: L.Map, mark: L.Marker): Point[] {
  const own = pointAt(mark.getLatLng());
  const name = mark.getElement()?.querySelector("[class$=-name]");
  if (!name) return [own];
  const { left, right, top, bottom } = name.getBoundingClientRect();
  const box = map.getContainer().getBoundingClientRect();
  const y = (top + bottom) / 2 - box.top;
  const steps = Math.ceil((right - left) / NAME_STEP_PX);
  const under = Array.from({ length: steps + 1 }, (_, step) => {
    const x = Math.min(left + step * NAME_STEP_PX, right) - box.left;
    return pointAt(map.containerPointToLatLng([x, y]));
  });
  return [own, ...under];
}

function pointAt({ lat, lng }: L.LatLng): Point {
  return { latitude: lat, longitude: lng };
}

function thanks(attribution: string): string {
  const link = document.createElement("a");
  link.href = "https://www.openstreetmap.org/copyright";
  link.target = "_blank"; // the form would be lost
  link.rel = "noopener";
  link.textContent = attribution;
  return link.outerHTML;
}
