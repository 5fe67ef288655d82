/** The private notebook: what one visited, kept as text on the phone. Pure. */
import type { Point } from "../geo";

/** A stop as the walk knows it. `id` is permanent. */
export interface VisitedStop {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly point: Point | null;
}

/** Moments are milliseconds since 1970; null for what did not happen. */
export interface Visit extends VisitedStop {
  /** When one came there first. */
  readonly arrivedAt: number | null;
  /** When its story was heard first. */
  readonly heardAt: number | null;
  /** How its question was answered, if it was. */
  readonly isRight: boolean | null;
  /** What the walker wrote. */
  readonly note: string;
}

/** The visits of one trail, in the order in which they began. */
export interface Pages {
  readonly version: 1;
  readonly visits: readonly Visit[];
}

export const NO_PAGES: Pages = { version: 1, visits: [] };
/** A notebook keeps no more than that: a phone's storage is small. */
export const MOST_VISITS = 200;
export const MOST_NOTE = 2000;
const MOST_WORDS = 300;

export function withArrival(pages: Pages, stop: VisitedStop, at: number): Pages {
  return changed(pages, stop, (visit) => ({
    ...visit,
    arrivedAt: visit.arrivedAt ?? at,
  }));
}

export function withHearing(pages: Pages, stop: VisitedStop, at: number): Pages {
  return changed(pages, stop, (visit) => ({ ...visit, heardAt: visit.heardAt ?? at }));
}

/** The first answer counts. */
export function withAnswer(pages: Pages, stop: VisitedStop, isRight: boolean): Pages {
  return changed(pages, stop, (visit) => ({
    ...visit,
    isRight: visit.isRight ?? isRight,
  }));
}

/** What the walker wrote at a stop that was visited. */
export function withNote(pages: Pages, id: string, note: string): Pages {
  const visits = pages.visits.map((visit) =>
    visit.id === id ? { ...visit, note: note.slice(0, MOST_NOTE) } : visit,
  );
  return { ...pages, visits };
}

/** When a visit began, as far as it is known. */
export function beganAt({ arrivedAt, heardAt }: Visit): number | null {
  if (arrivedAt === null || heardAt === null) return arrivedAt ?? heardAt;
  return Math.min(arrivedAt, heardAt);
}

export function writePages(pages: Pages): string {
  return JSON.stringify(pages);
}

/** What was kept, whatever became of it: garbage is passed over, visit by visit. */
export function readPages(text: string | null): Pages {
  const told = parsed(text);
  if (!isObject(told) || told["version"] !== 1 || !Array.isArray(told["visits"])) {
    return NO_PAGES;
  }
  const once = new Map<string, Visit>();
  for (const each of told["visits"]) {
    const visit = readVisit(each);
    if (visit && !once.has(visit.id)) once.set(visit.id, visit);
  }
  return { version: 1, visits: [...once.values()].slice(0, MOST_VISITS) };
}

function changed(
  pages: Pages,
  stop: VisitedStop,
  change: (visit: Visit) => Visit,
): Pages {
  const known = pages.visits.find(({ id }) => id === stop.id);
  if (!known && pages.visits.length >= MOST_VISITS) return pages;
  const { id, code, title, point } = stop;
  const facts = { id, code, title, point };
  const fresh = { arrivedAt: null, heardAt: null, isRight: null, note: "" };
  const visit = change({ ...fresh, ...known, ...facts });
  const visits = known
    ? pages.visits.map((each) => (each === known ? visit : each))
    : [...pages.visits, visit];
  return { ...pages, visits };
}

function readVisit(told: unknown): Visit | null {
  if (!isObject(told) || !isText(told["id"]) || !isText(told["code"])) return null;
  const { id, code, title, note, isRight } = told;
  return {
    id,
    code,
    title: isText(title) ? title.slice(0, MOST_WORDS) : code,
    point: readPoint(told["point"]),
    arrivedAt: readMoment(told["arrivedAt"]),
    heardAt: readMoment(told["heardAt"]),
    isRight: typeof isRight === "boolean" ? isRight : null,
    note: isText(note) ? note.slice(0, MOST_NOTE) : "",
  };
}

function readPoint(told: unknown): Point | null {
  if (!isObject(told)) return null;
  const { latitude, longitude } = told;
  const isOne = isWithin(latitude, 90) && isWithin(longitude, 180);
  return isOne ? { latitude, longitude } : null;
}

/** The moments that a date can hold. */
const MOST_MS = 8.64e15;

function readMoment(told: unknown): number | null {
  return isWithin(told, MOST_MS) ? told : null;
}

function isWithin(told: unknown, limit: number): told is number {
  return typeof told === "number" && Math.abs(told) <= limit;
}

function isText(told: unknown): told is string {
  return typeof told === "string";
}

function isObject(told: unknown): told is Record<string, unknown> {
  return typeof told === "object" && told !== null;
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
