/** What the server tells a map field: where to look, whom to ask, what to say. */
import { fill } from "../formatting";
import type { RasterData } from "../trail/stops";

/** A city whose own map is installed: see places/city_tiles.py. */
export interface CityOnMaps {
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly attribution: string;
  /** The address of a tile, with {z}, {x} and {y}. */
  readonly tiles: string;
}

export interface MapSettings {
  readonly centre: readonly [latitude: number, longitude: number];
  readonly zoom: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** Address that tells the points of places. */
  readonly places: string;
  readonly cities: readonly CityOnMaps[];
  /** Somebody else's pictures for where no city is: see frontend/raster.py. */
  readonly raster: RasterData["raster"] | null;
  readonly words: Readonly<Record<string, string>>;
}

/** The sentence of that name, with its {words} put in. */
export function say(
  settings: MapSettings,
  name: string,
  words: Readonly<Record<string, string | number>> = {},
): string {
  return fill(settings.words[name] ?? "", words);
}

/** The language in which the admin speaks. */
export function adminLanguage(): string {
  return document.documentElement.lang || "en";
}
