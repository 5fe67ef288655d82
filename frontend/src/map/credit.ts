import type * as Leaflet from "leaflet";

const OPENSTREETMAP = "https://www.openstreetmap.org/copyright";

/** Says on the map whose data it shows, with the link that their licence asks for. */
export function credit(L: typeof Leaflet, map: Leaflet.Map, words: string): void {
  const line = L.DomUtil.create("p", "map__credit", map.getContainer());
  const link = L.DomUtil.create("a", "", line) as HTMLAnchorElement;
  link.href = OPENSTREETMAP;
  link.textContent = words;
  L.DomEvent.disableClickPropagation(line);
}
