/**
 * Serves kept walks and the site's own scripts where there is no network.
 *
 * The server writes `SHELL` before this text. Packs are made and deleted by pages alone;
 * nothing of the admin is touched. What carries the hash of its content in its address
 * is answered from what is kept; pages and notices come from the network, within three
 * seconds, else from the pack; pages else as the list of kept walks.
 */
import { byteRange } from "./pack/byte-range";
import { KEPT_AT, trailOfList } from "./pack/kept-list";
import {
  FRESH,
  PAST_WORKER,
  RECORD,
  readName,
  SHELL_LIST,
  SHELL as SHELL_NAME,
} from "./pack/kept-names";
import { unpacked } from "./pack/packing";
import type { PackRecord } from "./pack/record";

interface Shell {
  readonly release: string;
  /** Static files, each with the hash of its content in its address. */
  readonly files: readonly string[];
  /** By language, the page of kept walks; and what the walk says. */
  readonly pages: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

interface LongEvent extends Event {
  waitUntil(until: Promise<unknown>): void;
}

interface FetchEvent extends LongEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface AskedEvent extends LongEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", act: (event: LongEvent) => void): void;
  addEventListener(name: "fetch", act: (event: FetchEvent) => void): void;
  addEventListener(name: "message", act: (event: AskedEvent) => void): void;
}

declare const SHELL: Shell;
const worker = self as unknown as WorkerScope;
const PATIENCE_MS = 3000;
const OURS = SHELL_NAME + SHELL.release;
const LEFT_ALONE = /^\/(admin|documents|service-worker\.js)(\/|$)/;

