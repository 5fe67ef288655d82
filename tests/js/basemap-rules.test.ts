import assert from "node:assert/strict";
import test from "node:test";
import {
  type Feature,
  GeomType,
  type LabelRule,
  LineSymbolizer,
  type PaintRule,
} from "protomaps-leaflet";
import { labelRules, nameKeys } from "../../frontend/src/basemap/labels";
import { palettes } from "../../frontend/src/basemap/palette";
import { paintRules } from "../../frontend/src/basemap/rules";
import { STREET_NAMES } from "../../frontend/src/basemap/street-names";

const paints = paintRules(palettes.light, 1);
const labels = labelRules(palettes.light, "fr", 1);

const shapes = { point: GeomType.Point, line: GeomType.Line, area: GeomType.Polygon };

function feature(shape: keyof typeof shapes, props: Feature["props"]): Feature {
  const bbox = { minX: 0, minY: 0, maxX: 0, maxY: 0 };
  return { props, bbox, geomType: shapes[shape], geom: [], numVertices: 0 };
}

/** The zooms from 14 to 19 at which some rule takes a feature of a layer. */
function zooms(
  rules: (PaintRule | LabelRule)[],
  layer: string,
  found: Feature,
): number[] {
  return [14, 15, 16, 17, 18, 19].filter((zoom) =>
    rules.some(
      ({ dataLayer, minzoom = 0, maxzoom = 99, filter }) =>
        dataLayer === layer &&
        zoom >= minzoom &&
        zoom <= maxzoom &&
        (filter?.(zoom, found) ?? true),
    ),
  );
}

function takesRoad(rule: PaintRule, zoom: number, props: Feature["props"]): boolean {
  return rule.dataLayer === "roads" && !!rule.filter?.(zoom, feature("line", props));
}

/** What the city's map holds: layers, shapes and kinds, as its builder writes them. */
const painted: [layer: string, shape: keyof typeof shapes, kinds: string[]][] = [
  ["earth", "area", ["earth"]],
  ["water", "area", ["ocean", "water"]],
  ["water", "line", ["river", "stream", "canal"]],
  [
    "landuse",
    "area",
    [
      ...["park", "garden", "grass", "wood", "scrub", "cemetery", "playground"],
      ...["pitch", "beach", "sand", "rock", "pier", "square", "school", "hospital"],
      ...["industrial", "railway", "allotments", "zoo", "flowerbed"],
    ],
  ],
  ["buildings", "area", ["building"]],
  [
    "roads",
    "line",
    [
      ...["highway", "major", "medium", "minor", "service", "pedestrian", "steps"],
      ...["path", "cycle", "track", "rail", "tram", "wall"],
    ],
  ],
  ["pois", "point", ["tree"]],
];
const named: [layer: string, shape: keyof typeof shapes, kinds: string[]][] = [
  [
    "pois",
    "point",
    [
      ...["museum", "theatre", "library", "townhall", "station", "tram_stop", "metro"],
      ...["worship", "castle", "monument", "memorial", "artwork", "viewpoint"],
      ...["attraction", "cinema", "marketplace", "fountain", "drinking_water"],
      ...["toilets", "information"],
    ],
  ],
  [
    "places",
    "point",
    [
      ...["city", "town", "village", "suburb", "quarter", "neighbourhood"],
      ...["island", "square"],
    ],
  ],
  ["landuse", "area", ["park", "garden", "cemetery", "square"]],
  ["water", "area", ["ocean", "water"]],
  ["water", "line", ["river", "stream", "canal"]],
  [
    STREET_NAMES,
    "line",
    [
      ...["highway", "major", "medium", "minor", "service", "pedestrian", "steps"],
      ...["path", "cycle", "track"],
    ],
  ],
];

for (const [layer, shape, kinds] of painted) {
  for (const kind of kinds) {
    test(`${layer}: ${shape}s of kind ${kind} are painted`, () => {
      assert.notDeepEqual(zooms(paints, layer, feature(shape, { kind })), []);
    });
  }
}

