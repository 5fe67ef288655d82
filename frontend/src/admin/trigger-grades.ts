/** How good figures of the bench are, in grades and sentences. Pure. */
import type { Advice } from "../../tools/advice";
import type { Say } from "./composer-part";

/** One stop's, as they are kept: tours/trigger_check.py. */
export interface StopFigures {
  readonly due: number;
  readonly on_time: number;
  readonly early: number;
  readonly late: number;
  readonly missed: number;
  readonly wrong: number;
  readonly advice: readonly Advice[];
}

export type Grade = "good" | "fair" | "poor";

/** What is told of one stop, in the list and on its zone. */
export interface Mark {
  readonly grade: Grade;
  readonly sentence: string;
  /** The grade's word, alone and with its figure. */
  readonly word: string;
  readonly label: string;
  /** Of an earlier state of the trail. */
  readonly isOld: boolean;
}

/** By the prefixes of stops. */
export type Marks = ReadonlyMap<string, Mark>;

export const NO_MARKS: Marks = new Map();
/** What is good where the city asks for nothing. */
const USUAL_THRESHOLD = 90;
const FAIR_WITHIN = 15;

/** On time of 100 that were due, rounded down; null where none was due. */
export function in100({
  due,
  on_time,
}: Pick<StopFigures, "due" | "on_time">): number | null {
  return due ? Math.floor((on_time * 100) / due) : null;
}

/** `threshold`: how many in 100 the city asks for; null where it does not say. */
export function gradeOf(count: number | null, threshold: number | null): Grade {
  const goodFrom = threshold ?? USUAL_THRESHOLD;
  if (count === null || count < goodFrom - FAIR_WITHIN) return "poor";
  return count < goodFrom ? "fair" : "good";
}

export function markOf(
  say: Say,
  figures: StopFigures,
  threshold: number | null,
  isOld: boolean,
): Mark {
  const count = in100(figures);
  const grade = gradeOf(count, threshold);
  const word = say(`check_${grade}`);
  const told = sentenceOf(say, count, word);
  return {
    grade,
    sentence: isOld ? say("check_of_earlier", { sentence: told }) : told,
    word,
    label: count === null ? word : say("check_label", { grade: word, count }),
    isOld,
  };
}

/** Of all stops together. */
export function wholeOf(all: readonly StopFigures[]): number | null {
  const sum = (name: "due" | "on_time"): number =>
    all.reduce((total, figures) => total + figures[name], 0);
  return in100({ due: sum("due"), on_time: sum("on_time") });
}

function sentenceOf(say: Say, count: number | null, grade: string): string {
  if (count === null) return say("check_never");
  return say(count === 1 ? "check_one" : "check_many", { count, grade });
}
