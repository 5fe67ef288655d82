/** How the shapes of the city's map are painted, bottom first. Pure. */
import {
  CircleSymbolizer,
  exp,
  type Feature,
  type Filter,
  GeomType,
  LineSymbolizer,
  type PaintRule,
  PolygonSymbolizer,
} from "protomaps-leaflet";
import type { Palette } from "./palette";

/** Width in pixels of the screen at some zooms; between them it grows smoothly. */
export type Widths = [zoom: number, px: number][];

/** Streets, from the humblest to the widest. */
const STREETS: Record<string, Widths> = {
  service: [
    [14, 0.6],
    [16, 2.4],
    [18, 7],
    [19, 13],
  ],
  pedestrian: [
    [14, 1.2],
    [16, 4.5],
    [18, 11],
    [19, 21],
  ],
  minor: [
    [13, 0.8],
    [14, 1.6],
    [16, 5.5],
    [18, 15],
    [19, 29],
  ],
  medium: [
    [11, 0.6],
    [14, 2.6],
    [16, 7],
    [18, 18],
    [19, 35],
  ],
  major: [
    [10, 0.7],
    [14, 3.2],
    [16, 8],
    [18, 21],
    [19, 41],
  ],
  highway: [
    [10, 1],
    [14, 4],
    [16, 9],
    [18, 23],
    [19, 45],
  ],
};
const MAIN = ["medium", "major", "highway"];
const EDGE: Widths = [
  [13, 0.6],
  [16, 1],
  [19, 1.6],
];
const PATH: Widths = [
  [14, 0.5],
  [16, 1.2],
  [18, 3],
  [19, 5],
];
const STEPS: Widths = [
  [14, 1],
  [16, 2.5],
  [18, 7],
  [19, 12],
];
const PASSAGE: Widths = [
  [16, 1],
  [18, 1.8],
  [19, 2.5],
];
const RAIL: Widths = [
  [11, 0.6],
  [16, 1.2],
  [19, 2],
];
const WATERWAY: Widths = [
  [10, 0.6],
  [14, 1.5],
  [18, 8],
  [19, 14],
];
const WALL: Widths = [
  [15, 0.6],
  [18, 2],
  [19, 3],
];
const FEET = ["path", "cycle", "track", "steps", "pedestrian", "service"];
const GROWTH = 1.6;

/** The kinds of `landuse`, by the role of their colour. */
const GROUND: [role: keyof Palette, kinds: string[]][] = [
  ["grounds", ["school", "hospital", "industrial", "railway"]],
  ["park", ["park", "garden", "cemetery", "playground", "zoo"]],
  ["wood", ["wood", "scrub"]],
  ["grass", ["grass", "pitch", "allotments", "flowerbed"]],
  ["sand", ["beach", "sand"]],
  ["rock", ["rock"]],
];

/** True for features of these kinds. */
export function ofKind(...kinds: string[]): Filter {
  const wanted = new Set<unknown>(kinds);
  return (_zoom, feature) => wanted.has(feature.props["kind"]);
}

function both(...filters: Filter[]): Filter {
  return (zoom, feature) => filters.every((filter) => filter(zoom, feature));
}

const isArea: Filter = (_zoom, { geomType }) => geomType === GeomType.Polygon;
const isLine: Filter = (_zoom, { geomType }) => geomType === GeomType.Line;
const isCovered: Filter = (_zoom, { props }) => props["tunnel"] === true;
const isOpen: Filter = (_zoom, { props }) => props["tunnel"] !== true;

function looks(look: string | undefined): Filter {
  return (_zoom, { props }) => props["look"] === look;
}

/**
 * The rules for one palette. `stretch` tells how much a tile will be stretched on the
 * screen (Leaflet's zooms may be fractions, those of tiles are whole): widths are given
 * so that they are right after it.
 */
export function paintRules(palette: Palette, stretch: number): PaintRule[] {
  const grow = growth(stretch);
  return [
    ...ground(palette),
    ...water(palette, grow),
    ...streets(palette, grow),
    ...footways(palette, grow),
    ...rails(palette, grow),
    ...buildings(palette, grow),
    ...above(palette, grow),
  ];
}

type Grow = (widths: Widths) => (zoom: number) => number;

function growth(stretch: number): Grow {
  const closer = Math.log2(stretch);
  return (widths) => {
    const onScreen = exp(GROWTH, widths);
    return (zoom) => onScreen(zoom + closer) / stretch;
  };
}

function area(
  dataLayer: string,
  fill: string,
  filter?: Filter,
  minzoom = 0,
): PaintRule {
  const rule = { dataLayer, minzoom, symbolizer: new PolygonSymbolizer({ fill }) };
  return filter ? { ...rule, filter } : rule;
}

function ground(palette: Palette): PaintRule[] {
  return [
    area("earth", palette.earth),
    ...GROUND.map(([role, kinds]) => area("landuse", palette[role], ofKind(...kinds))),
  ];
}

