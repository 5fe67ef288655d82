/** Where a walk stands between the network and the phone. Pure. */
import type { Progress } from "./download";
import type { Reason } from "./fault";
import type { Part } from "./kept-names";
import type { Sizes } from "./plan";
import { isWhole, type Proof } from "./proof";
import type { PackRecord } from "./record";

export type KeepState =
  | { readonly name: "absent"; readonly sizes: Sizes | null; readonly isGone: boolean }
  | {
      readonly name: "loading" | "paused";
      readonly part: Part;
      readonly progress: Progress;
    }
  | { readonly name: "proving"; readonly part: Part }
  | {
      readonly name: "failed";
      readonly part: Part;
      readonly reason: Reason;
      /** What is kept all the same: an older version, which still opens. */
      readonly kept: PackRecord | null;
      readonly neededBytes: number;
      readonly freeBytes: number | null;
    }
  | {
      readonly name: "kept" | "incomplete";
      readonly record: PackRecord;
      readonly proof: Proof;
      /** Bytes of a newer version that are to be fetched; null where there is none. */
      readonly updateBytes: number | null;
    };

export const nothingKept = (sizes: Sizes | null, isGone = false): KeepState => ({
  name: "absent",
  sizes,
  isGone,
});

export function proven(
  record: PackRecord,
  proof: Proof,
  updateBytes: number | null,
): KeepState {
  return { name: isWhole(proof) ? "kept" : "incomplete", record, proof, updateBytes };
}

/** What a walker may do now. */
export type Act =
  | "keep"
  | "pause"
  | "resume"
  | "cancel"
  | "update"
  | "repair"
  | "delete";

export function actsOf(state: KeepState): readonly Act[] {
  switch (state.name) {
    case "absent":
      return ["keep"];
    case "loading":
      return ["pause", "cancel"];
    case "paused":
      return ["resume", "cancel"];
    case "proving":
      return [];
    case "failed":
      return state.reason === "refused" ? ["cancel"] : ["resume", "cancel"];
    case "kept":
      return state.updateBytes === null ? ["delete"] : ["update", "delete"];
    case "incomplete":
      return state.updateBytes === null ? ["repair", "delete"] : ["update", "delete"];
  }
}
