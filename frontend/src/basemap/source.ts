import {
  type Header,
  PMTiles,
  type RangeResponse,
  type Source,
  TileType,
} from "pmtiles";

/** Map tiles, wherever they are kept, and what there is of them. */
export interface Archive {
  tiles: Pick<PMTiles, "getZxy">;
  header: Pick<
    Header,
    "minZoom" | "maxZoom" | "minLon" | "minLat" | "maxLon" | "maxLat"
  >;
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

/** Reads a trail's archive to its end, whole in memory. Rejects when the answer holds no vector tiles. */
export async function readArchive(answer: Response): Promise<Archive> {
  if (!answer.ok) throw new Error(`the map's archive: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  const tiles = new PMTiles(new BytesInMemory(answer.url, bytes));
  const header = await tiles.getHeader();
  if (header.tileType !== TileType.Mvt) throw new Error("no vector tiles");
  return { tiles, header };
}
