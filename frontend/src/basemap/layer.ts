/** The city's own map under a trail: fetched, coloured, put on the Leaflet map. */
import type * as Leaflet from "leaflet";
import { keepFree, type OnMap } from "./kept-free";
import { FONT, labelRules } from "./labels";
import { palettes } from "./palette";
import { paintRules } from "./rules";
import { type Archive, readArchive } from "./source";
import { pageTheme, type ThemeSource, watchTheme } from "./theme";
import { vectorLayer } from "./tiles";

const MAX_ZOOM = 19;
const FONT_PATIENCE_MS = 1500;
/** Stretches that differ by less than this look the same. */
const SAME_STRETCH = 0.02;

/** What a page wants of the map under its trail. */
export interface Wanted {
  /** The language of names, where the map has them in it. */
  language: string;
  onMap: OnMap;
  theme?: ThemeSource;
  options?: Leaflet.GridLayerOptions;
}

/** A map that lies there: `keepFree` tells what lies on it now. */
export interface Laid {
  layer: Leaflet.GridLayer;
  keepFree(onMap: OnMap): void;
}

/** Tiles that can be laid under a trail. */
export class Basemap {
  readonly #archive: Archive;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /**
   * Lays the map under what is drawn, and keeps its names clear of that. It follows the
   * page's themes until Leaflet's map is gone.
   */
  addTo(
    L: typeof Leaflet,
    map: Leaflet.Map,
    { language, onMap, theme = pageTheme, options }: Wanted,
  ): Laid {
    const lowest = this.#archive.header.minZoom + 1;
    const layer = vectorLayer(L, this.#archive, { maxZoom: MAX_ZOOM, ...options });
    let stretch = stretchAt(map.getZoom(), lowest);
    const dress = (): void => {
      const palette = palettes[theme.current()];
      layer.setLook({
        paint: paintRules(palette, stretch),
        labels: [keepFree(onMap, stretch), ...labelRules(palette, language, stretch)],
        stretch,
      });
    };
    const onZoom = (): void => {
      const now = stretchAt(map.getZoom(), lowest);
      if (Math.abs(now / stretch - 1) < SAME_STRETCH) return;
      stretch = now;
      dress();
    };
    dress();
    layer.addTo(map);
    map.on("zoomend", onZoom);
    const stopWatching = watchTheme(theme, dress);
    document.fonts.addEventListener("loadingdone", dress);
    map.on("unload", () => {
      stopWatching();
      document.fonts.removeEventListener("loadingdone", dress);
    });
    return {
      layer,
      keepFree(now) {
        onMap = now;
        dress();
      },
    };
  }
}

/** Opens a trail's archive. Rejects when there is no map to be had from the answer. */
export async function openBasemap(answer: Response): Promise<Basemap> {
  const [archive] = await Promise.all([readArchive(answer), lettersReady()]);
  return new Basemap(archive);
}

/** How much Leaflet stretches the tiles of the nearest whole zoom. */
function stretchAt(zoom: number, lowest: number): number {
  return 2 ** (zoom - Math.max(Math.round(zoom), lowest));
}

/** Waits for the letters of names, a moment at most: the system's do as well. */
export function lettersReady(): Promise<unknown> {
  const faces = [400, 700].map((weight) =>
    document.fonts.load(`${weight} 13px ${FONT}`),
  );
  const patience = new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE_MS));
  return Promise.race([Promise.allSettled(faces), patience]);
}
