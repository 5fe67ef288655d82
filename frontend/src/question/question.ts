/** The one question of a stop: what is right, and how far one has come. Pure. */

interface Asked {
  readonly question: string;
  /** Empty without one. */
  readonly hint: string;
  readonly answer_story: string;
}

export interface Choice extends Asked {
  readonly kind: "choice";
  readonly answers: readonly { readonly text: string; readonly right: boolean }[];
}

export interface WholeNumber extends Asked {
  readonly kind: "number";
  readonly number: number;
  readonly tolerance: number;
}

export interface Detail extends Asked {
  readonly kind: "detail";
  readonly picture?: QuizPicture | null;
}

/** A picture as the package tells it: file names by width in pixels. */
export interface QuizPicture {
  readonly files: Readonly<Record<string, string>>;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly credit: string;
  readonly licence: string;
  /** When the right to show it ends (RFC 3339). */
  readonly until?: string;
}

/** A question as a stop of the tour package has it, in `quiz`. */
export type Quiz = Choice | WholeNumber | Detail;

export interface Standing {
  readonly name: "unanswered" | "hinted" | "answered";
  /** The number of the answer chosen, from 0, or the number written. */
  readonly given: number | null;
  readonly isRight: boolean | null;
}

export type Act =
  | { readonly kind: "hint" }
  | { readonly kind: "choose"; readonly answer: number }
  | { readonly kind: "write"; readonly number: number }
  | { readonly kind: "find" }
  | { readonly kind: "give up" };

export const START: Standing = { name: "unanswered", given: null, isRight: null };

/** What an act makes of the standing. One answers once; what makes no sense is nothing. */
export function next(quiz: Quiz, before: Standing, act: Act): Standing {
  if (before.name === "answered") return before;
  if (act.kind === "hint") return quiz.hint ? { ...before, name: "hinted" } : before;
  const answered = (given: number | null, isRight: boolean): Standing => ({
    name: "answered",
    given,
    isRight,
  });
  if (act.kind === "give up") return answered(null, false);
  if (quiz.kind === "choice" && act.kind === "choose") {
    const answer = quiz.answers[act.answer];
    return answer ? answered(act.answer, answer.right) : before;
  }
  if (quiz.kind === "number" && act.kind === "write") {
    const isRight = Math.abs(act.number - quiz.number) <= quiz.tolerance;
    return answered(act.number, isRight);
  }
  return quiz.kind === "detail" && act.kind === "find" ? answered(null, true) : before;
}

/** A sentence by its key, and the words to put into it. */
export interface Verdict {
  readonly key: string;
  readonly answer: string;
}

/** What is said first once a question is answered. Nobody is scolded. */
export function verdict(quiz: Quiz, { given, isRight }: Standing): Verdict {
  const how = isRight ? "right" : "other";
  if (quiz.kind === "choice") {
    const answer = quiz.answers.find(({ right }) => right)?.text ?? "";
    return { key: `choice-${how}`, answer };
  }
  if (quiz.kind === "detail") return { key: `detail-${how}`, answer: "" };
  const isNear = isRight === true && given !== null && given !== quiz.number;
  return { key: isNear ? "number-close" : `number-${how}`, answer: `${quiz.number}` };
}

const GROUPED = /^\d{1,3}(?:([\s.,'’])\d{3})(?:\1\d{3})*$/u;
const MOST_DIGITS = 9;

/**
 * The whole number that a text says: in the digits of any script, with or without
 * marks between the thousands. Null for anything else.
 */
export function wholeNumber(text: string): number | null {
  const plain = [...text.trim()].map((sign) => digitOf(sign) ?? sign).join("");
  const digits = GROUPED.test(plain) ? plain.replace(/\D/g, "") : plain;
  const isWhole = /^\d+$/.test(digits) && digits.length <= MOST_DIGITS;
  return isWhole ? Number(digits) : null;
}

const DIGIT = /^\p{Nd}$/u;

/** A digit of any script as ours: scripts list theirs from 0 to 9, set after set. */
function digitOf(sign: string): string | null {
  if (!DIGIT.test(sign)) return null;
  const code = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
