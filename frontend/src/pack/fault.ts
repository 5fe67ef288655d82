/** Why a walk could not be kept. Pure. */
export type Reason = "network" | "room" | "damaged" | "refused" | "busy" | "changed";

/**
 * `network`: try again; `room`: the phone is full; `damaged`: not what was published;
 * `refused`: the site gives it no more; `busy`: another tab is at it; `changed`: the
 * site was renewed since this page was opened.
 */
export class PackFault extends Error {
  constructor(
    readonly reason: Reason,
    /** The file that it is about. */
    readonly address = "",
  ) {
    super(`${reason}: ${address}`);
  }
}

/** What went wrong, as a walker may be told. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof PackFault) return error.reason;
  const { name } = error as { readonly name?: string };
  return name === "QuotaExceededError" ? "room" : "network";
}

export const isAborted = (error: unknown): boolean =>
  (error as { readonly name?: string }).name === "AbortError";
