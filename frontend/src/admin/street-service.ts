/** Asks the site which streets lie around stops, and remembers what it answered. */
import type { Point } from "../geo";
import { readPosition } from "./line";
import { postJson } from "./post-json";
import type { Street } from "./zones";

const MOST_STOPS = 60; // as tours/legs.py allows in one request
const DECIMALS = 4; // within 8 m: streets are sent 20 m beyond the widest zone

/** Streets by place, as far as the site has told them. */
export interface StreetService {
  /** What is known of the streets around a point; null before they were told. */
  known(point: Point): readonly Street[] | null;
  /** Asks for those around the points not known yet; true when anything was learnt. */
  ask(points: readonly Point[], signal: AbortSignal): Promise<boolean>;
}

/** `token` is Django's, against forgery. */
export function streetService(address: string, token: string): StreetService {
  const told = new Map<string, readonly Street[]>();
  return {
    known: (point) => told.get(keyOf(point)) ?? null,
    ask: async (points, signal) => {
      const wanted = new Map(points.map((point) => [keyOf(point), point]));
      for (const key of told.keys()) wanted.delete(key);
      const all = [...wanted];
      let isNews = false;
      for (let first = 0; first < all.length; first += MOST_STOPS) {
        const some = all.slice(first, first + MOST_STOPS);
        const stops = some.map(([, { latitude, longitude }]) => [longitude, latitude]);
        const streets = await send(address, token, JSON.stringify({ stops }), signal);
        if (streets?.length !== some.length) break;
        some.forEach(([key], i) => {
          told.set(key, readStreets(streets[i]));
        });
        isNews = true;
      }
      return isNews;
    },
  };
}

function keyOf({ latitude, longitude }: Point): string {
  return `${latitude.toFixed(DECIMALS)} ${longitude.toFixed(DECIMALS)}`;
}

function readStreets(value: unknown): Street[] {
  const lines = Array.isArray(value) ? value : [];
  return lines
    .map((line: unknown) => (Array.isArray(line) ? line.map(readPosition) : []))
    .map((line) => line.filter((point) => point !== null))
    .filter((line) => line.length > 1);
}

/** The streets of each stop; null when the site does not answer or refuses. */
async function send(
  address: string,
  token: string,
  body: string,
  signal: AbortSignal,
): Promise<readonly unknown[] | null> {
  const answer = await postJson(address, token, body, signal);
  const { streets } = (answer ?? {}) as { readonly streets?: unknown };
  return Array.isArray(streets) ? streets : null;
}
