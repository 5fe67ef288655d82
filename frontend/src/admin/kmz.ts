/** The KML inside a KMZ, which is a zip archive. Pure. */
import { FileRefused } from "./file-lines";

const MOST_ENTRIES = 20;
const MOST_BYTES = 20 * 1024 * 1024;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** Whether bytes begin as a zip archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 3, 4].every((byte, i) => bytes[i] === byte);
}

/** The bytes of the first KML of an archive; throws FileRefused without one. */
export async function kmlOf(archive: Uint8Array): Promise<Uint8Array> {
  try {
    const entry = entriesOf(archive).find(({ name }) => /\.kml$/i.test(name));
    if (!entry) throw new FileRefused("kmz_without_kml");
    return await unpacked(entry, archive);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused("kmz_broken"); // read past its end, or not deflated
  }
}

/** The table of contents at the end of an archive. */
function entriesOf(archive: Uint8Array): Entry[] {
  const view = viewOf(archive);
  let end = archive.length - END_BYTES;
  while (view.getUint32(end, true) !== END_SIGNATURE) end -= 1;
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw new FileRefused("kmz_too_big");
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < count; n += 1) {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE)
      throw new FileRefused("kmz_broken");
    const nameBytes = view.getUint16(at + 28, true);
    entries.push({
      name: String.fromCharCode(...archive.subarray(at + 46, at + 46 + nameBytes)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at +=
      46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const bytes = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (bytes > MOST_BYTES) throw new FileRefused("kmz_too_big");
  return entries;
}

async function unpacked(entry: Entry, archive: Uint8Array): Promise<Uint8Array> {
  const view = viewOf(archive);
  const { offset, packed, method } = entry;
  const nameBytes = view.getUint16(offset + 26, true);
  const start = offset + 30 + nameBytes + view.getUint16(offset + 28, true);
  const bytes = archive.slice(start, start + packed);
  if (method === STORED) return bytes;
  if (method !== DEFLATED) throw new FileRefused("kmz_broken");
  const stream = new Blob([bytes]).stream();
  return await collected(stream.pipeThrough(new DecompressionStream("deflate-raw")));
}

/** All that a stream gives; what an archive declares of its size is not believed. */
async function collected(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    length += value.length;
    chunks.push(new Uint8Array(value));
    if (length <= MOST_BYTES) continue;
    await reader.cancel();
    throw new FileRefused("kmz_too_big");
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
