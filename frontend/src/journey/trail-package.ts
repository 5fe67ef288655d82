/** What the walk reads of a trail's package: its zones, its track, what helps to find. Pure. */
import type { Point } from "../geo";
import type { Quiz } from "../question/question";
import type { WalkTrail } from "../walk/walk-trail";

/** A picture with its words, as small as a hand needs it. */
export interface SmallPicture {
  readonly address: string;
  readonly alternative: string;
}

export interface PackageStop extends Point {
  /** Permanent, the same in all languages. */
  readonly id: string;
  /** As addresses and pages name it. */
  readonly code: string;
  readonly title: string;
  readonly lookFor: string;
  readonly lookForPicture: SmallPicture | null;
  /** As the package has it; null without a question. */
  readonly quiz: Quiz | null;
}

export interface TrailPackage {
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly city: string;
  readonly url: string;
  readonly trail: WalkTrail;
  readonly stops: readonly PackageStop[];
  /** Where each of its files is fetched. */
  addressOf(file: string): string;
}

interface Written {
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly city?: string;
  readonly url?: string;
  readonly mode?: string;
  readonly track: { readonly legs: readonly { readonly line: readonly Pair[] }[] };
  readonly stops: readonly WrittenStop[];
  readonly files?: readonly WrittenFile[];
}

type Pair = readonly [longitude: number, latitude: number];

interface WrittenStop {
  readonly id: string;
  readonly title: string;
  readonly location: Point;
  readonly trigger: { readonly radius_m: number; readonly bearing?: number };
  readonly short_url: string;
  readonly look_for?: {
    readonly sentence: string;
    readonly picture: WrittenPicture | null;
  };
  readonly quiz?: Quiz;
}

interface WrittenPicture {
  /** Names of files, by their width in pixels. */
  readonly files: Readonly<Record<string, string>>;
  readonly alt: string;
  /** When the right to show it ends (RFC 3339). */
  readonly until?: string;
}

interface WrittenFile {
  readonly name: string;
  readonly url: string;
}

/**
 * The package as the walk needs it, without pictures whose rights have ended by `now`.
 * Throws where it is not one.
 */
export function readPackage(written: unknown, now = Date.now()): TrailPackage {
  const found = written as Written;
  // On whatever host the page is open, its own files come from there.
  const home = found.url ? new URL(found.url).origin : "";
  const local = (url: string): string =>
    home && url.startsWith(`${home}/`) ? url.slice(home.length) : url;
  const addresses = new Map(found.files?.map(({ name, url }) => [name, local(url)]));
  const addressOf = (file: string): string => addresses.get(file) ?? "";
  const stops = found.stops.map((stop) => readStop(stop, addressOf, now));
  const line = found.track.legs.flatMap((leg) =>
    leg.line.map(([longitude, latitude]) => ({ latitude, longitude })),
  );
  const zones = found.stops.map(({ id, location, trigger }) => ({
    ...location,
    id,
    radiusM: trigger.radius_m,
    bearing: trigger.bearing,
  }));
  const { id, language, title, city = "", url = "", mode } = found;
  const trail = { zones, line, isGuided: mode !== "free" };
  return { id, language, title, city, url, trail, stops, addressOf };
}

type AddressOf = TrailPackage["addressOf"];

function readStop(stop: WrittenStop, addressOf: AddressOf, now: number): PackageStop {
  const shown = held(stop.look_for?.picture, now);
  const { quiz } = stop;
  return {
    ...stop.location,
    id: stop.id,
    code: stop.short_url.split("/").pop() ?? "",
    title: stop.title,
    lookFor: stop.look_for?.sentence ?? "",
    lookForPicture: smallest(shown, addressOf),
    quiz:
      quiz?.kind === "detail"
        ? { ...quiz, picture: held(quiz.picture, now) }
        : (quiz ?? null),
  };
}

/** The picture, while one may show it. */
function held<Shown extends { readonly until?: string }>(
  picture: Shown | null | undefined,
  now: number,
): Shown | null {
  return picture && !(Date.parse(picture.until ?? "") <= now) ? picture : null;
}

function smallest(
  picture: WrittenPicture | null,
  addressOf: AddressOf,
): SmallPicture | null {
  const widths = Object.keys(picture?.files ?? {}).sort(
    (a, b) => Number(a) - Number(b),
  );
  const file = picture?.files[widths[0] ?? ""];
  return file && picture
    ? { address: addressOf(file), alternative: picture.alt }
    : null;
}
