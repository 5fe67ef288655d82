/**
 * What is kept under which name. Pure; the service worker and the pages share it.
 *
 * A pack is one cache for one trail in one language and one version of it; the shell
 * (scripts, styles, fonts) one cache for each release. A pack counts once its record is
 * in it: that is written last.
 */
export const SHELL = "shell:";
const WALK = "walk:";
/** Where a pack's record lies in its cache, and the one that is to be. */
export const RECORD = "/kept-walk/record";
export const DRAFT = "/kept-walk/draft";
/** In a shell, written last: the addresses of all that it holds. */
export const SHELL_LIST = "/kept-walk/shell";
/** Headers of what is kept: one that a newer answer is preferred to, and its hash. */
export const FRESH = "Kept-Fresh";
export const HASH = "Kept-SHA256";
/** Of what is kept packed. */
export const PACKED = "Kept-Packed";
/** Of a request that the worker leaves to the network. */
export const PAST_WORKER = "Kept-Download";

export type Part = "essential" | "complete";

export interface PackName {
  /** Permanent identifier of the trail. */
  readonly tour: string;
  readonly language: string;
  readonly version: string;
  readonly part: Part;
}

export const nameOf = ({ tour, language, version, part }: PackName): string =>
  `${WALK}${tour}:${language}:${version}:${part}`;

/** Whose pack a cache is; null for another cache. */
export function readName(name: string): PackName | null {
  if (!name.startsWith(WALK)) return null;
  const [tour, language, version, part, ...more] = name.slice(WALK.length).split(":");
  if (!tour || !language || !version || more.length) return null;
  return part === "essential" || part === "complete"
    ? { tour, language, version, part }
    : null;
}
