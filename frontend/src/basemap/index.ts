/** The city's own map under a trail: one file, fetched only where a trail has a map. */
export { Basemap, type Laid, lettersReady, openBasemap } from "./layer";
