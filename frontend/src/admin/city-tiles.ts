/** A city's map tile by tile: what is asked of the site, and where it is worth it. Pure. */
import type { Archive } from "../basemap/source";
import { fill } from "../formatting";
import type { Box } from "./line";
import type { CityOnMaps } from "./map-settings";

/** Archives hold tiles of 512 pixels: those of one zoom are shown at the next. */
const ZOOM_SHIFT = 1;

/** From which zoom of the admin's maps on a city is drawn. */
export function lowestZoom({ minZoom }: CityOnMaps): number {
  return minZoom + ZOOM_SHIFT;
}

/** Whether a view at a zoom shows anything of a city's map. */
export function isShown(city: CityOnMaps, view: Box, zoom: number): boolean {
  const [west, south, east, north] = city.bounds;
  const meets =
    west < view.east && view.west < east && south < view.north && view.south < north;
  return meets && Math.round(zoom) >= lowestZoom(city);
}

/** The city as an archive whose tiles come one by one; where nothing is, none comes. */
export function cityArchive({ bounds, minZoom, maxZoom, tiles }: CityOnMaps): Archive {
  const [minLon, minLat, maxLon, maxLat] = bounds;
  return {
    header: { minZoom, maxZoom, minLon, minLat, maxLon, maxLat },
    tiles: {
      async getZxy(z, x, y) {
        const answer = await fetch(fill(tiles, { z, x, y }));
        if (!answer.ok) throw new Error(`a tile of the city's map: ${answer.status}`);
        return answer.status === 204 ? undefined : { data: await answer.arrayBuffer() };
      },
    },
  };
}
