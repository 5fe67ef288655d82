/** Room on the map for what lies on it: no name under the trail or a stop. Pure. */
import {
  type Feature,
  GeomType,
  type Label,
  type LabelRule,
  type LabelSymbolizer,
  type Layout,
} from "protomaps-leaflet";

/** The layer that every tile has, with one feature, for this rule to be asked. */
export const KEPT_FREE = "kept_free";

/** What lies on the map, as places of the earth. */
export interface OnMap {
  lines: readonly (readonly Position[])[];
  stops: readonly Position[];
}

interface Position {
  latitude: number;
  longitude: number;
}

type Box = Label["bboxes"][number];
type Pixel = [x: number, y: number];

const WORLD_PX = 256; // the side of the world at zoom 0
const HALF_LINE_PX = 4;
const HALF_STOP_PX = 17;
/** From one box of the line to the next. */
const STEP_PX = 5;
/** Of no tile: names of tiles far away are let go, these boxes never. */
const NO_TILE = "0:0:0:kept";

/** The one feature of the layer. */
export const KEPT_FREE_FEATURE: Feature = {
  props: {},
  geomType: GeomType.Polygon,
  geom: [],
  numVertices: 0,
  bbox: { minX: 0, minY: 0, maxX: 0, maxY: 0 },
};

/** The rule that comes before all names, and writes nothing. */
export function keepFree(onMap: OnMap, stretch: number): LabelRule {
  const done = new WeakSet<Layout["index"]>();
  const symbolizer: LabelSymbolizer = {
    place({ index, order, zoom }) {
      if (done.has(index)) return undefined;
      done.add(index);
      // Put in before any name, so that none has to be taken back from a drawn tile.
      const bboxes = takenBoxes(onMap, zoom, stretch);
      const anchor = { x: 0, y: 0 } as Label["anchor"];
      index.insert({ anchor, bboxes, draw: () => undefined }, order, NO_TILE);
      return undefined;
    },
  };
  return { dataLayer: KEPT_FREE, symbolizer };
}

/** The boxes that line and stops take, in pixels of the world at a zoom. */
export function takenBoxes(
  { lines, stops }: OnMap,
  zoom: number,
  stretch: number,
): Box[] {
  const at = (position: Position): Pixel => pixelOf(position, zoom);
  const along = lines.flatMap((line) => steps(line.map(at), STEP_PX / stretch));
  return [
    ...along.map((pixel) => around(pixel, HALF_LINE_PX / stretch)),
    ...stops.map((stop) => around(at(stop), HALF_STOP_PX / stretch)),
  ];
}

/** Where a place of the earth lies in Web Mercator. */
function pixelOf({ latitude, longitude }: Position, zoom: number): Pixel {
  const side = WORLD_PX * 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [side * (0.5 + longitude / 360), side * y];
}

/** Points along a line, close enough to one another. */
function steps(line: Pixel[], stepPx: number): Pixel[] {
  return line.flatMap(([x, y], index) => {
    const [nextX, nextY] = line[index + 1] ?? [x, y];
    const count = Math.ceil(Math.hypot(nextX - x, nextY - y) / stepPx) || 1;
    return Array.from({ length: count }, (_, step): Pixel => {
      const share = step / count;
      return [x + share * (nextX - x), y + share * (nextY - y)];
    });
  });
}

function around([x, y]: Pixel, half: number): Box {
  return { minX: x - half, minY: y - half, maxX: x + half, maxY: y + half };
}
