/** Asks the site for legs along streets. */
import type { Point } from "../geo";
import { type FoundLeg, type Plan, runs } from "./leg-plan";
import { readPosition } from "./line";
import { postJson } from "./post-json";

export type Profile = "on-foot" | "step-free";

export interface Answer {
  /** By the leg's number in the plan. */
  readonly found: ReadonlyMap<number, FoundLeg>;
  /** What the editor is told: no map installed, a fault. */
  readonly notice: string | null;
}

interface Reply {
  readonly legs?: readonly {
    readonly line: readonly unknown[];
    readonly steps: number;
    readonly step_free: boolean;
    readonly by: string;
    readonly reason: string | null;
  }[];
  readonly notice?: string | null;
  readonly error?: string;
}

/** Asks for the legs of a plan; what the site does not answer becomes a straight line. */
export type Ask = (
  plan: Plan,
  profile: Profile,
  signal: AbortSignal,
) => Promise<Answer>;

/** `silence` is said when the site does not answer; `token` is Django's, against forgery. */
export function legService(address: string, token: string, silence: string): Ask {
  return async (plan, profile, signal) => {
    const found = new Map<number, FoundLeg>();
    let notice: string | null = null;
    for (const [first, end] of runs(plan)) {
      const legs = plan.slice(first, end);
      const reply = (await postJson(
        address,
        token,
        bodyOf(legs, profile),
        signal,
      )) as Reply | null;
      const faults = reply === null ? silence : reply.error;
      notice ??= faults ?? reply?.notice ?? null;
      legs.forEach((leg, i) => {
        const answer = reply?.legs?.[i];
        const line = answer?.line
          .map(readPosition)
          .filter((position) => position !== null);
        if (answer && line && line.length > 1) {
          const { reason, steps, step_free, by } = answer;
          const isStraight = by === "straight";
          found.set(first + i, {
            line,
            reason,
            steps: isStraight ? null : steps,
            isStepFree: isStraight ? null : step_free,
          });
        } else found.set(first + i, unanswered(leg));
      });
    }
    return { found, notice };
  };
}

function bodyOf(legs: Plan, profile: Profile): string {
  const position = ({ latitude, longitude }: Point) => [longitude, latitude];
  const [first] = legs;
  const stops = [...(first ? [first.start] : []), ...legs.map(({ end }) => end)];
  return JSON.stringify({
    stops: stops.map(position),
    vias: legs.map(({ vias }) => vias.map(position)),
    profile,
  });
}

function unanswered({ start, end, vias }: Plan[number]): FoundLeg {
  const line = [start, ...vias, end];
  return { line, reason: "no-answer", steps: null, isStepFree: null };
}
