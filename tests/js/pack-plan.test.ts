import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { byteRange } from "../../frontend/src/pack/byte-range.ts";
import { nameOf, readName } from "../../frontend/src/pack/kept-names.ts";
import {
  pathOf,
  planPack,
  sizesOf,
  type Written,
} from "../../frontend/src/pack/plan.ts";
import { readRecord } from "../../frontend/src/pack/record.ts";

describe("a range of bytes", () => {
  const cases: [header: string | null, size: number, expected: unknown][] = [
    ["bytes=0-1", 10, { first: 0, last: 1 }],
    ["bytes=0-0", 10, { first: 0, last: 0 }],
    ["bytes=4-", 10, { first: 4, last: 9 }],
    ["bytes=9-", 10, { first: 9, last: 9 }],
    ["bytes=-3", 10, { first: 7, last: 9 }],
    ["bytes=-30", 10, { first: 0, last: 9 }],
    ["bytes=0-99", 10, { first: 0, last: 9 }],
    [" bytes=2-3 ", 10, { first: 2, last: 3 }],
    ["bytes=10-", 10, "beyond"],
    ["bytes=10-12", 10, "beyond"],
    ["bytes=-0", 10, "beyond"],
    ["bytes=-5", 0, "beyond"],
    ["bytes=0-0", 0, "beyond"],
    ["bytes=5-2", 10, "whole"],
    ["bytes=0-1,4-5", 10, "whole"],
    ["bytes=-", 10, "whole"],
    ["lines=0-1", 10, "whole"],
    ["", 10, "whole"],
    [null, 10, "whole"],
  ];
  for (const [header, size, expected] of cases)
    test(`${header} of ${size} bytes`, () => {
      assert.deepEqual(byteRange(header, size), expected);
    });
});

describe("the name of a pack", () => {
  const pack = {
    tour: "trail-1",
    language: "fr",
    version: "a1",
    part: "essential",
  } as const;

  test("says whose it is", () => {
    assert.deepEqual(readName(nameOf(pack)), pack);
  });

  test("is no beginning of another's", () => {
    const other = nameOf({ ...pack, tour: "trail-12" });
    assert.notEqual(readName(other)?.tour, "trail-1");
  });

  test("is nobody's where it is not whole", () => {
    for (const name of [
      "shell:a1",
      "walk:",
      "walk:a:fr:1",
      "walk:a:fr:1:all",
      `${nameOf(pack)}:x`,
    ])
      assert.equal(readName(name), null);
  });
});

const file = (
  name: string,
  type: string,
  part: "essential" | "complete",
  more = {},
) => ({
  name,
  url: `https://walks.example/media/packages/files/${name}`,
  bytes: 100,
  sha256: `sha of ${name}`,
  type,
  part,
  ...more,
});

const WRITTEN: Written = {
  id: "trail-1",
  version: "v1",
  language: "fr",
  title: "Ville de granit",
  url: "https://walks.example/fr/ville/",
  cover: { files: { "960": "large.webp", "480": "small.webp" } },
  introduction: { file: "intro.m4a", duration_s: 30 },
  map: { stills: { light: { svg: "map.svg", webp: "map.webp" } } },
  stops: [
    {
      number: 1,
      title: "Gare centrale",
      url: "https://walks.example/fr/ville/stop/ab12cd34/",
      short_url: "https://walks.example/s/ab12cd34",
      recordings: [{ file: "gare.m4a", duration_s: 49.6 }],
      pictures: [],
      look_for: { picture: { files: { "400": "lamp.webp" } } },
    },
  ],
  files: [
    file("intro.m4a", "audio/mp4", "essential", { shown_as: ["/media/intro.m4a"] }),
    file("gare.m4a", "audio/mp4", "essential", { shown_as: ["/media/gare.m4a"] }),
    file("small.webp", "image/webp", "essential", { shown_as: ["/media/s.webp"] }),
    file("large.webp", "image/webp", "complete", { shown_as: ["/media/l.webp"] }),
    file("lamp.webp", "image/webp", "complete", { shown_as: ["/media/lamp.webp"] }),
    file("map.webp", "image/webp", "essential", { shown_as: ["/media/map.webp"] }),
    file("map.svg", "image/svg+xml", "complete", { shown_as: ["/media/map.svg"] }),
    file("map.pmtiles", "application/vnd.pmtiles", "essential"),
  ],
};
const FILES = "/media/packages/files/";

