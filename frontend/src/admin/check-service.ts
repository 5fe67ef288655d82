/** Keeps on the site what the bench found, and asks what was found before. */
import { postJson } from "./post-json";
import type { CheckedTrail } from "./trail-zones";
import type { StopFigures } from "./trigger-grades";

/** What was found, stop by stop, in how many walks. */
export interface Check {
  readonly walks: number;
  readonly seed: number;
  readonly figures: readonly StopFigures[];
}

export interface CheckService {
  /** Whether it was kept; a refusal has its sentence. */
  keep(trail: CheckedTrail, check: Check, signal: AbortSignal): Promise<true | string>;
  /** What is known of this very trail; null where nothing is, or no answer comes. */
  known(trail: CheckedTrail, signal: AbortSignal): Promise<Check | null>;
}

/** `token` is Django's, against forgery; `version` is that of the bench's script. */
export function checkService(
  addresses: { readonly check: string; readonly knownCheck: string },
  version: string,
  token: string,
): CheckService {
  return {
    keep: async (trail, check, signal) => {
      const body = JSON.stringify({ ...trail, ...check, bench: version });
      const answer = await postJson(addresses.check, token, body, signal);
      const { fingerprint, error } = (answer ?? {}) as Record<string, string>;
      return fingerprint ? true : (error ?? "");
    },
    known: async (trail, signal) => {
      const body = JSON.stringify(trail);
      const answer = await postJson(addresses.knownCheck, token, body, signal);
      const { figures } = (answer ?? {}) as { readonly figures?: unknown };
      const isOfAll = Array.isArray(figures) && figures.length === trail.stops.length;
      return isOfAll ? (answer as Check) : null;
    },
  };
}
