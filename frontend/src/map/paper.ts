import type * as Leaflet from "leaflet";
import { foldPx, TILE_PX } from "./view";

/**
 * The paper under the trail until a city's own map is there: the fine squares of the
 * drawing, at the same places and growing with the map.
 */
export function paper(L: typeof Leaflet): Leaflet.GridLayer {
  const Paper = L.GridLayer.extend({
    createTile: ({ x, y, z }: Leaflet.Coords): HTMLElement => {
      const tile = L.DomUtil.create("div", "map__paper");
      const fold = foldPx(z);
      const shift = (index: number): string => `${-((index * TILE_PX) % fold)}px`;
      tile.style.backgroundSize = `${fold}px ${fold}px`;
      tile.style.backgroundPosition = `${shift(x)} ${shift(y)}`;
      return tile;
    },
  });
  return new (Paper as unknown as new () => Leaflet.GridLayer)();
}
