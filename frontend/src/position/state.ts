/**
 * Where the search for the walker's position stands. Pure: events in, state out.
 *
 * Each state has a sentence and a way out in the page; `closed` hides the words.
 */
import type { Point } from "../geo";

export const IMPRECISE_M = 200;
export const STALE_MS = 25_000;

export type Name =
  | "off"
  | "purpose"
  | "asking"
  | "searching"
  | "located"
  | "imprecise"
  | "stale"
  | "denied"
  | "unavailable";

export interface Fix extends Point {
  accuracy: number;
  /** Milliseconds, on the clock that also dates the ticks. */
  at: number;
  /** Metres a second, where the phone tells it. */
  speed?: number | null | undefined;
  /** Degrees from the north, where the phone tells it. */
  heading?: number | null | undefined;
}

export interface State {
  name: Name;
  fix: Fix | null;
  /** The phone is left to rest until then: no news is no trouble. */
  restsUntil?: number;
}

export type Event =
  | { kind: "open" }
  | { kind: "go"; granted: boolean }
  | { kind: "granted" }
  | { kind: "fix"; fix: Fix }
  | { kind: "refused" }
  | { kind: "lost" }
  | { kind: "rest"; until: number }
  | { kind: "tick"; now: number }
  | { kind: "stop" };

export const START: State = { name: "off", fix: null };

/** Whether the phone is being watched in a state. */
export function isWatching(state: State): boolean {
  return !["off", "purpose", "denied"].includes(state.name);
}

/** The state after an event. */
export function next(state: State, event: Event): State {
  switch (event.kind) {
    case "open":
      return isWatching(state) ? state : { name: "purpose", fix: null };
    case "go":
      return { name: event.granted ? "searching" : "asking", fix: state.fix };
    case "granted":
      return state.name === "asking" ? { ...state, name: "searching" } : state;
    case "fix":
      if (!isWatching(state)) return state;
      return {
        name: event.fix.accuracy > IMPRECISE_M ? "imprecise" : "located",
        fix: event.fix,
      };
    case "refused":
      return isWatching(state) ? { name: "denied", fix: null } : state;
    case "lost":
      // What is known stays; the watch goes on, and a fix may still come.
      if (!isWatching(state) || state.fix || state.name === "asking") return state;
      return { name: "unavailable", fix: null };
    case "rest":
      return isWatching(state) ? { ...state, restsUntil: event.until } : state;
    case "tick":
      return isStale(state, event.now) ? { ...state, name: "stale" } : state;
    case "stop":
      return START;
  }
}

function isStale({ name, fix, restsUntil = 0 }: State, now: number): boolean {
  const isShown = name === "located" || name === "imprecise";
  return isShown && fix !== null && now - Math.max(fix.at, restsUntil) > STALE_MS;
}
