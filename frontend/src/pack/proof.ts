/**
 * Whether a kept walk opens without network: every file is read again, and every stop
 * is put together from what is kept.
 */
import { HASH } from "./kept-names";
import type { KeptFile, KeptStop, PackRecord } from "./record";
import { type PackStore, sha256 } from "./store";

export interface Proof {
  readonly stops: number;
  readonly sounds: number;
  readonly allStops: number;
  readonly allSounds: number;
  /** Null where the trail has none. */
  readonly hasMap: boolean | null;
  readonly missing: readonly KeptFile[];
  /** Of the site's own scripts and styles; null where those of that release are gone. */
  readonly missingShell: readonly string[] | null;
}

export const isWhole = (proof: Proof): boolean =>
  proof.missing.length === 0 &&
  proof.stops === proof.allStops &&
  proof.missingShell?.length === 0;

export async function prove(store: PackStore, record: PackRecord): Promise<Proof> {
  const missing: KeptFile[] = [];
  for (const file of record.files)
    if (!(await isSound(store, record, file))) missing.push(file);
  const gone = new Set(missing.map(({ address }) => address));
  const pages = new Map<string, Document>();
  for (const { address, kind } of record.files)
    if (kind === "page") pages.set(address, await pageAt(store, record, address));
  const shown = record.stops.map((stop) => opens(stop, pages, gone));
  const sounds = record.files.filter(({ kind }) => kind === "sound");
  const maps = record.files.filter(({ kind }) => kind === "map");
  const isThere = ({ address }: KeptFile): boolean => !gone.has(address);
  return {
    stops: shown.filter(Boolean).length,
    allStops: record.stops.length,
    sounds: sounds.filter(isThere).length,
    allSounds: sounds.length,
    hasMap: maps.length ? maps.every(isThere) : null,
    missing,
    missingShell: await missingShell(store, record),
  };
}

/** Its bytes are there, all of them, and those that were published. */
async function isSound(
  store: PackStore,
  record: PackRecord,
  file: KeptFile,
): Promise<boolean> {
  const kept = await store.read(record, file.address);
  if (!kept) return false;
  const blob = await kept.blob().catch(() => null); // its packing may be damaged
  if (!blob) return false;
  if (file.sha256 && blob.size !== file.bytes) return false;
  return (await sha256(blob)) === (file.sha256 ?? kept.headers.get(HASH));
}

async function pageAt(
  store: PackStore,
  record: PackRecord,
  address: string,
): Promise<Document> {
  const kept = await store.read(record, address);
  const text = await kept?.text().catch(() => "");
  return new DOMParser().parseFromString(text ?? "", "text/html");
}

/** A page tells the stop where it should, and what is heard there is kept. */
function opens(
  { page, title, sounds }: KeptStop,
  pages: ReadonlyMap<string, Document>,
  gone: ReadonlySet<string>,
): boolean {
  const [address = "", place = ""] = page.split("#");
  if (gone.has(address) || sounds.some((sound) => gone.has(sound))) return false;
  const found = pages.get(address);
  const told = place ? found?.getElementById(place) : found?.querySelector("h1");
  return flat(told?.textContent ?? "").includes(flat(title));
}

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What the pages of a pack need of their release, and is not there. */
async function missingShell(
  store: PackStore,
  { release }: PackRecord,
): Promise<string[] | null> {
  const listed = await store.shellOf(release);
  if (!listed) return null;
  const found = await Promise.all(
    listed.map((address) => store.readShell(release, address)),
  );
  return listed.filter((_, i) => !found[i]);
}
