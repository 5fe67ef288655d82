/** The lines of GPX and KML, read from elements of which little is asked. Pure. */
import {
  degrees,
  FileRefused,
  MOST_LEVELS,
  type RawLine,
  type RawPoint,
} from "./file-lines";

/** What is needed of an element; those of a parsed document have it. */
export interface XmlElement {
  readonly localName: string;
  readonly children: Iterable<XmlElement>;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

/** The lines below the root of a document, in any namespace. */
export function xmlLines(root: XmlElement): Iterable<RawLine> {
  refuseTooDeep(root);
  if (root.localName === "gpx") return gpxLines(root);
  if (root.localName === "kml") return kmlLines(root, "");
  throw new FileRefused("format");
}

/** Tracks by segments, then routes, as GPX 1.0 and 1.1 have them. */
function* gpxLines(root: XmlElement): Generator<RawLine> {
  for (const track of named(root, "trk")) {
    const name = textOf(track, "name");
    for (const segment of named(track, "trkseg"))
      yield { kind: "track", name, points: named(segment, "trkpt").map(gpxPoint) };
  }
  for (const route of named(root, "rte")) {
    const points = named(route, "rtept").map(gpxPoint);
    yield { kind: "route", name: textOf(route, "name"), points };
  }
  for (const _waypoint of named(root, "wpt"))
    yield { kind: "point", name: "", points: [] };
}

function gpxPoint(element: XmlElement): RawPoint {
  const [latitude, longitude] = ["lat", "lon"].map((name) =>
    element.getAttribute(name),
  );
  const found = `lat="${latitude ?? ""}" lon="${longitude ?? ""}"`;
  return { latitude: degrees(latitude), longitude: degrees(longitude), found };
}

/** LineString and gx:Track wherever they are, named by their Placemark. */
function* kmlLines(element: XmlElement, name: string): Generator<RawLine> {
  const kind = element.localName;
  if (kind === "LineString") {
    // A comma stands inside a position, blanks between two.
    const text = textOf(element, "coordinates")
      .trim()
      .replace(/\s*,\s*/g, ",");
    const points = text ? text.split(/\s+/).map((each) => kmlPoint(each, ",")) : [];
    yield { kind: "track", name, points };
  } else if (kind === "Track") {
    const texts = named(element, "coord").map(({ textContent }) => textContent ?? "");
    const points = texts.map((text) => kmlPoint(text.trim(), /\s+/));
    yield { kind: "track", name, points };
  } else if (kind === "Point") {
    yield { kind: "point", name, points: [] };
  } else {
    const own = kind === "Placemark" ? textOf(element, "name") : name;
    for (const child of element.children) yield* kmlLines(child, own);
  }
}

function kmlPoint(found: string, between: string | RegExp): RawPoint {
  const [longitude, latitude] = found.split(between);
  return { latitude: degrees(latitude), longitude: degrees(longitude), found };
}

function named(parent: XmlElement, name: string): XmlElement[] {
  return [...parent.children].filter(({ localName }) => localName === name);
}

function textOf(parent: XmlElement, name: string): string {
  return named(parent, name)[0]?.textContent ?? "";
}

function refuseTooDeep(root: XmlElement): void {
  let level = [root];
  for (let depth = 1; level.length; depth += 1) {
    if (depth > MOST_LEVELS) throw new FileRefused("too_deep", { most: MOST_LEVELS });
    level = level.flatMap(({ children }) => [...children]);
  }
}