for (const [layer, shape, kinds] of named) {
  for (const kind of kinds) {
    test(`${layer}: ${shape}s of kind ${kind} are named or signed`, () => {
      const found = feature(shape, { kind, name: "Kauppatori" });
      assert.notDeepEqual(zooms(labels, layer, found), []);
    });
  }
}

test("a kind that no map holds is neither painted nor named", () => {
  const unknown = feature("line", { kind: "canyon", name: "Canyon" });
  assert.deepEqual(zooms(paints, "roads", unknown), []);
  assert.deepEqual(zooms(labels, STREET_NAMES, unknown), []);
});

for (const look of ["heritage", "worship"]) {
  test(`a building that looks like ${look} has a tint of its own`, () => {
    const takes = (rule: PaintRule, props: Feature["props"]): boolean =>
      rule.dataLayer === "buildings" && !!rule.filter?.(16, feature("area", props));
    const plain = paints.filter((rule) => takes(rule, { kind: "building" }));
    const tinted = paints.filter((rule) => takes(rule, { kind: "building", look }));
    assert.deepEqual([plain.length, tinted.length], [1, 1]);
    assert.notEqual(plain[0], tinted[0]);
  });
}

test("a street in a tunnel is not painted, a passage under a building is", () => {
  const props = { tunnel: true };
  const road = feature("line", { ...props, kind: "major" });
  const passage = feature("line", { ...props, kind: "path" });
  assert.deepEqual(zooms(paints, "roads", road), []);
  assert.deepEqual(zooms(paints, "roads", passage), [16, 17, 18, 19]);
});

test("a tunnel has no name, a passage has", () => {
  const props = { tunnel: true, name: "Traboule" };
  const road = feature("line", { ...props, kind: "major" });
  const passage = feature("line", { ...props, kind: "path" });
  assert.deepEqual(zooms(labels, STREET_NAMES, road), []);
  assert.deepEqual(zooms(labels, STREET_NAMES, passage), [17, 18, 19]);
});

test("a name of more than 36 letters waits for zoom 18", () => {
  const name = "La Collection de voitures anciennes du prince";
  const museum = feature("point", { kind: "museum", name });
  assert.deepEqual(zooms(labels, "pois", museum), [18, 19]);
});

test("names of quarters leave the map to those of streets", () => {
  const quarter = feature("point", { kind: "suburb", name: "Kluuvi" });
  assert.deepEqual(zooms(labels, "places", quarter), [14, 15]);
});

test("passages are painted above buildings, streets below", () => {
  const order = (props: Feature["props"]): number =>
    paints.map((rule) => takesRoad(rule, 17, props)).lastIndexOf(true);
  const roofs = paints.findIndex(({ dataLayer }) => dataLayer === "buildings");
  assert.ok(order({ kind: "minor" }) < roofs);
  assert.ok(order({ kind: "path", tunnel: true }) > roofs);
});

/** Width in pixels of the surface of minor streets, on a tile of some zoom. */
function minorWidth(stretch: number, zoom: number): number {
  const street = feature("line", { kind: "minor" });
  const surface = paintRules(palettes.light, stretch)
    .filter((rule) => takesRoad(rule, zoom, street.props))
    .pop();
  assert.ok(surface?.symbolizer instanceof LineSymbolizer);
  return surface.symbolizer.width.get(zoom, street);
}

test("a stretched tile is painted with thinner lines, that end as they should be", () => {
  const [before, between, after] = [
    minorWidth(1, 16),
    minorWidth(1.4, 16),
    minorWidth(1, 17),
  ];
  const onScreen = between * 1.4;
  assert.ok(before < onScreen && onScreen < after);
});

test("a name is in the page's language, else in the city's own", () => {
  assert.deepEqual(nameKeys("fr"), ["name:fr", "name"]);
  assert.deepEqual(nameKeys("en-GB"), ["name:en", "name"]);
});

test("a page without language has the city's own names", () => {
  assert.deepEqual(nameKeys(""), ["name"]);
});
