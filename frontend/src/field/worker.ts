/**
 * Opens the field notebook where there is no network, and does nothing else.
 *
 * The server writes `FIELD` before this text. It keeps the notebook's page, which is the
 * same for everybody who may have it, and the files that it names. What the page asks
 * for or sends goes past it, and its scope ends at the notebook: neither public pages
 * nor the rest of the admin ever see it.
 */
interface Kept {
  readonly release: string;
  readonly page: string;
  readonly files: readonly string[];
}

interface LongEvent extends Event {
  waitUntil(until: Promise<unknown>): void;
}

interface FetchEvent extends LongEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", act: (event: LongEvent) => void): void;
  addEventListener(name: "fetch", act: (event: FetchEvent) => void): void;
}

declare const FIELD: Kept;
const worker = self as unknown as WorkerScope;
const PREFIX = "field-notebook:";
const OURS = PREFIX + FIELD.release;

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) =>
  event.waitUntil(dropOthers().then(() => worker.clients.claim())),
);
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const isPage = pathname === FIELD.page && request.mode === "navigate";
  if (isPage || FIELD.files.includes(pathname))
    event.respondWith(kept(isPage ? FIELD.page : pathname, request));
});

/** All of it, or nothing: what is not whole is not installed. */
async function keep(): Promise<void> {
  const cache = await caches.open(OURS);
  await Promise.all(
    [FIELD.page, ...FIELD.files].map(async (address) => {
      const answer = await fetch(address, { cache: "reload" });
      if (!answer.ok || answer.redirected) throw new Error(address);
      await cache.put(address, answer);
    }),
  );
  await worker.skipWaiting();
}

async function dropOthers(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== OURS) await caches.delete(name);
}

async function kept(address: string, request: Request): Promise<Response> {
  const found = await caches.match(address, { cacheName: OURS, ignoreVary: true });
  return found ?? fetch(request);
}
