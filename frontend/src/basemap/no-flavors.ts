/**
 * Stands for `@protomaps/basemaps`, which protomaps-leaflet asks for its own styles.
 * We have ours: the build puts this in its place and saves its weight.
 */
export type Flavor = never;

export function namedFlavor(name: string): never {
  throw new Error(`the map's colours are ours, not ${name}`);
}
