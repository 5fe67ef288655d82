/** `import-preview`: what was found in a file, on a map. The list beside it says all. */
import { distanceM, type Point } from "../geo";
import { make } from "./controls";
import { labelsThatFit } from "./labels";
import { type MapSettings, say } from "./map-settings";
import { MapStage } from "./map-stage";
import { PaperMap, type View } from "./paper-map";
import { latLng } from "./pins";
import { Controller } from "./wagtail";

/** A known place nearer to a stop stays unnamed: the stop's own name stands there. */
const BESIDE_M = 40;

interface FoundStop extends Point {
  readonly title: string;
}

/** A trail of the file; the positions of its line are latitude, then longitude. */
interface FoundTrail {
  readonly line: readonly L.LatLngTuple[];
  readonly stops: readonly FoundStop[];
}

export class ImportPreview extends Controller {
  static values = { settings: Object, trails: Array };
  declare readonly element: HTMLElement;
  declare readonly settingsValue: MapSettings;
  declare readonly trailsValue: readonly FoundTrail[];
  private aborting = new AbortController();
  private stage: MapStage | null = null;
  private paper: PaperMap | null = null;
  private layer: L.LayerGroup | null = null;

  connect(): void {
    if (this.trailsValue.every((trail) => pointsOf(trail).length === 0)) return;
    const words = (name: string): string => say(this.settingsValue, name);
    this.aborting = new AbortController();
    this.stage = new MapStage(
      words("map"),
      words("map_help"),
      (box) => this.open(box),
      () => {}, // there is nothing to set
    );
    this.element.append(this.stage.element);
    this.stage.start();
    this.element
      .closest("form")
      ?.addEventListener("change", () => this.draw(), { signal: this.aborting.signal });
  }

  disconnect(): void {
    this.aborting.abort();
    this.paper?.remove();
    this.stage?.remove();
    this.paper = this.stage = this.layer = null;
  }

  private open(box: HTMLElement): void {
    const stops = this.trailsValue.flatMap((trail) => trail.stops);
    this.paper = new PaperMap(box, this.settingsValue, this.view(), (place) =>
      stops.some((stop) => distanceM(stop, place) < BESIDE_M),
    );
    const { map } = this.paper;
    this.layer = L.layerGroup().addTo(map);
    map.on("zoomend", () => this.draw());
    this.draw();
  }

  private view(): View {
    return { points: this.trailsValue.flatMap(pointsOf) };
  }

  /** The trails that are chosen: lines first, so that flags stand on them. */
  private draw(): void {
    const { layer, paper } = this;
    if (!layer || !paper) return;
    layer.clearLayers();
    const trails = this.trailsValue.filter((_trail, number) => this.isChosen(number));
    for (const { line } of trails) {
      for (const className of ["map-field__casing", "map-field__line"]) {
        L.polyline([...line], {
          className,
          interactive: false,
          lineCap: "round",
          lineJoin: "round",
        }).addTo(layer);
      }
    }
    for (const { stops } of trails) this.drawStops(stops, layer, paper.map);
  }

  private drawStops(
    stops: readonly FoundStop[],
    layer: L.LayerGroup,
    map: L.Map,
  ): void {
    const labels = stops.map((stop) => {
      const { x, y } = map.latLngToContainerPoint(latLng(stop));
      return { x, y, text: stop.title };
    });
    const fitting = labelsThatFit(labels);
    stops.forEach((stop, i) => {
      const flag = make("span", "map-field__stop", String(i + 1));
      if (fitting.has(i))
        flag.append(make("span", "map-field__landmark-name", stop.title));
      L.marker(latLng(stop), {
        interactive: false,
        keyboard: false,
        icon: L.divIcon({
          className: "map-field__anchor",
          html: flag,
          iconSize: [0, 0],
        }),
      }).addTo(layer);
    });
  }

  /** A single trail has no box to tick. */
  private isChosen(number: number): boolean {
    const box = this.element
      .closest("form")
      ?.querySelector<HTMLInputElement>(`[name=trail][value="${number}"]`);
    return box?.checked ?? true;
  }
}

function pointsOf({ line, stops }: FoundTrail): L.LatLngTuple[] {
  return [...line, ...stops.map(latLng)];
}