describe("what is fetched to keep a trail", () => {
  const essential = planPack(WRITTEN, "essential", "r1", 0);
  const complete = planPack(WRITTEN, "complete", "r1", 0);
  const addresses = (plan: typeof essential): string[] =>
    plan.files.map(({ address }) => address);

  test("is told with its size before", () => {
    assert.deepEqual(sizesOf(WRITTEN), { essential: 500, complete: 800, soundS: 79.6 });
  });

  test("is its page, the package, and the files of the part that was asked for", () => {
    const texts = ["/fr/ville/", "/fr/ville/package.json"];
    assert.deepEqual(addresses(essential).slice(0, 2), texts);
    assert.ok(
      addresses(essential)
        .slice(2)
        .every((each) => each.startsWith(FILES)),
    );
    assert.equal(addresses(essential).includes(`${FILES}large.webp`), false);
    assert.equal(addresses(complete).includes(`${FILES}large.webp`), true);
  });

  test("is found under the addresses that pages name", () => {
    assert.equal(complete.instead["/media/gare.m4a"], `${FILES}gare.m4a`);
    assert.equal(complete.instead["/media/l.webp"], `${FILES}large.webp`);
  });

  test("stands in with a smaller picture, and a light drawing for the heavy one", () => {
    assert.equal(essential.instead["/media/l.webp"], `${FILES}small.webp`);
    assert.equal(essential.instead[`${FILES}large.webp`], `${FILES}small.webp`);
    assert.equal(essential.instead["/media/map.svg"], `${FILES}map.webp`);
  });

  test("leaves out a picture that is kept in no size", () => {
    assert.equal(essential.instead["/media/lamp.webp"], undefined);
  });

  test("leads from all addresses of a stop to where the trail's page tells it", () => {
    const place = "/fr/ville/#stop-ab12cd34";
    for (const address of ["/s/ab12cd34", "/s/ab12cd34/", "/fr/ville/stop/ab12cd34/"])
      assert.equal(essential.short[address], place);
    assert.equal(essential.stops[0]?.page, place);
  });

  test("tells sounds, pictures and the map apart", () => {
    const kinds = new Map(complete.files.map(({ address, kind }) => [address, kind]));
    assert.equal(kinds.get(`${FILES}gare.m4a`), "sound");
    assert.equal(kinds.get(`${FILES}map.svg`), "picture");
    assert.equal(kinds.get(`${FILES}map.pmtiles`), "map");
    assert.equal(kinds.get("/fr/ville/package.json"), "data");
  });

  test("is of this site, whatever host the package names", () => {
    assert.equal(pathOf("https://elsewhere.example/fr/a/?b=c"), "/fr/a/");
  });

  test("has the smallest cover for the list of kept walks", () => {
    assert.equal(essential.cover, `${FILES}small.webp`);
  });
});

describe("the record of a pack", () => {
  const record = planPack(WRITTEN, "essential", "r1", 5);

  test("is read again as it was written", () => {
    assert.deepEqual(readRecord(JSON.parse(JSON.stringify(record))), record);
  });

  test("of the format before is read as well", () => {
    const { instead: _instead, short: _short, ...before } = record;
    const read = readRecord({ ...before, format: record.format - 1 });
    assert.deepEqual([read?.instead, read?.short], [{}, {}]);
  });

  test("of a later format, or of no record, is not read", () => {
    for (const written of [
      { ...record, format: record.format + 1 },
      {},
      null,
      "a",
      { format: 1 },
    ])
      assert.equal(readRecord(written), null);
  });
});
