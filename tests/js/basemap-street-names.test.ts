import assert from "node:assert/strict";
import test from "node:test";
import { type Feature, GeomType } from "protomaps-leaflet";
import {
  joinLines,
  joinStreets,
  straighten,
} from "../../frontend/src/basemap/street-names";

type Line = Feature["geom"][number];
type Corners = [x: number, y: number][];

const line = (corners: Corners): Line =>
  corners.map(([x, y]) => ({ x, y })) as unknown as Line;
const corners = (of: Line): Corners => of.map(({ x, y }) => [x, y]);

function road(props: Feature["props"], ...lines: Corners[]): Feature {
  return {
    props,
    geom: lines.map(line),
    geomType: GeomType.Line,
    numVertices: 2,
    bbox: { minX: 0, minY: 0, maxX: 0, maxY: 0 },
  };
}

const west: Corners = [
  [0, 0],
  [10, 0],
];
const east: Corners = [
  [10, 0],
  [20, 1],
];

test("two pieces that meet become one line, whichever way each is drawn", () => {
  const whole = [
    [0, 0],
    [10, 0],
    [20, 1],
  ];
  for (const pieces of [
    [west, east],
    [west, [...east].reverse()],
  ]) {
    assert.deepEqual(
      joinLines(pieces.map((piece) => line(piece as Corners))).map(corners),
      [whole],
    );
  }
});

test("a piece before the first is joined as well", () => {
  const [joined, ...rest] = joinLines([line(east), line(west)]);
  assert.equal(joined?.length, 3);
  assert.deepEqual(rest, []);
});

test("pieces that do not meet stay apart", () => {
  const far: Corners = [
    [50, 50],
    [60, 50],
  ];
  assert.equal(joinLines([line(west), line(far)]).length, 2);
});

test("a corner of more than 60 degrees ends a line", () => {
  const north: Corners = [
    [10, 0],
    [10, 10],
  ];
  assert.equal(joinLines([line(west), line(north)]).length, 2);
});

test("at a fork the straightest goes on", () => {
  const slanting: Corners = [
    [10, 0],
    [20, 8],
  ];
  const [joined] = joinLines([line(west), line(slanting), line(east)]);
  assert.deepEqual(corners(joined ?? []), [
    [0, 0],
    [10, 0],
    [20, 1],
  ]);
});

test("a street is one feature, of the kind of its widest piece", () => {
  const name = "Aleksanterinkatu";
  const [street, ...rest] = joinStreets([
    road({ kind: "path", name }, west),
    road({ kind: "major", name }, east),
  ]);
  assert.deepEqual(rest, []);
  assert.deepEqual(street?.props, { kind: "major", name });
  assert.deepEqual(street?.bbox, { minX: 0, minY: 0, maxX: 20, maxY: 1 });
});

test("streets of two names stay two, and nameless ones are left out", () => {
  const streets = joinStreets([
    road({ kind: "minor", name: "Mikonkatu" }, west),
    road({ kind: "minor", name: "Unioninkatu" }, east),
    road({ kind: "minor" }, east),
  ]);
  assert.deepEqual(
    streets.map(({ props }) => props["name"]),
    ["Mikonkatu", "Unioninkatu"],
  );
});

test("rails and walls name no street", () => {
  assert.deepEqual(joinStreets([road({ kind: "tram", name: "Linja 4" }, west)]), []);
});

test("a tunnel is not joined to the street of its name in the open", () => {
  const name = "Avenue d'Ostende";
  const streets = joinStreets([
    road({ kind: "major", name }, west),
    road({ kind: "major", name, tunnel: true }, east),
  ]);
  assert.equal(streets.length, 2);
});

test("a slight bend is straightened, a stronger one kept", () => {
  const bent = (y: number): Line =>
    line([
      [0, 0],
      [10, y],
      [20, 0],
    ]);
  assert.equal(straighten(bent(1), 2).length, 2);
  assert.equal(straighten(bent(3), 2).length, 3);
});