/** Water with its shore; then what reaches into it, and squares. */
function water(palette: Palette, grow: Grow): PaintRule[] {
  return [
    {
      dataLayer: "water",
      filter: isArea,
      symbolizer: new PolygonSymbolizer({
        fill: palette.water,
        stroke: palette.shore,
        width: grow(EDGE),
      }),
    },
    {
      dataLayer: "water",
      filter: isLine,
      symbolizer: new LineSymbolizer({ color: palette.water, width: grow(WATERWAY) }),
    },
    area("landuse", palette.rock, ofKind("pier")),
    {
      dataLayer: "landuse",
      filter: ofKind("square"),
      symbolizer: new PolygonSymbolizer({
        fill: palette.square,
        stroke: palette.squareEdge,
        width: grow(EDGE),
      }),
    },
  ];
}

/** Edges of all streets, then their surfaces, the wider above the humbler. */
function streets(palette: Palette, grow: Grow): PaintRule[] {
  const widths = new Map(
    Object.entries(STREETS).map(([kind, steps]) => [kind, grow(steps)]),
  );
  const widthOf = (zoom: number, feature?: Feature): number =>
    widths.get(String(feature?.props["kind"]))?.(zoom) ?? 0;
  const edge = grow(EDGE);
  const colours: Record<string, string> = { pedestrian: palette.footStreet };
  for (const kind of MAIN) colours[kind] = palette.mainStreet;
  const edgeOf = (_zoom: number, feature?: Feature): string =>
    MAIN.includes(String(feature?.props["kind"]))
      ? palette.mainStreetEdge
      : palette.streetEdge;
  const edges: PaintRule = {
    dataLayer: "roads",
    minzoom: 14,
    filter: both(ofKind(...Object.keys(STREETS)), isOpen),
    symbolizer: new LineSymbolizer({
      color: edgeOf,
      width: (zoom: number, feature?: Feature) =>
        widthOf(zoom, feature) + 2 * edge(zoom),
      lineCap: "round",
      lineJoin: "round",
    }),
  };
  const surfaces = Object.entries(STREETS).map(([kind, steps]) => ({
    dataLayer: "roads",
    filter: both(ofKind(kind), isOpen),
    symbolizer: new LineSymbolizer({
      color: colours[kind] ?? palette.street,
      width: grow(steps),
      lineCap: "round",
      lineJoin: "round",
    }),
  }));
  return [edges, ...surfaces];
}

/** Paths as light threads; steps as a ladder, so that they are seen before reached. */
function footways(palette: Palette, grow: Grow): PaintRule[] {
  const width = grow(PATH);
  const stepsWidth = grow(STEPS);
  const edge = grow(EDGE);
  const line = (
    filter: Filter,
    minzoom: number,
    options: ConstructorParameters<typeof LineSymbolizer>[0],
  ): PaintRule => ({
    dataLayer: "roads",
    minzoom,
    filter: both(filter, isOpen),
    symbolizer: new LineSymbolizer({ lineJoin: "round", ...options }),
  });
  const paths = ofKind("path", "cycle", "track");
  const steps = ofKind("steps");
  return [
    line(paths, 16, {
      color: palette.pathEdge,
      width: (zoom) => width(zoom) + 1.2 * edge(zoom),
    }),
    line(paths, 15, { color: palette.path, width }),
    line(steps, 15, { color: palette.path, width: stepsWidth }),
    line(steps, 15, { color: palette.steps, width: stepsWidth, dash: [1.5, 2] }),
  ];
}

function rails(palette: Palette, grow: Grow): PaintRule[] {
  return (["rail", "tram"] as const).map((kind) => ({
    dataLayer: "roads",
    minzoom: kind === "rail" ? 11 : 14,
    filter: both(ofKind(kind), isOpen),
    symbolizer: new LineSymbolizer({ color: palette[kind], width: grow(RAIL) }),
  }));
}

function buildings(palette: Palette, grow: Grow): PaintRule[] {
  const kinds: [look: string | undefined, fill: string, stroke: string][] = [
    [undefined, palette.building, palette.buildingEdge],
    ["heritage", palette.heritage, palette.landmarkEdge],
    ["worship", palette.worship, palette.landmarkEdge],
  ];
  return kinds.map(([look, fill, stroke]) => ({
    dataLayer: "buildings",
    minzoom: 14,
    filter: looks(look),
    symbolizer: new PolygonSymbolizer({ fill, stroke, width: grow(EDGE) }),
  }));
}

/** What is seen above the roofs: passages under buildings, walls, trees. */
function above(palette: Palette, grow: Grow): PaintRule[] {
  return [
    {
      dataLayer: "roads",
      minzoom: 16,
      filter: both(ofKind(...FEET), isCovered),
      symbolizer: new LineSymbolizer({
        color: palette.passage,
        width: grow(PASSAGE),
        dash: [2, 3],
      }),
    },
    {
      dataLayer: "roads",
      minzoom: 16,
      filter: ofKind("wall"),
      symbolizer: new LineSymbolizer({ color: palette.wall, width: grow(WALL) }),
    },
    {
      dataLayer: "pois",
      minzoom: 16,
      filter: ofKind("tree"),
      symbolizer: new CircleSymbolizer({
        radius: grow([
          [16, 1.6],
          [18, 4],
          [19, 6],
        ]),
        fill: palette.tree,
      }),
    },
  ];
}
