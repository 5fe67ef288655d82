/**
 * Takes the place of the service worker where the site's operator switched it off:
 * pages come from the network alone again. Packs stay, to be deleted by their owner.
 */
import { SHELL } from "./pack/kept-names";

interface LongEvent extends Event {
  waitUntil(until: Promise<unknown>): void;
}

interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", act: (event: LongEvent) => void): void;
}

const worker = self as unknown as WorkerScope;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(SHELL)) await caches.delete(name);
  await worker.registration.unregister();
}
