/** Loads Leaflet from the site's own files, once, when it is first wanted. */
import type * as Leaflet from "leaflet";

declare global {
  interface Window {
    L?: typeof Leaflet;
  }
}

let loading: Promise<typeof Leaflet> | null = null;

/** Leaflet itself, its style sheet in place. Rejects when a file does not come. */
export function loadLeaflet(script: string, style: string): Promise<typeof Leaflet> {
  loading ??= Promise.all([addStyle(style), addScript(script)])
    .then(() => {
      if (!window.L) throw new Error("Leaflet did not start");
      return window.L;
    })
    .catch((error: unknown) => {
      loading = null; // a later touch tries again
      throw error;
    });
  return loading;
}

function addStyle(address: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return arrival(link);
}

function addScript(address: string): Promise<void> {
  const script = document.createElement("script");
  script.src = address;
  return arrival(script);
}

function arrival(element: HTMLLinkElement | HTMLScriptElement): Promise<void> {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", () => resolve());
    element.addEventListener("error", () => {
      element.remove();
      reject(new Error("a file of the map did not load"));
    });
    document.head.append(element);
  });
}
