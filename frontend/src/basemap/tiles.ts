/** The Leaflet layer whose tiles protomaps-leaflet paints from an archive. */
import type * as Leaflet from "leaflet";
import {
  Labelers,
  type LabelRule,
  type PaintRule,
  PmtilesSource,
  paint,
  TileCache,
  type TileSource,
  toIndex,
  View,
} from "protomaps-leaflet";
import { KEPT_FREE, KEPT_FREE_FEATURE } from "./kept-free";
import type { Archive } from "./source";
import { joinStreets, STREET_NAMES } from "./street-names";

/** How tiles are to look: see `paintRules` and `labelRules`. */
export interface Look {
  paint: PaintRule[];
  labels: LabelRule[];
  /** How much a tile is stretched on the screen, for the canvas to be as fine. */
  stretch: number;
}

/** A layer of tiles that can be painted anew without being laid out anew. */
export interface VectorLayer extends Leaflet.GridLayer {
  setLook(look: Look): void;
}

/** Side of a tile as it lies on the map, and as it is painted: tiles overlap, so that
    no line shows between them when Leaflet stretches them. Also in styles/map.css. */
const TILE_PX = 256;
const PAINTED_PX = 257;
/** What lies this far beyond a tile may reach into it: half a wide street. */
const REACH_PX = 32;
/** Archives hold tiles of 512 pixels: those of one zoom are shown at the next. */
const ZOOM_SHIFT = 1;
/** Pixels painted per pixel shown: small letters need some, memory bears so many. */
const LEAST_FINE = 1.5;
const MOST_FINE = 2.5;
const LABELLED_TILES = 32;
const MS_PER_TILE_FROM_CENTRE = 3;

/** A tile on the map. */
interface Tile {
  coords: Leaflet.Coords;
  canvas: HTMLCanvasElement;
  /** The last painting asked for: earlier ones give way to it. */
  painting: Promise<void> | null;
}

/**
 * Makes the layer. It is ours rather than protomaps-leaflet's own, whose tiles stay
 * empty after a quick zoom in and out, and cannot be painted anew in place.
 */
export function vectorLayer(
  L: typeof Leaflet,
  { tiles, header }: Archive,
  options: Leaflet.GridLayerOptions,
): VectorLayer {
  const cache = new TileCache(withOurLayers(tiles), TILE_PX << ZOOM_SHIFT);
  const view = new View(cache, header.maxZoom, ZOOM_SHIFT);

  class Layer extends L.GridLayer implements VectorLayer {
    readonly #shown = new Map<string, Tile>();
    readonly #scratch = scratchPad();
    #look: Look = { paint: [], labels: [], stretch: 1 };
    #labelers = this.#newLabelers();

    setLook(look: Look): void {
      this.#look = look;
      this.#labelers = this.#newLabelers();
      for (const tile of this.#shown.values()) this.#repaint(tile);
    }

    override createTile(coords: Leaflet.Coords, done: Leaflet.DoneCallback) {
      const canvas = L.DomUtil.create("canvas", "map__tile") as HTMLCanvasElement;
      const tile: Tile = { coords, canvas, painting: null };
      this.#shown.set(toIndex(coords), tile);
      this.#paint(tile).then(
        () => done(undefined, canvas),
        (error: Error) => done(error, canvas), // the paper shows through
      );
      return canvas;
    }

    /** Lets go of a tile that Leaflet has taken off the map. */
    forget(coords: Leaflet.Coords, element: HTMLElement): void {
      const key = toIndex(coords);
      if (this.#shown.get(key)?.canvas === element) this.#shown.delete(key);
    }

    /** Once more: what failed before fails again, and has been told. */
    #repaint(tile: Tile): void {
      this.#paint(tile).catch(() => undefined);
    }

    #paint(tile: Tile): Promise<void> {
      const isStale = (): boolean => tile.painting !== painting;
      const painting: Promise<void> = this.#paintUnless(tile, isStale);
      tile.painting = painting;
      return painting;
    }

    async #paintUnless(tile: Tile, isStale: () => boolean): Promise<void> {
      const { coords, canvas } = tile;
      const prepared = await view.getDisplayTile(coords);
      await pause(this.#fromCentre(coords) * MS_PER_TILE_FROM_CENTRE);
      const context = canvas.getContext("2d");
      if (isStale()) return tile.painting ?? undefined;
      const isGone = this.#shown.get(toIndex(coords)) !== tile;
      if (isGone || !context) return;
      const data = new Map([["", [prepared]]]);
      this.#labelers.add(coords.z, data);
      const fineness = fit(canvas, this.#look.stretch);
      const [x, y] = [coords.x * TILE_PX, coords.y * TILE_PX];
      const origin = Object.assign(prepared.origin.clone(), { x, y });
      const reach = {
        minX: x - REACH_PX,
        minY: y - REACH_PX,
        maxX: x + PAINTED_PX + REACH_PX,
        maxY: y + PAINTED_PX + REACH_PX,
      };
      context.setTransform(fineness, 0, 0, fineness, 0, 0);
      const names = this.#labelers.getIndex(coords.z) ?? null;
      paint(context, coords.z, data, names, this.#look.paint, reach, origin, false);
    }

    /** How many tiles away from the middle of the map: the middle is painted first. */
    #fromCentre({ x, y, z }: Leaflet.Coords): number {
      if (!this._map) return 0;
      const centre = this._map.project(this._map.getCenter(), z).divideBy(TILE_PX);
      return centre.distanceTo([x + 0.5, y + 0.5]);
    }

    #newLabelers(): Labelers {
      // A name laid out later may reach into tiles that are there, or take a place.
      const onChanged = (keys: Set<string>): void => {
        for (const key of keys) {
          const tile = this.#shown.get(key);
          if (tile) this.#repaint(tile);
        }
      };
      const { labels } = this.#look;
      return new Labelers(this.#scratch, labels, LABELLED_TILES, onChanged);
    }
  }

  const { minLon, minLat, maxLon, maxLat } = header;
  const layer = new Layer({
    ...options,
    minNativeZoom: header.minZoom + ZOOM_SHIFT,
    bounds: [
      [minLat, minLon],
      [maxLat, maxLon],
    ],
  });
  layer.on("tileunload", ({ coords, tile }: Leaflet.TileEvent) =>
    layer.forget(coords, tile),
  );
  return layer;
}

/** The archive's tiles, with what names need beside. */
function withOurLayers(tiles: Archive["tiles"]): TileSource {
  // protomaps-leaflet names the type of an older pmtiles.
  const source = new PmtilesSource(tiles as never, false);
  return {
    async get(at, sidePx) {
      const layers = await source.get(at, sidePx);
      layers.set(KEPT_FREE, [KEPT_FREE_FEATURE]);
      layers.set(STREET_NAMES, joinStreets(layers.get("roads") ?? []));
      return layers;
    },
  };
}

/** A canvas on which names are measured. */
function scratchPad(): CanvasRenderingContext2D {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("no canvas");
  return context;
}

/** Empties a canvas, as fine as the screen; returns its pixels per pixel of the map. */
function fit(canvas: HTMLCanvasElement, stretch: number): number {
  const fineness = Math.min(Math.max(devicePixelRatio, LEAST_FINE), MOST_FINE);
  const side = Math.ceil(PAINTED_PX * fineness * Math.max(stretch, 0.5));
  canvas.width = side;
  canvas.height = side;
  return side / PAINTED_PX;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
