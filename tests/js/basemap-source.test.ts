import assert from "node:assert/strict";
import test from "node:test";
import { readArchive } from "../../frontend/src/basemap/source";

const MVT = 1;
const PNG = 2;
const UNCOMPRESSED = 1;

/** A PMTiles archive of one tile, as small as can be (specification 3). */
function archive(tileType: number, tile: Uint8Array): ArrayBuffer {
  const directory = Uint8Array.from([1, 0, 1, tile.length, 1]); // zoom 0, at 0
  const header = new DataView(new ArrayBuffer(127));
  for (const [at, letter] of [..."PMTiles"].entries()) {
    header.setUint8(at, letter.charCodeAt(0));
  }
  header.setUint8(7, 3);
  const parts = [
    [127, directory.length],
    [127 + directory.length, 0], // metadata
    [127 + directory.length, 0], // leaves
    [127 + directory.length, tile.length],
  ];
  parts.flat().forEach((value, index) => {
    header.setBigUint64(8 + 8 * index, BigInt(value), true);
  });
  header.setUint8(97, UNCOMPRESSED);
  header.setUint8(98, UNCOMPRESSED);
  header.setUint8(99, tileType);
  const bytes = new Uint8Array(127 + directory.length + tile.length);
  bytes.set(new Uint8Array(header.buffer));
  bytes.set(directory, 127);
  bytes.set(tile, 127 + directory.length);
  return bytes.buffer;
}

test("a tile is read from the bytes in memory", async () => {
  const { tiles } = await readArchive(
    new Response(archive(MVT, Uint8Array.from([7, 8, 9]))),
  );
  const tile = await tiles.getZxy(0, 0, 0);
  assert.deepEqual([...new Uint8Array(tile?.data ?? new ArrayBuffer(0))], [7, 8, 9]);
});

test("a tile that is not there is told as none", async () => {
  const { tiles } = await readArchive(new Response(archive(MVT, Uint8Array.from([7]))));
  assert.equal(await tiles.getZxy(3, 1, 1), undefined);
});

test("an archive of pictures is refused", async () => {
  await assert.rejects(readArchive(new Response(archive(PNG, Uint8Array.from([7])))));
});

test("bytes that are no archive are refused", async () => {
  await assert.rejects(readArchive(new Response("<html>")));
});

test("an archive that the server does not have is refused", async () => {
  await assert.rejects(readArchive(new Response("", { status: 404 })), /404/);
});
