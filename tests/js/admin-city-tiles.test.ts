import assert from "node:assert/strict";
import test from "node:test";
import { cityArchive, isShown, lowestZoom } from "../../frontend/src/admin/city-tiles";

const CITY = {
  bounds: [4.3, 45.4, 4.5, 45.5],
  minZoom: 10,
  maxZoom: 15,
  attribution: "© OpenStreetMap contributors",
  tiles: "/tiles/saint-etienne/{z}/{x}/{y}.mvt?v=1",
} as const;
const INSIDE = { south: 45.42, west: 4.35, north: 45.44, east: 4.38 };

/** What is asked for while the site answers so. */
async function asked(answer: Response): Promise<{ url: string; tile: unknown }> {
  const original = globalThis.fetch;
  let url = "";
  globalThis.fetch = async (address) => {
    url = String(address);
    return answer;
  };
  try {
    return { tile: await cityArchive(CITY).tiles.getZxy(14, 8391, 5897), url };
  } finally {
    globalThis.fetch = original;
  }
}

test("a city is shown where a view meets it", () => {
  assert.equal(isShown(CITY, INSIDE, 15), true);
  assert.equal(isShown(CITY, { ...INSIDE, east: 60, north: 60 }, 15), true);
  assert.equal(isShown(CITY, { ...INSIDE, west: 4.5, east: 4.6 }, 15), false);
  assert.equal(isShown(CITY, { ...INSIDE, south: 45.5, north: 45.6 }, 15), false);
});

test("from far away there is paper", () => {
  assert.equal(lowestZoom(CITY), 11);
  assert.equal(isShown(CITY, INSIDE, 10.4), false);
  assert.equal(isShown(CITY, INSIDE, 10.5), true);
});

test("a tile is asked for at the city's address", async () => {
  const { url, tile } = await asked(new Response(Uint8Array.from([7, 8])));
  assert.equal(url, "/tiles/saint-etienne/14/8391/5897.mvt?v=1");
  assert.deepEqual([...new Uint8Array((tile as { data: ArrayBuffer }).data)], [7, 8]);
});

test("where nothing is drawn no tile comes", async () => {
  const { tile } = await asked(new Response(null, { status: 204 }));
  assert.equal(tile, undefined);
});

test("a tile that is refused fails, so that the paper shows", async () => {
  await assert.rejects(asked(new Response("", { status: 403 })), /403/);
});

test("what is known of the city needs no question", () => {
  const { header } = cityArchive(CITY);
  assert.deepEqual(
    [header.minLon, header.minLat, header.maxLon, header.maxLat],
    [...CITY.bounds],
  );
  assert.deepEqual([header.minZoom, header.maxZoom], [10, 15]);
});
