import type { Point } from "../geo";

/** What can be heard: one recording, wherever it stands in the page. */
export interface Track {
  element: HTMLElement;
  address: string;
  seconds: number;
  artist: string;
  /** What must be said before it is heard: that it is in another language. */
  notice: string;
}

/** A stop as the page tells it. */
export interface Stop {
  element: HTMLElement | null;
  number: number;
  code: string;
  title: string;
  place: string;
  legMetres: number;
  legMinutes: number;
  point: Point | null;
  radiusMetres: number;
  /** The recording in the page's language. */
  track: Track | null;
}

/** The city's own map under a trail: the address of a PMTiles archive. */
export interface ArchiveData {
  url: string;
}

/** Map pictures of a provider, which the site's settings name: see frontend/raster.py. */
export interface RasterData {
  raster: { url: string; attribution: string; maxZoom: number };
}

/** What the server writes for the map, beside its drawing. */
export interface TrailData {
  zoom: number;
  centre: [number, number] | null;
  /** Null where nothing covers the trail: the map lies on paper. */
  basemap: ArchiveData | RasterData | null;
  stops: {
    code: string;
    latitude: number;
    longitude: number;
    radius_m: number;
  }[];
}

export function readTrailData(page: Document): TrailData {
  const json = page.getElementById("trail-data")?.textContent;
  const nothing: TrailData = { zoom: 15, centre: null, basemap: null, stops: [] };
  return json ? { ...nothing, ...(JSON.parse(json) as TrailData) } : nothing;
}

/** The stops of the page, in order, with their points. */
export function readStops(page: Document, data: TrailData): Stop[] {
  const known = new Map(data.stops.map((stop) => [stop.code, stop]));
  return [...page.querySelectorAll<HTMLElement>("[data-stop]")].map((element) => {
    const code = element.dataset["stop"] ?? "";
    const onMap = known.get(code);
    return {
      element,
      number: Number(element.dataset["number"]),
      code,
      title: element.dataset["title"] ?? "",
      place: element.querySelector("[data-place]")?.textContent?.trim() ?? "",
      legMetres: Number(element.dataset["leg"]),
      legMinutes: Number(element.dataset["minutes"]),
      point: onMap ? { latitude: onMap.latitude, longitude: onMap.longitude } : null,
      radiusMetres: onMap?.radius_m ?? 0,
      track: mainTrack(element),
    };
  });
}

/** Whether no notice closes it now: the page, or its live list, says so. */
export const isOpen = (stop: Stop): boolean =>
  !stop.element?.hasAttribute("data-closed");

/** What plays at a stop: its story, as it is told now; null where nothing is heard. */
export function mainTrack(stop: HTMLElement): Track | null {
  const main = stop.querySelector<HTMLElement>("[data-recording][data-main]");
  return main && readTrack(main);
}

/** The recording of a `[data-recording]` element; null when it has no sound. */
export function readTrack(element: HTMLElement): Track | null {
  const link = element.querySelector<HTMLAnchorElement>("[data-listen]");
  if (!link) return null;
  const notice = element.querySelector(".recording__language");
  return {
    element,
    address: link.href,
    seconds: Number(element.dataset.duration) || 0,
    artist: element.dataset.artist ?? "",
    notice: notice?.textContent?.trim() ?? "",
  };
}
