/** What the walk reads of a trail's package: its zones, its track, what helps to find. Pure. */
import type { Point } from "../geo";
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
  readonly quiz: unknown;
}

export interface TrailPackage {
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly city: string;
  readonly trail: WalkTrail;
  readonly stops: readonly PackageStop[];
}

interface Written {
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly city?: string;
  readonly mode?: string;
  readonly track: { readonly legs: readonly { readonly line: readonly Pair[] }[] };
  readonly stops: readonly WrittenStop[];
}

type Pair = readonly [longitude: number, latitude: number];

interface WrittenStop {
  readonly id: string;
  readonly title: string;
  readonly location: Point;
  readonly trigger: { readonly radius_m: number };
  readonly short_url: string;
  readonly look_for?: {
    readonly text?: string;
    readonly picture?: WrittenPicture | null;
  } | null;
  readonly quiz?: unknown;
}

interface WrittenPicture {
  readonly alt?: string;
  readonly sizes?: readonly { readonly url: string; readonly width: number }[];
}

/** The package as the walk needs it. Throws where it is not one. */
export function readPackage(written: unknown): TrailPackage {
  const found = written as Written;
  const stops = found.stops.map(readStop);
  const line = found.track.legs.flatMap((leg) =>
    leg.line.map(([longitude, latitude]) => ({ latitude, longitude })),
  );
  const zones = found.stops.map(({ id, location, trigger }) => ({
    ...location,
    id,
    radiusM: trigger.radius_m,
  }));
  const { id, language, title, city = "", mode } = found;
  const trail = { zones, line, isGuided: mode !== "free" };
  return { id, language, title, city, trail, stops };
}

function readStop(stop: WrittenStop): PackageStop {
  return {
    ...stop.location,
    id: stop.id,
    code: stop.short_url.split("/").pop() ?? "",
    title: stop.title,
    lookFor: stop.look_for?.text ?? "",
    lookForPicture: smallest(stop.look_for?.picture ?? null),
    quiz: stop.quiz ?? null,
  };
}

function smallest(picture: WrittenPicture | null): SmallPicture | null {
  const [first] = [...(picture?.sizes ?? [])].sort((a, b) => a.width - b.width);
  return first ? { address: first.url, alternative: picture?.alt ?? "" } : null;
}
