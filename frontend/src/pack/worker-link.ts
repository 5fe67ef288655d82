/** The service worker, as pages see it. */

/** Where it comes from; null where the site's operator, or the browser, has none. */
export function workerAddress(): string | null {
  const address = document.documentElement.dataset["worker"];
  const isPossible = "serviceWorker" in navigator && "caches" in window;
  return address && isPossible && crypto.subtle ? address : null;
}

/** The release that this page is of. */
export const pageRelease = (): string =>
  document.documentElement.dataset["release"] ?? "";

/**
 * Resolves once the worker is there with all the files of the site's release; it may
 * still wait for pages of the last one to be closed. Rejects where it does not come.
 */
export async function bringWorker(address: string): Promise<void> {
  if (!address) throw new Error("this site has no service worker");
  const registration = await navigator.serviceWorker.register(address, {
    updateViaCache: "none",
  });
  if (registration.active) await registration.update();
  const coming = registration.installing;
  if (coming) await until(coming, registration.active ? "installed" : "activated");
}

/** Has the newest worker fetch what of its shell is gone. Rejects where it cannot. */
export async function mendShell(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const worker = registration?.waiting ?? registration?.active;
  const { port1, port2 } = new MessageChannel();
  const told = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
  });
  worker?.postMessage("keep shell", [port2]);
  if (!worker || !(await told)) throw new Error("the shell is not whole");
}

const STATES = ["installing", "installed", "activating", "activated"];

async function until(worker: ServiceWorker, wanted: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (STATES.indexOf(worker.state) >= STATES.indexOf(wanted)) resolve();
      else if (worker.state === "redundant") reject(new Error("it did not install"));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Shows a key once a newer release is here; pressed, it takes over and the page reloads. */
export function offerNewRelease(offer: HTMLElement | null): void {
  const { serviceWorker } = navigator;
  if (!offer || !serviceWorker) return;
  void serviceWorker.getRegistration().then((registration) => {
    const look = (): void => {
      const waiting = registration?.waiting;
      if (!waiting || !serviceWorker.controller) return;
      offer.hidden = false;
      offer.querySelector("button")?.addEventListener("click", () => {
        serviceWorker.addEventListener("controllerchange", () => location.reload());
        waiting.postMessage("take over");
      });
    };
    look();
    registration?.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", look);
    });
  });
}
