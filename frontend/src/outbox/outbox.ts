/**
 * What a city may count one day: that a walk was begun and a story heard, on which day.
 * Pure. It waits on the phone, names nobody, and holds no place and no time of day. A
 * sender is not written yet: whoever writes it takes what waits with `take`.
 */
export interface Visit {
  readonly what: "walk" | "story";
  /** Permanent identifiers of the trail, and of the stop whose story it was. */
  readonly tour: string;
  readonly stop: string | null;
  /** As the walker's calendar has it: 2026-11-28. */
  readonly day: string;
}

/** Where what waits is kept, as a text. */
export interface Shelf {
  read(): string | null;
  write(text: string): void;
}

/** The oldest go: a phone that never meets a sender fills no room. */
export const MOST_WAITING = 200;

export class Outbox {
  constructor(private readonly shelf: Shelf) {}

  /** Each is counted once a day, however often it is heard. */
  put(visit: Visit): void {
    const waiting = this.waiting;
    if (waiting.some((each) => isSame(each, visit))) return;
    this.shelf.write(JSON.stringify([...waiting, visit].slice(-MOST_WAITING)));
  }

  /** What waits, the oldest first; nothing where it cannot be read. */
  get waiting(): Visit[] {
    try {
      const found: unknown = JSON.parse(this.shelf.read() ?? "[]");
      return Array.isArray(found) ? found.filter(isVisit) : [];
    } catch {
      return [];
    }
  }

  /** Gives what waits to a sender; it stays where the sender rejects. */
  async take(send: (visits: readonly Visit[]) => Promise<void>): Promise<void> {
    const sent = this.waiting;
    if (!sent.length) return;
    await send(sent);
    const left = this.waiting.filter((each) => !sent.some((one) => isSame(one, each)));
    this.shelf.write(JSON.stringify(left));
  }
}

const isSame = (a: Visit, b: Visit): boolean =>
  a.what === b.what && a.tour === b.tour && a.stop === b.stop && a.day === b.day;

function isVisit(value: unknown): value is Visit {
  const { what, tour, stop, day } = (value ?? {}) as Partial<Record<string, unknown>>;
  return (
    (what === "walk" || what === "story") &&
    typeof tour === "string" &&
    (stop === null || typeof stop === "string") &&
    typeof day === "string"
  );
}
