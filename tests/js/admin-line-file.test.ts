import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { FileRefused } from "../../frontend/src/admin/file-lines.ts";
import { textOf } from "../../frontend/src/admin/file-text.ts";
import { MOST_FILE_BYTES, readLineFile } from "../../frontend/src/admin/line-file.ts";
import type { XmlElement } from "../../frontend/src/admin/xml-lines.ts";

type Child = XmlElement | string;
type Attributes = Readonly<Record<string, string>>;

/** An element as the reader needs it; its name may have a prefix. */
function xml(name: string, attributes: Attributes, ...inside: Child[]): XmlElement {
  return {
    localName: name.split(":").at(-1) ?? "",
    children: inside.filter((each) => typeof each !== "string"),
    textContent: inside
      .map((each) => (typeof each === "string" ? each : (each.textContent ?? "")))
      .join(""),
    getAttribute: (key) => attributes[key] ?? null,
  };
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const json = (value: unknown) => read(text(JSON.stringify(value)));
const read = (bytes: Uint8Array, root = xml("nothing", {})) =>
  readLineFile(bytes, () => root);
const readXml = (root: XmlElement) => read(text("<root/>"), root);

const gpxPoint = (name: string, lat: string, lon: string) => xml(name, { lat, lon });
const segment = (...points: [string, string][]) =>
  xml("trkseg", {}, ...points.map(([lat, lon]) => gpxPoint("trkpt", lat, lon)));
const gpx = (...inside: XmlElement[]) => xml("gpx", { version: "1.1" }, ...inside);
const named = (name: string) => xml("name", {}, name);
const lineString = (coordinates: string) =>
  xml("LineString", {}, xml("coordinates", {}, coordinates));
const kml = (...inside: XmlElement[]) => xml("kml", {}, xml("Document", {}, ...inside));
const A = { latitude: 45.43, longitude: 4.38 };
const B = { latitude: 45.44, longitude: 4.38 };
const C = { latitude: 45.44, longitude: 4.4 };
const COORDINATES = [
  [4.38, 45.43],
  [4.38, 45.44],
];

async function refusal(reading: Promise<unknown>): Promise<FileRefused> {
  try {
    await reading;
  } catch (error) {
    assert.ok(error instanceof FileRefused, String(error));
    return error;
  }
  throw new Error("nothing was refused");
}

describe("a GPX file", () => {
  test("gives the points of its track, in any namespace and without altitudes", async () => {
    const root = xml(
      "g:gpx",
      {},
      xml(
        "g:trk",
        {},
        named(" Le sentier "),
        xml(
          "g:trkseg",
          {},
          xml("g:trkpt", { lat: "45.43", lon: "4.38" }, xml("ele", {}, "520")),
          xml("g:trkpt", { lat: "45.44000001", lon: " 4.38 " }),
        ),
      ),
    );
    assert.deepEqual(await readXml(root), [
      { name: "Le sentier", line: [A, B], parts: 1 },
    ]);
  });

  test("gives its routes after its tracks, and never joins the two", async () => {
    const root = gpx(
      xml(
        "rte",
        {},
        gpxPoint("rtept", "45.44", "4.38"),
        gpxPoint("rtept", "45.44", "4.4"),
      ),
      xml("trk", {}, segment(["45.43", "4.38"], ["45.44", "4.38"])),
    );
    assert.deepEqual(
      (await readXml(root)).map(({ line }) => line),
      [
        [A, B],
        [B, C],
      ],
    );
  });

  test("has its segments joined when one begins where the other ended", async () => {
    const root = gpx(
      xml("trk", {}, segment(["45.43", "4.38"], ["45.44", "4.38"]), segment()),
      xml("trk", {}, named("Suite"), segment(["45.4408", "4.38"], ["45.44", "4.4"])),
      xml("trk", {}, segment(["45.5", "4.4"], ["45.51", "4.4"])),
    );
    const [first, second] = await readXml(root);
    assert.equal(first?.name, "Suite");
    assert.equal(first?.parts, 2);
    assert.equal(first?.line.length, 4);
    assert.equal(second?.line.length, 2);
  });

  test("may have a segment of a single point, which is left out", async () => {
    const root = gpx(
      xml(
        "trk",
        {},
        segment(["45.43", "4.38"], ["45.44", "4.38"]),
        segment(["46", "5"]),
      ),
    );
    assert.equal((await readXml(root)).length, 1);
  });
});

describe("a KML file", () => {
  test("gives its lines wherever they are, named by their placemark", async () => {
    const root = kml(
      xml(
        "Folder",
        {},
        named("Dossier"),
        xml(
          "Placemark",
          {},
          named("Boucle"),
          xml("MultiGeometry", {}, lineString("\n 4.38,45.43,520\n 4.38, 45.44,521 ")),
        ),
      ),
    );
    assert.deepEqual(await readXml(root), [{ name: "Boucle", line: [A, B], parts: 1 }]);
  });

  test("gives the positions of gx:Track, between which blanks stand", async () => {
    const track = xml(
      "gx:Track",
      {},
      xml("when", {}, "2010-05-28T02:02:09Z"),
      xml("gx:coord", {}, "4.38 45.43 156"),
      xml("gx:coord", {}, " 4.38  45.44 152 "),
    );
    const root = kml(xml("Placemark", {}, xml("gx:MultiTrack", {}, track)));
    assert.deepEqual((await readXml(root))[0]?.line, [A, B]);
  });

  test("does not take the edge of a surface for a line", async () => {
    const ring = xml("LinearRing", {}, xml("coordinates", {}, "4,45 5,45 5,46 4,45"));
    const root = kml(xml("Placemark", {}, xml("Polygon", {}, ring)));
    assert.equal((await refusal(readXml(root))).code, "no_line");
  });
});

describe("a GeoJSON file", () => {
  test("gives a line by itself, in features and in collections", async () => {
    const line = { type: "LineString", coordinates: COORDINATES };
    const feature = { type: "Feature", properties: { nom: "Boucle" }, geometry: line };
    const point = {
      type: "Feature",
      geometry: { type: "Point", coordinates: [4, 45] },
    };
    const empty = { type: "Feature", properties: null, geometry: null };
    const collection = { type: "FeatureCollection", features: [point, empty, feature] };
    const geometries = { type: "GeometryCollection", geometries: [line] };
    for (const [value, name] of [
      [line, ""],
      [feature, "Boucle"],
      [collection, "Boucle"],
      [geometries, ""],
    ] as const)
      assert.deepEqual(await json(value), [{ name, line: [A, B], parts: 1 }]);
  });

  test("gives the lines of a MultiLineString apart unless they follow", async () => {
    const far = [
      [4.5, 45.5],
      [4.6, 45.5],
    ];
    const value = { type: "MultiLineString", coordinates: [COORDINATES, far] };
    assert.equal((await json(value)).length, 2);
    const near = [
      [4.38, 45.44],
      [4.4, 45.44],
    ];
    const [line] = await json({ ...value, coordinates: [COORDINATES, near] });
    assert.deepEqual(line, { name: "", line: [A, B, C], parts: 2 });
  });
});

describe("what cannot be read is refused", () => {
  const line = (...coordinates: unknown[]) => ({ type: "LineString", coordinates });
  const faults: [string, () => Promise<unknown>, string, object?][] = [
    ["nothing", () => read(text(" \n")), "empty"],
    ["another file", () => read(text("Bonjour")), "format"],
    ["another XML", () => readXml(xml("svg", {})), "format"],
    ["another JSON", () => json({ legs: [] }), "format"],
    ["a list", () => json([1, 2]), "format"],
    ["over 5 MB", () => read(new Uint8Array(MOST_FILE_BYTES + 1)), "too_big"],
    [
      "a DOCTYPE",
      () => read(text("<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<!DOCTYPE gpx [")),
      "doctype",
    ],
    [
      "a broken JSON",
      () => read(text('{"type":\n"Line\n')),
      "not_json_row",
      { row: 2 },
    ],
    ["a JSON that stops", () => read(text('{"type":\n\n')), "not_json"],
    ["no line", () => json({ type: "FeatureCollection", features: [] }), "no_line"],
    [
      "points alone",
      () => readXml(gpx(gpxPoint("wpt", "45", "4"), gpxPoint("wpt", "45", "5"))),
      "only_points",
      { count: 2 },
    ],
    [
      "a line of two points that are one",
      () => json(line([4.38, 45.43], [4.38, 45.43])),
      "too_short",
    ],
    [
      "a latitude that was none",
      () =>
        readXml(
          gpx(
            xml("trk", {}, segment(["45", "4"])),
            xml("trk", {}, segment(["45", "4"], ["undefined", "4"])),
          ),
        ),
      "position",
      { track: 2, number: 2, found: 'lat="undefined" lon="4"' },
    ],
    [
      "NaN",
      () => readXml(kml(lineString("4,45 NaN,NaN"))),
      "position",
      { track: 1, number: 2, found: "NaN,NaN" },
    ],
    [
      "a missing attribute",
      () =>
        readXml(gpx(xml("trk", {}, xml("trkseg", {}, xml("trkpt", { lat: "45" }))))),
      "position",
      { track: 1, number: 1, found: 'lat="45" lon=""' },
    ],
    [
      "a text for a number",
      () => json(line([4, 45], ["4", "45"])),
      "position",
      { track: 1, number: 2, found: '["4","45"]' },
    ],
    [
      "axes that were swapped",
      () => json(line([45, 120], [45, 121])),
      "axes",
      { track: 1, number: 1, found: "[45,120]" },
    ],
    [
      "metres for degrees",
      () => json(line([808_000, 6_480_000], [808_100, 6_480_000])),
      "range",
      { track: 1, number: 1, found: "[808000,6480000]" },
    ],
    [
      "too many points",
      () => json(line(...Array.from({ length: 50_001 }, (_, i) => [i / 1e3, 45]))),
      "too_many_points",
    ],
    [
      "too many lines",
      () =>
        json({
          type: "MultiLineString",
          coordinates: Array.from({ length: 21 }, (_, i) => [
            [4, i],
            [5, i],
          ]),
        }),
      "too_many_lines",
      { count: 21, most: 20 },
    ],
    [
      "a deep KML",
      () => {
        let root = lineString("4,45 5,45");
        for (let n = 0; n < 100; n += 1) root = xml("Folder", {}, root);
        return readXml(xml("kml", {}, root));
      },
      "too_deep",
    ],
    [
      "a deep GeoJSON",
      () => {
        let value: object = line([4, 45], [5, 45]);
        for (let n = 0; n < 100; n += 1)
          value = { type: "GeometryCollection", geometries: [value] };
        return json(value);
      },
      "too_deep",
    ],
  ];
  for (const [name, reading, code, words] of faults) {
    test(name, async () => {
      const fault = await refusal(reading());
      assert.equal(fault.code, code);
      if (words) assert.deepEqual(fault.words, words);
    });
  }

  test("but a DOCTYPE that a description quotes is none", async () => {
    const root = kml(lineString("4,45 5,45"));
    const quoting = text("<kml><description><![CDATA[<!DOCTYPE html>]]></description>");
    assert.equal((await read(quoting, root)).length, 1);
  });
});

describe("the bytes of a file", () => {
  const latin = (value: string) =>
    Uint8Array.from(value, (letter) => letter.charCodeAt(0));
  const head = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>é`;

  test("are read as declared, or as what they are", () => {
    assert.equal(textOf(text(head("UTF-8"))), head("UTF-8"));
    assert.equal(textOf(latin(head("ISO-8859-1"))), head("ISO-8859-1"));
    assert.equal(textOf(latin(head("UTF-8"))), head("UTF-8"));
    assert.equal(textOf(text(head("ISO-8859-1"))), head("ISO-8859-1"));
    assert.equal(textOf(latin(head("x-nonsense"))), head("x-nonsense"));
    const greek = Uint8Array.from([...latin('<?xml encoding="ISO-8859-7"?>'), 0xe1]);
    assert.ok(textOf(greek).endsWith("α"));
  });

  test("may begin with a mark of their order, which is no letter", () => {
    assert.equal(textOf(Uint8Array.from([0xef, 0xbb, 0xbf, ...text("é")])), "é");
    assert.equal(textOf(Uint8Array.from([0xff, 0xfe, 0xe9, 0])), "é");
    assert.equal(textOf(Uint8Array.from([0xfe, 0xff, 0, 0xe9])), "é");
    assert.equal(textOf(Uint8Array.from([0x3c, 0, 0x3f, 0])), "<?");
  });

  test("reach the parser of XML without their declaration, rows as they were", async () => {
    let given = "";
    await readLineFile(
      text("\n<?xml version='1.0'\n encoding='x'?><kml/>"),
      (xmlText) => {
        given = xmlText;
        return kml(lineString("4,45 5,45"));
      },
    );
    assert.equal(given, "\n\n<kml/>");
  });
});

interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the table of contents says of its size, when that is a lie. */
  readonly unpacked?: number;
}

/** A zip archive of deflated files. */
function zip(...files: Packed[]): Uint8Array {
  const body: Buffer[] = [];
  const contents: Buffer[] = [];
  for (const { name, bytes, unpacked = bytes.length } of files) {
    const packed = deflateRawSync(bytes);
    const offset = Buffer.concat(body).length;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(name.length, 26);
    body.push(head, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    contents.push(entry, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(body).length, 16);
  return new Uint8Array(Buffer.concat([...body, ...contents, end]));
}

describe("a KMZ file", () => {
  const doc = { name: "doc.kml", bytes: text("<kml/>") };
  const picture = { name: "files/picture.png", bytes: new Uint8Array(10) };
  const root = kml(lineString("4.38,45.43 4.38,45.44"));

  test("gives the lines of the KML inside", async () => {
    let given = "";
    const lines = await readLineFile(zip(picture, doc), (inner) => {
      given = inner;
      return root;
    });
    assert.equal(given, "<kml/>");
    assert.deepEqual(lines[0]?.line, [A, B]);
  });

  const faults: [string, Uint8Array, string][] = [
    ["without KML", zip(picture), "kmz_without_kml"],
    ["of over 20 files", zip(...Array.from({ length: 21 }, () => doc)), "kmz_too_big"],
    ["said to be huge", zip({ ...doc, unpacked: 3e7 }), "kmz_too_big"],
    [
      "that is huge and says otherwise",
      zip({ name: "doc.kml", bytes: new Uint8Array(2.2e7), unpacked: 10 }),
      "kmz_too_big",
    ],
    ["cut off", zip(doc).subarray(0, 40), "kmz_broken"],
    ["spoilt", zip(doc).fill(0xff, 37, 45), "kmz_broken"],
  ];
  for (const [name, bytes, code] of faults) {
    test(`${name} is refused`, async () => {
      assert.equal((await refusal(read(bytes, root))).code, code);
    });
  }
});
