/** A Leaflet map: the city's own or quiet paper, a scale, known places as landmarks. */
import { CityLayers } from "./city-layers";
import { make } from "./controls";
import { flatMarker } from "./flat-marker";
import { graticule, lineLabels } from "./graticule";
import { type KnownPlace, type KnownPlaces, knownPlaces } from "./known-places";
import { labelsThatFit } from "./labels";
import type { Box } from "./line";
import { adminLanguage, type MapSettings, say } from "./map-settings";

const CORNER_PX = 40;
const BUTTONS_PX = 90;

/** The box that a map shows. */
export function boxOf(map: L.Map): Box {
  const shown = map.getBounds();
  return {
    south: Math.max(-90, shown.getSouth()),
    west: Math.max(-180, shown.getWest()),
    north: Math.min(90, shown.getNorth()),
    east: Math.min(180, shown.getEast()),
  };
}

/** Where a map begins: a box of points, or one centre and zoom. */
export type View =
  | { readonly points: readonly L.LatLngTuple[] }
  | { readonly centre: L.LatLngTuple; readonly zoom: number };

/** Shows a view at once, without a flight. */
export function show(map: L.Map, view: View): void {
  if ("centre" in view) map.setView(view.centre, view.zoom, { animate: false });
  else {
    const options = { maxZoom: 17, padding: [32, 32] as L.PointTuple, animate: false };
    map.fitBounds(L.latLngBounds([...view.points]), options);
  }
}

export class PaperMap {
  readonly map: L.Map;
  private readonly watch: ResizeObserver;
  private readonly cities: CityLayers;
  private readonly degrees: L.LayerGroup;
  private readonly landmarks: L.LayerGroup;
  private readonly places: KnownPlaces;
  private asking = new AbortController();

  /** `hide` names points that stand on the map already: no landmark is drawn there. */
  constructor(
    box: HTMLElement,
    private readonly settings: MapSettings,
    view: View,
    private readonly hide: (place: KnownPlace) => boolean,
  ) {
    this.places = knownPlaces(settings.places);
    this.map = L.map(box, {
      attributionControl: false,
      zoomControl: false,
      minZoom: settings.minZoom,
      maxZoom: settings.maxZoom,
      zoomSnap: 0.5,
      scrollWheelZoom: false, // a form scrolls; the wheel zooms once the map has focus
      worldCopyJump: true,
    });
    this.addControls();
    this.cities = new CityLayers(this.map, settings);
    this.degrees = L.layerGroup().addTo(this.map);
    this.landmarks = L.layerGroup().addTo(this.map);
    show(this.map, view);
    this.map.on("moveend", () => this.drawAround());
    this.map.on("focus", () => this.map.scrollWheelZoom.enable());
    this.map.on("blur", () => this.map.scrollWheelZoom.disable());
    this.watch = new ResizeObserver(() => this.map.invalidateSize({ pan: false }));
    this.watch.observe(box);
    this.drawAround();
  }

  remove(): void {
    this.asking.abort();
    this.watch.disconnect();
    this.map.remove();
  }

  /** Draws the landmarks again, when what stands on the map has changed. */
  drawLandmarks(): void {
    this.asking.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    void this.places.inside(boxOf(this.map), signal).then((places) => {
      if (!signal.aborted)
        this.placeLandmarks(places.filter((each) => !this.hide(each)));
    });
  }

  private addControls(): void {
    const { map, settings } = this;
    const pane = map.createPane("degrees");
    pane.style.zIndex = "150"; // a city's map, at 200, covers them
    pane.style.pointerEvents = "none";
    L.control
      .zoom({
        position: "topright",
        zoomInTitle: say(settings, "zoom_in"),
        zoomOutTitle: say(settings, "zoom_out"),
      })
      .addTo(map);
    L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
    L.control.attribution({ position: "bottomleft", prefix: false }).addTo(map);
  }

  private drawAround(): void {
    this.cities.drawAround(boxOf(this.map));
    this.drawDegrees();
    this.drawLandmarks();
  }

  private drawDegrees(): void {
    this.degrees.clearLayers();
    const box = boxOf(this.map);
    const language = adminLanguage();
    const { latitudes, longitudes } = graticule(box);
    const names = lineLabels(latitudes, language);
    latitudes.forEach((latitude, i) => {
      this.drawDegree([latitude, box.west], [latitude, box.east]);
      this.label([latitude, box.west], names[i] ?? "", "parallel");
    });
    const otherNames = lineLabels(longitudes, language);
    longitudes.forEach((longitude, i) => {
      this.drawDegree([box.south, longitude], [box.north, longitude]);
      this.label([box.north, longitude], otherNames[i] ?? "", "meridian");
    });
  }

  private drawDegree(from: L.LatLngTuple, to: L.LatLngTuple): void {
    L.polyline([from, to], {
      pane: "degrees",
      interactive: false,
      className: "map-field__degree",
    }).addTo(this.degrees);
  }

  /** A number beside its line, but for those that a corner or the buttons would hide. */
  private label(at: L.LatLngTuple, text: string, kind: "parallel" | "meridian"): void {
    const { x, y } = this.map.latLngToContainerPoint(at);
    const isHidden =
      kind === "parallel" ? y < CORNER_PX : x > this.map.getSize().x - BUTTONS_PX;
    if (isHidden) return;
    const words = make("span", "", text);
    flatMarker(at, {
      pane: "degrees",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({
        className: `map-field__degree-label map-field__degree-label--${kind}`,
        html: words,
        iconSize: [0, 0],
      }),
    }).addTo(this.degrees);
  }

  private placeLandmarks(places: readonly KnownPlace[]): void {
    this.landmarks.clearLayers();
    const labels = places.map((place) => {
      const { x, y } = this.map.latLngToContainerPoint([
        place.latitude,
        place.longitude,
      ]);
      return { x, y, text: place.name };
    });
    const fitting = labelsThatFit(labels);
    places.forEach((place, i) => {
      const landmark = make("span", "map-field__landmark");
      if (fitting.has(i))
        landmark.append(make("span", "map-field__landmark-name", place.name));
      flatMarker([place.latitude, place.longitude], {
        interactive: false,
        keyboard: false,
        zIndexOffset: -1000,
        icon: L.divIcon({
          className: "map-field__anchor",
          html: landmark,
          iconSize: [0, 0],
        }),
      }).addTo(this.landmarks);
    });
  }
}
