import {
  type Header,
  PMTiles,
  type RangeResponse,
  type Source,
  TileType,
} from "pmtiles";

/** A trail's archive of map tiles, whole in memory, and what its header tells. */
export interface Archive {
  tiles: PMTiles;
  header: Header;
}

/**
 * The bytes of a PMTiles archive that has come whole: some hundred kilobytes. One plain
 * request, which every server and cache understands, rather than many for ranges.
 */
class BytesInMemory implements Source {
  readonly #url: string;
  readonly #bytes: ArrayBuffer;

  constructor(url: string, bytes: ArrayBuffer) {
    this.#url = url;
    this.#bytes = bytes;
  }

  getKey(): string {
    return this.#url;
  }

  getBytes(offset: number, length: number): Promise<RangeResponse> {
    return Promise.resolve({ data: this.#bytes.slice(offset, offset + length) });
  }
}

/** Fetches an archive. Rejects when it does not come or holds no vector tiles. */
export async function fetchArchive(url: string): Promise<Archive> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the map's archive: ${response.status}`);
  return openArchive(url, await response.arrayBuffer());
}

/** Opens the bytes of an archive. Rejects when they hold no vector tiles. */
export async function openArchive(url: string, bytes: ArrayBuffer): Promise<Archive> {
  const tiles = new PMTiles(new BytesInMemory(url, bytes));
  const header = await tiles.getHeader();
  if (header.tileType !== TileType.Mvt) throw new Error("no vector tiles");
  return { tiles, header };
}
