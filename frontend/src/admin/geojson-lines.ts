/** The lines of GeoJSON, as RFC 7946 has them: longitude before latitude. Pure. */
import { FileRefused, MOST_LEVELS, type RawLine, type RawPoint } from "./file-lines";

const NAMES = ["name", "nom", "title", "titre"];

/** Every LineString and MultiLineString of a parsed text, however deep. */
export function* geojsonLines(
  value: unknown,
  name = "",
  depth = 1,
): Generator<RawLine> {
  if (depth > MOST_LEVELS) throw new FileRefused("too_deep", { most: MOST_LEVELS });
  const { type, coordinates, geometry, geometries, features, properties } =
    record(value);
  switch (type) {
    case "FeatureCollection":
    case "GeometryCollection":
      for (const each of list(features ?? geometries))
        yield* geojsonLines(each, name, depth + 1);
      break;
    case "Feature":
      yield* geojsonLines(geometry, nameOf(properties), depth + 1);
      break;
    case "LineString":
      yield { kind: "track", name, points: list(coordinates).map(pointOf) };
      break;
    case "MultiLineString":
      for (const each of list(coordinates))
        yield { kind: "track", name, points: list(each).map(pointOf) };
      break;
    case "Point":
    case "MultiPoint":
      yield { kind: "point", name, points: [] };
      break;
    default:
      if (depth === 1 && type !== "Polygon" && type !== "MultiPolygon")
        throw new FileRefused("format");
  }
}

function pointOf(position: unknown): RawPoint {
  const [longitude, latitude] = list(position).map((each) =>
    typeof each === "number" ? each : Number.NaN,
  );
  return {
    latitude: latitude ?? Number.NaN,
    longitude: longitude ?? Number.NaN,
    found: JSON.stringify(position) ?? "",
  };
}

function nameOf(properties: unknown): string {
  const known = record(properties);
  const found = NAMES.map((name) => known[name]).find(
    (each) => typeof each === "string",
  );
  return typeof found === "string" ? found : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value ? (value as Record<string, unknown>) : {};
}
