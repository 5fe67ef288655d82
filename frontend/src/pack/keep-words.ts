/** What is said of kept walks, by the sentences of `pack/keep_strings.html`. Pure. */
import { formatWeight } from "../formatting";
import type { Say } from "../strings";
import type { KeepState } from "./keep-state";
import type { Proof } from "./proof";
import { bytesOf, type PackRecord } from "./record";

export const formatDay = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(at);

export const minutesOf = (seconds: number): number => Math.round(seconds / 60);

/** The sentence of a proof: "Checked without network: 8/8 stops, 8/8 sounds, map". */
export function sayProof(proof: Proof, say: Say): string {
  const { stops, allStops, sounds, allSounds, hasMap, missing } = proof;
  const counts = { stops, total: allStops, sounds, all: allSounds };
  const key =
    hasMap === null ? "proven-no-map" : hasMap ? "proven" : "proven-map-missing";
  const told = say(key, counts);
  if (missing.length)
    return `${told} ${say("incomplete", { missing: missing.length })}`;
  return proof.missingShell?.length === 0 ? told : `${told} ${say("no-shell")}`;
}

/** "Kept on 4 May 2026 · 14 MB · all pictures". */
export function sayFacts(record: PackRecord, say: Say, language: string): string {
  const date = formatDay(record.keptAt, language);
  const size = formatWeight(bytesOf(record.files), language);
  return say(record.part === "complete" ? "facts-complete" : "facts-essential", {
    date,
    size,
  });
}

/** Where a walk stands, in a sentence; nothing where there is nothing to say. */
export function sayState(state: KeepState, say: Say, language: string): string {
  switch (state.name) {
    case "absent":
      return state.isGone ? say("gone", { date: formatDay(Date.now(), language) }) : "";
    case "loading":
    case "paused": {
      const done = formatWeight(state.progress.done, language);
      const total = formatWeight(state.progress.total, language);
      return state.progress.total ? say(state.name, { done, total }) : say("beginning");
    }
    case "proving":
      return say("proving");
    case "failed":
      return sayFault(state, say, language);
    default:
      return sayProof(state.proof, say);
  }
}

function sayFault(
  { reason, neededBytes, freeBytes, kept }: Extract<KeepState, { name: "failed" }>,
  say: Say,
  language: string,
): string {
  const told =
    reason === "room" && freeBytes !== null
      ? say("no-room", {
          free: formatWeight(freeBytes, language),
          size: formatWeight(neededBytes, language),
        })
      : say(`failed-${reason}`);
  return kept ? `${told} ${say("still-kept")}` : told;
}
