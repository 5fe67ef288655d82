/** What a pack says of itself: written last, read by pages and the worker alike. Pure. */
import type { PackName } from "./kept-names";

/** What the next version of this file must still be able to read. */
export const FORMAT = 2;

export type Kind = "page" | "data" | "sound" | "picture" | "map";

export interface KeptFile {
  /** Path on this site. */
  readonly address: string;
  readonly bytes: number;
  /** Of a package's file; pages and data carry their own beside them. */
  readonly sha256: string | null;
  readonly kind: Kind;
}

export interface KeptStop {
  readonly number: number;
  readonly title: string;
  /** The page that tells it, and where on it; in format 1 a page of its own. */
  readonly page: string;
  /** Addresses of what is heard there. */
  readonly sounds: readonly string[];
}

export interface PackRecord extends PackName {
  readonly format: number;
  readonly title: string;
  readonly city: string;
  /** The trail's page. */
  readonly address: string;
  readonly cover: string | null;
  readonly soundS: number;
  readonly files: readonly KeptFile[];
  readonly stops: readonly KeptStop[];
  /** Where pages name a file otherwise, or a larger picture than is kept. */
  readonly instead: Readonly<Record<string, string>>;
  /** Addresses of stops, short and long, and where on a kept page they lead. */
  readonly short: Readonly<Record<string, string>>;
  /** The site's release that the kept pages are of. */
  readonly release: string;
  /** Milliseconds since 1970: when it was proven whole for the first time. */
  readonly keptAt: number;
}

export const isFresh = ({ kind }: KeptFile): boolean =>
  kind === "page" || kind === "data";

export const bytesOf = (files: readonly KeptFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** A record of this format or of the one before; null for anything else. */
export function readRecord(written: unknown): PackRecord | null {
  const found = written as PackRecord | null;
  const isKnown =
    typeof found === "object" &&
    found !== null &&
    (found.format === FORMAT || found.format === FORMAT - 1) &&
    Array.isArray(found.files) &&
    Array.isArray(found.stops);
  return isKnown
    ? { ...found, instead: found.instead ?? {}, short: found.short ?? {} }
    : null;
}
