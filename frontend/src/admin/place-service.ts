/** Asks the site what a stop put on the map may be, and has it make new places. */
import type { Point } from "../geo";
import type { KnownPlace } from "./known-places";

const HERE_M = 15;

/** A place, with the address where it can be changed by who may. */
export interface LinkedPlace extends KnownPlace {
  readonly editUrl: string | null;
}

export interface NearPlace extends LinkedPlace {
  readonly metres: number;
}

/** What there is around a point. */
export interface Surroundings {
  /** Nearest first. */
  readonly places: readonly NearPlace[];
  /** What the city's map calls the point. */
  readonly name: string | null;
  readonly mayAdd: boolean;
}

/** A new place, or what is wrong with it: a sentence for the editor. */
export type Made = { readonly place: LinkedPlace } | { readonly fault: string };

export interface PlaceService {
  /** Null when the site does not answer. */
  around(point: Point, signal: AbortSignal): Promise<Surroundings | null>;
  make(name: string, point: Point, signal: AbortSignal): Promise<Made>;
}

export interface PlaceAddresses {
  readonly near: string;
  readonly places: string;
}

/**
 * `language` is the trail's; `token` is Django's, against forgery; `silence` is said
 * when the site makes no place and does not say why.
 */
export function placeService(
  addresses: PlaceAddresses,
  language: string,
  token: string,
  silence: string,
): PlaceService {
  const words = ({ latitude, longitude }: Point) => ({
    latitude: latitude.toFixed(6),
    longitude: longitude.toFixed(6),
    language,
  });
  return {
    async around(point, signal) {
      const query = new URLSearchParams(words(point));
      const reply = await send(`${addresses.near}?${query}`, { signal });
      if (!reply?.places) return null;
      return {
        places: reply.places.map((each) => ({ ...linked(each), metres: each.metres })),
        name: reply.name ?? null,
        mayAdd: reply.may_add ?? false,
      };
    },
    async make(name, point, signal) {
      const body = new URLSearchParams({ name, ...words(point) });
      const headers = { "X-CSRFToken": token };
      const asked = { method: "POST", body, headers, signal };
      const reply = await send(addresses.places, asked);
      if (reply?.id) return { place: linked({ ...reply, name: reply.name ?? name }) };
      return {
        fault:
          Object.values(reply?.errors ?? {})
            .flat()
            .join(" ") || silence,
      };
    },
  };
}

/** The place that the point is at, rather than near; null when none is. */
export function placeHere(around: Surroundings): NearPlace | null {
  const [nearest] = around.places;
  return nearest && nearest.metres <= HERE_M ? nearest : null;
}

interface PlaceReply extends Point {
  readonly id: number;
  readonly name: string;
  readonly edit_url: string | null;
}

/** All that either address may answer. */
interface Reply extends Omit<PlaceReply, "name"> {
  readonly name?: string | null;
  readonly places?: readonly (PlaceReply & { readonly metres: number })[];
  readonly may_add?: boolean;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

function linked({ id, name, latitude, longitude, edit_url }: PlaceReply): LinkedPlace {
  return { id, name, latitude, longitude, editUrl: edit_url };
}

async function send(
  address: string,
  asked: RequestInit & { headers?: Record<string, string> },
): Promise<Reply | null> {
  try {
    const headers = { Accept: "application/json", ...asked.headers };
    const answer = await fetch(address, { ...asked, headers });
    return (await answer.json()) as Reply;
  } catch {
    return null; // offline, overtaken, or signed out meanwhile
  }
}
