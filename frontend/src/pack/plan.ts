/** What is fetched to keep a trail, from its package. Pure. */
import type { Part } from "./kept-names";
import {
  FORMAT,
  type KeptFile,
  type KeptStop,
  type Kind,
  type PackRecord,
} from "./record";

/** Sizes before anything is fetched. */
export interface Sizes {
  readonly essential: number;
  readonly complete: number;
  readonly soundS: number;
}

/** What of a package is read. */
export interface Written {
  readonly id: string;
  readonly version: string;
  readonly language: string;
  readonly title: string;
  readonly city?: string;
  readonly url: string;
  readonly cover?: WrittenPicture | null;
  readonly introduction?: WrittenSound;
  readonly stops: readonly WrittenStop[];
  readonly map?: { readonly stills: Readonly<Record<string, WrittenStill>> } | null;
  readonly files: readonly WrittenFile[];
}

/** One drawing of the map: sharp and heavy, or light. */
interface WrittenStill {
  readonly svg: string;
  readonly webp: string;
}

interface WrittenSound {
  readonly file: string;
  readonly duration_s: number;
}

interface WrittenPicture {
  /** Names of files, by their width in pixels. */
  readonly files: Readonly<Record<string, string>>;
}

interface WrittenStop {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly short_url: string;
  readonly recordings: readonly WrittenSound[];
  readonly pictures: readonly WrittenPicture[];
  readonly look_for?: { readonly picture: WrittenPicture | null };
  readonly quiz?: { readonly picture?: WrittenPicture | null };
}

interface WrittenFile {
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly type: string;
  readonly part: Part;
  readonly shown_as?: readonly string[];
}

export const sizesOf = ({ files, stops, introduction }: Written): Sizes => ({
  essential: sum(files.filter(({ part }) => part === "essential")),
  complete: sum(files),
  soundS: soundsOf(stops, introduction).reduce((s, sound) => s + sound.duration_s, 0),
});

const sum = (files: readonly WrittenFile[]): number =>
  files.reduce((bytes, file) => bytes + file.bytes, 0);

const soundsOf = (stops: readonly WrittenStop[], introduction?: WrittenSound) => [
  ...(introduction ? [introduction] : []),
  ...stops.flatMap(({ recordings }) => recordings),
];

/**
 * The record of a pack that is to be; its pages and the package itself weigh 0 until
 * they have come. Throws a TypeError where the document is no package.
 */
export function planPack(
  written: Written,
  part: Part,
  release: string,
  now: number,
): PackRecord {
  const { id, version, language, title, city = "", stops } = written;
  const address = pathOf(written.url);
  const kept = written.files.filter(
    (file) => part === "complete" || file.part === part,
  );
  const names = new Map(kept.map(({ name, url }) => [name, pathOf(url)]));
  return {
    format: FORMAT,
    tour: id,
    language,
    version,
    part,
    title,
    city,
    address,
    cover: smallest(written.cover, names),
    soundS: sizesOf(written).soundS,
    files: [
      unseen(address, "page"),
      unseen(packageOf(address), "data"),
      ...kept.map(keptFile),
    ],
    stops: stops.map((stop) => keptStop(stop, address, names)),
    instead: insteadOf(written, names),
    short: Object.fromEntries(stops.flatMap((stop) => waysTo(stop, address))),
    release,
    keptAt: now,
  };
}

/** Where the package of a trail's page lies. */
export const packageOf = (address: string): string => `${address}package.json`;

/** Path of an address of this site, on whatever host the page is open. */
export function pathOf(url: string): string {
  const { pathname } = new URL(url, "http://here");
  return pathname;
}

const unseen = (address: string, kind: Kind): KeptFile => ({
  address,
  bytes: 0,
  sha256: null,
  kind,
});

const keptFile = ({ url, bytes, sha256, type }: WrittenFile): KeptFile => ({
  address: pathOf(url),
  bytes,
  sha256,
  kind: kindOf(type),
});

function kindOf(type: string): Kind {
  if (type.startsWith("audio/")) return "sound";
  if (type.startsWith("image/")) return "picture";
  return type === "application/vnd.pmtiles" ? "map" : "data";
}

type Names = ReadonlyMap<string, string>;

const keptStop = (stop: WrittenStop, trail: string, names: Names): KeptStop => ({
  number: stop.number,
  title: stop.title,
  page: placeOf(stop, trail),
  sounds: stop.recordings.flatMap(({ file }) => names.get(file) ?? []),
});

/** Where the trail's page tells a stop. */
function placeOf({ short_url }: WrittenStop, trail: string): string {
  const [code = ""] = pathOf(short_url).split("/").filter(Boolean).slice(-1);
  return `${trail}#stop-${code}`;
}

/** The trail's page tells all stops: their own pages are not kept, but lead there. */
function waysTo(stop: WrittenStop, trail: string): [address: string, place: string][] {
  const short = pathOf(stop.short_url).replace(/\/$/, "");
  const place = placeOf(stop, trail);
  return [short, `${short}/`, pathOf(stop.url)].map((address) => [address, place]);
}

function smallest(
  picture: WrittenPicture | null | undefined,
  names: Names,
): string | null {
  return sized(picture, names)[0] ?? null;
}

/** The kept sizes of a picture, the smallest first. */
function sized(picture: WrittenPicture | null | undefined, names: Names): string[] {
  const files = Object.entries(picture?.files ?? {});
  return files
    .sort(([a], [b]) => Number(a) - Number(b))
    .flatMap(([, name]) => names.get(name) ?? []);
}

/** Pages name works where editors put them, and pictures in more sizes than are kept. */
function insteadOf(written: Written, names: Names): Record<string, string> {
  const pictures = [
    written.cover,
    ...written.stops.flatMap((stop) => [
      ...stop.pictures,
      stop.look_for?.picture,
      stop.quiz?.picture,
    ]),
  ];
  const stills = Object.values(written.map?.stills ?? {});
  const smaller = new Map([
    ...pictures.flatMap((picture) =>
      Object.values(picture?.files ?? {}).map(
        (name) => [name, sized(picture, names).at(-1)] as const,
      ),
    ),
    ...stills.map(({ svg, webp }) => [svg, names.get(webp)] as const),
  ]);
  return Object.fromEntries(
    written.files.flatMap(({ name, url, shown_as = [] }) => {
      const kept = names.get(name) ?? smaller.get(name);
      if (!kept) return [];
      return [...shown_as, pathOf(url)]
        .filter((address) => address !== kept)
        .map((address) => [address, kept]);
    }),
  );
}
