/** Packs in the browser's Cache Storage: each a cache of its own, gone by its exact name. */
import {
  DRAFT,
  FRESH,
  HASH,
  nameOf,
  PACKED,
  type PackName,
  RECORD,
  readName,
  SHELL,
  SHELL_LIST,
} from "./kept-names";
import { packed, unpacked } from "./packing";
import { isFresh, type KeptFile, type PackRecord, readRecord } from "./record";

const JSON_TYPE = { "Content-Type": "application/json" };

export class PackStore {
  constructor(private readonly shelf: CacheStorage = caches) {}

  /** Packs that are whole, in the order in which they came. */
  async kept(): Promise<PackRecord[]> {
    return this.all(RECORD);
  }

  /** Those whose download was interrupted. */
  async drafts(): Promise<PackRecord[]> {
    const drafts = await this.all(DRAFT);
    const done = new Set((await this.kept()).map(nameOf));
    return drafts.filter((draft) => !done.has(nameOf(draft)));
  }

  /** Of a trail in one language, by the address of its page; the newest one. */
  async keptAt(address: string): Promise<PackRecord | null> {
    return (
      (await this.kept()).filter((each) => each.address === address).at(-1) ?? null
    );
  }

  private async all(key: string): Promise<PackRecord[]> {
    const names = (await this.shelf.keys()).filter(readName);
    const records = await Promise.all(
      names.map(async (cacheName) => {
        const answer = await this.shelf.match(key, { cacheName });
        return answer ? readRecord(await answer.json()) : null;
      }),
    );
    return records.filter((record) => record !== null);
  }

  async read(pack: PackName, address: string): Promise<Response | undefined> {
    const cacheName = nameOf(pack);
    const kept = await this.shelf.match(address, { cacheName, ignoreVary: true });
    return kept && unpacked(kept);
  }

  /** How many bytes a file takes; null where it is not there. */
  async bytesOf(pack: PackName, address: string): Promise<number | null> {
    const cacheName = nameOf(pack);
    const kept = await this.shelf.match(address, { cacheName, ignoreVary: true });
    return kept ? Number(kept.headers.get("Content-Length")) : null;
  }

  /** Addresses that the shell of a release holds; null where there is no such shell. */
  async shellOf(release: string): Promise<string[] | null> {
    const answer = await this.shelf.match(SHELL_LIST, { cacheName: SHELL + release });
    return answer ? answer.json() : null;
  }

  async readShell(release: string, address: string): Promise<Response | undefined> {
    return this.shelf.match(address, { cacheName: SHELL + release, ignoreVary: true });
  }

  /**
   * Keeps a file with its hash; a page with the release that it is of as well. Gives the
   * bytes that it takes.
   */
  async put(
    pack: PackName,
    file: KeptFile,
    body: Body,
    release: string,
  ): Promise<number> {
    const { type, sha256 } = body;
    const isText = file.sha256 === null;
    const blob = isText ? await packed(body.blob) : body.blob;
    const cache = await this.shelf.open(nameOf(pack));
    const headers = {
      "Content-Type": type,
      "Content-Length": `${blob.size}`,
      [HASH]: sha256,
      ...(isFresh(file) ? { [FRESH]: release } : {}),
      ...(blob === body.blob ? {} : { [PACKED]: "gzip" }),
    };
    await cache.put(file.address, new Response(blob, { headers }));
    return blob.size;
  }

  /** Copies what another version has already. */
  async copy(pack: PackName, file: KeptFile, found: Response): Promise<void> {
    const cache = await this.shelf.open(nameOf(pack));
    await cache.put(file.address, found);
  }

  /** Begins a pack, or goes on with one: it does not count yet. */
  async begin(record: PackRecord): Promise<void> {
    await this.write(record, DRAFT);
  }

  /** From now on the pack counts. */
  async commit(record: PackRecord): Promise<void> {
    await this.write(record, RECORD);
    const cache = await this.shelf.open(nameOf(record));
    await cache.delete(DRAFT);
  }

  private async write(record: PackRecord, key: string): Promise<void> {
    const cache = await this.shelf.open(nameOf(record));
    await cache.put(key, new Response(JSON.stringify(record), { headers: JSON_TYPE }));
  }

  async forget(pack: PackName): Promise<void> {
    await this.shelf.delete(nameOf(pack));
  }

  /** Other versions of a trail in its language, and its drafts. */
  async forgetOthers(pack: PackName): Promise<void> {
    const own = nameOf(pack);
    for (const name of await this.shelf.keys()) {
      const other = readName(name);
      const isSame = other?.tour === pack.tour && other.language === pack.language;
      if (isSame && name !== own) await this.shelf.delete(name);
    }
  }
}

/** What a file holds. */
export interface Body {
  readonly blob: Blob;
  readonly type: string;
  readonly sha256: string;
}

/** SHA-256 in hexadecimal digits. */
export async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
