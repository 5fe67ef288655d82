/** Asks the site for the points of its places, and remembers the answers. */
import type { Point } from "../geo";
import type { Box } from "./line";

export interface KnownPlace extends Point {
  readonly id: number;
  readonly name: string;
}

export class KnownPlaces {
  private readonly byId = new Map<string, Promise<KnownPlace | null>>();
  private batch: { ids: string[]; answer: Promise<KnownPlace[]> } | null = null;

  constructor(private readonly address: string) {}

  /** The place of that number; null when there is none or the site does not answer. */
  find(id: string): Promise<KnownPlace | null> {
    const known = this.byId.get(id);
    if (known) return known;
    const asked = this.askTogether(id).then(
      (places) => places.find((place) => String(place.id) === id) ?? null,
    );
    this.byId.set(id, asked);
    return asked;
  }

  /** Places inside a box, as many as a map can show; none when the site is silent. */
  async inside(box: Box, signal: AbortSignal): Promise<KnownPlace[]> {
    const { south, west, north, east } = box;
    const asked = { south, west, north, east };
    const words = Object.entries(asked).map(([name, degrees]) => [
      name,
      degrees.toFixed(6),
    ]);
    return (await this.ask(Object.fromEntries(words), signal)) ?? [];
  }

  /** One request for all the places wanted at the same moment. */
  private askTogether(id: string): Promise<KnownPlace[]> {
    if (!this.batch) {
      const ids: string[] = [];
      const answer = Promise.resolve().then(async () => {
        this.batch = null;
        return (await this.ask({ ids: ids.join(",") })) ?? [];
      });
      this.batch = { ids, answer };
    }
    this.batch.ids.push(id);
    return this.batch.answer;
  }

  private async ask(
    query: Record<string, string>,
    signal: AbortSignal | null = null,
  ): Promise<KnownPlace[] | null> {
    try {
      const answer = await fetch(`${this.address}?${new URLSearchParams(query)}`, {
        headers: { Accept: "application/json" },
        signal,
      });
      if (!answer.ok) return null;
      return ((await answer.json()) as { places: KnownPlace[] }).places;
    } catch {
      return null; // offline or overtaken: a map without landmarks still works
    }
  }
}

const libraries = new Map<string, KnownPlaces>();

/** One memory for all the maps of a form. */
export function knownPlaces(address: string): KnownPlaces {
  const library = libraries.get(address) ?? new KnownPlaces(address);
  libraries.set(address, library);
  return library;
}