worker.addEventListener("install", (event) => event.waitUntil(keepShell()));
worker.addEventListener("activate", (event) =>
  event.waitUntil(dropShells().then(() => worker.clients.claim())),
);
worker.addEventListener("message", (event) => {
  if (event.data === "take over") void worker.skipWaiting();
  if (event.data === "keep shell") event.waitUntil(keepShellFor(event.ports[0]));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (LEFT_ALONE.test(pathname) || request.headers.has(PAST_WORKER)) return;
  if (request.referrer && LEFT_ALONE.test(new URL(request.referrer).pathname)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

/** All files, or none: what is not whole is not installed. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(OURS);
  const keep = async (address: string, isHashed: boolean): Promise<void> => {
    const known = isHashed && (await caches.match(address));
    const answer =
      known || (await fetch(address, { cache: isHashed ? "default" : "reload" }));
    if (!answer.ok || answer.redirected)
      throw new Error(`${address}: ${answer.status}`);
    await cache.put(address, answer);
  };
  const hashed = [...SHELL.files, ...SHELL.words];
  const pages = Object.values(SHELL.pages);
  await Promise.all([
    ...hashed.map((address) => keep(address, true)),
    ...pages.map((address) => keep(address, false)),
  ]);
  await cache.put(SHELL_LIST, new Response(JSON.stringify([...hashed, ...pages])));
}

/** Again, where some of it was cleared away; the page that asks is told the end. */
async function keepShellFor(asking: MessagePort | undefined): Promise<void> {
  const isKept = await keepShell().then(
    () => true,
    () => false,
  );
  asking?.postMessage(isKept);
}

/** Shells go when no kept page is of their release; the one before ours stays. */
async function dropShells(): Promise<void> {
  const names = await caches.keys();
  const records = await Promise.all(names.map(recordOf));
  const needed = new Set(records.map((record) => SHELL_NAME + record?.release));
  const old = names.filter((name) => name.startsWith(SHELL_NAME) && name !== OURS);
  for (const name of old.slice(0, -1)) if (!needed.has(name)) await caches.delete(name);
}

const records = new Map<string, PackRecord>();

/** A pack's record; null while it is not whole. */
async function recordOf(name: string): Promise<PackRecord | null> {
  if (!readName(name)) return null;
  const kept = records.get(name);
  if (kept) return kept;
  const answer = await caches.match(RECORD, { cacheName: name });
  const record: PackRecord | null = (await answer?.json()) ?? null;
  if (record) records.set(name, record);
  return record;
}

/** What is kept of an address: as the record of a pack has it, or the shell. */
async function find(address: string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    const record = await recordOf(name);
    if (!record && !name.startsWith(SHELL_NAME)) continue;
    const kept = record?.instead[address] ?? address;
    const found = await caches.match(kept, { cacheName: name, ignoreVary: true });
    if (found) return unpacked(found);
  }
  return undefined;
}

/** Where a stop's address leads, in the reader's language if it is kept. */
async function placeOf(short: string): Promise<string | undefined> {
  const found = (await Promise.all((await caches.keys()).map(recordOf))).filter(
    (record) => record?.short[short],
  );
  const read = found.find((each) =>
    navigator.language.startsWith(each?.language ?? "-"),
  );
  return (read ?? found[0])?.short[short];
}

async function page(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  try {
    return await newest(request, findPage(pathname));
  } catch {
    return (await listOfWalks(pathname)) ?? Response.error();
  }
}

/** A kept page, or the way to where the stop of an address is told. */
async function findPage(address: string): Promise<Response | undefined> {
  const kept = await find(address);
  if (kept) return kept;
  const place = await placeOf(address);
  return place ? Response.redirect(place) : undefined;
}

/**
 * The network's answer. What is kept takes its place where that does not begin to come
 * soon, or where the server is unwell. Rejects where there is neither.
 */
async function newest(
  request: Request,
  finding: Promise<Response | undefined>,
): Promise<Response> {
  const patience = new AbortController();
  const coming = fetch(request, { signal: patience.signal });
  coming.catch(() => undefined); // heard below, once it is known what is kept
  const kept = await finding;
  const timer = kept && setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await coming;
    return kept && answer.status >= 500 ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function listOfWalks(pathname: string): Promise<Response | undefined> {
  const { pages } = SHELL;
  const spoken = [pathname.split("/")[1], navigator.language.slice(0, 2)];
  const language = spoken.find((each) => each && pages[each]) ?? Object.keys(pages)[0];
  return caches.match(pages[language ?? ""] ?? "", { cacheName: OURS });
}

async function file(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const trail = trailOfList(pathname);
  if (trail) return notices(request, trail);
  const kept = await find(pathname + search);
  if (!kept) return fetch(request);
  if (kept.headers.has(FRESH)) return newest(request, Promise.resolve(kept));
  const range = request.headers.get("Range");
  return range ? part(kept, range) : kept;
}

/** The newest list of a trail's notices, kept in its packs; else what they hold. */
async function notices(request: Request, trail: string): Promise<Response> {
  const answer = await newest(request, find(`${trail}notices.json`));
  if (!answer.ok || answer.headers.has(KEPT_AT)) return answer;
  const body = await answer.clone().blob();
  const headers = { "Content-Type": body.type, [KEPT_AT]: `${Date.now()}` };
  for (const name of await caches.keys())
    if ((await recordOf(name))?.address === trail)
      await (await caches.open(name)).put(
        `${trail}notices.json`,
        new Response(body, { headers }),
      );
  return answer;
}

/** Some bytes of what is kept, as a server would send them. */
async function part(whole: Response, header: string): Promise<Response> {
  const blob = await whole.blob();
  const range = byteRange(header, blob.size);
  const headers = new Headers(whole.headers);
  headers.set("Accept-Ranges", "bytes");
  if (range === "whole") return new Response(blob, { headers });
  if (range === "beyond") {
    headers.set("Content-Range", `bytes */${blob.size}`);
    headers.delete("Content-Length");
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range;
  headers.set("Content-Range", `bytes ${first}-${last}/${blob.size}`);
  headers.set("Content-Length", `${last - first + 1}`);
  return new Response(blob.slice(first, last + 1), { status: 206, headers });
}
