/**
 * The moment a walk had come to, kept on the phone: small, written every few seconds
 * while a story is heard, and read by the first script of the page. Pure.
 */
export interface KeptMoment {
  readonly stop: string;
  /** The recording's address, and the second it had come to. */
  readonly address: string | null;
  readonly second: number;
  readonly speed: number;
  readonly heard: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What the button says that goes on with it. */
  readonly words: string;
}

/** A walk is gone on with on the same day; later it is begun anew. */
export const FRESH_MS = 18 * 3600 * 1000;

export const momentKey = (path: string): string => `traboule:walk:${path}`;

/** What was kept and is still fresh; null for anything else. */
export function readMoment(text: string | null, now: number): KeptMoment | null {
  const found = parsed(text) as Partial<KeptMoment> | null;
  const isWhole =
    typeof found?.stop === "string" &&
    typeof found.second === "number" &&
    typeof found.at === "number" &&
    Array.isArray(found.heard);
  if (!isWhole || now - (found.at ?? 0) > FRESH_MS) return null;
  return { address: null, speed: 1, words: "", ...found } as KeptMoment;
}

function parsed(text: string | null): unknown {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
