import assert from "node:assert/strict";
import test from "node:test";
import {
  type Act,
  next,
  type Quiz,
  START,
  type Standing,
  verdict,
  wholeNumber,
} from "../../frontend/src/question/question";

const told = {
  question: "Que voit-on ?",
  hint: "Plus haut.",
  answer_story: "Un ours.",
};
const CHOICE: Quiz = {
  ...told,
  kind: "choice",
  answers: [
    { text: "Un lion", right: false },
    { text: "Un ours", right: true },
  ],
};
const NUMBER: Quiz = { ...told, kind: "number", number: 12, tolerance: 1 };
const DETAIL: Quiz = { ...told, kind: "detail", picture: null };

const after = (quiz: Quiz, ...acts: Act[]): Standing =>
  acts.reduce((standing, act) => next(quiz, standing, act), START);

test("a choice is right when the right answer is chosen", () => {
  assert.deepEqual(after(CHOICE, { kind: "choose", answer: 1 }), {
    name: "answered",
    given: 1,
    isRight: true,
  });
  assert.equal(after(CHOICE, { kind: "choose", answer: 0 }).isRight, false);
});

test("a number is right within its tolerance, and not beyond", () => {
  const isRight = (number: number): boolean | null =>
    after(NUMBER, { kind: "write", number }).isRight;
  assert.deepEqual([10, 11, 12, 13, 14].map(isRight), [false, true, true, true, false]);
});

test("a detail is found, or given up", () => {
  assert.equal(after(DETAIL, { kind: "find" }).isRight, true);
  assert.equal(after(DETAIL, { kind: "give up" }).isRight, false);
});

test("a hint may come first, and changes nothing of the answer", () => {
  assert.equal(after(CHOICE, { kind: "hint" }).name, "hinted");
  const acts: Act[] = [{ kind: "hint" }, { kind: "choose", answer: 1 }];
  assert.equal(after(CHOICE, ...acts).isRight, true);
});

test("without a hint there is none to take", () => {
  assert.equal(after({ ...CHOICE, hint: "" }, { kind: "hint" }), START);
});

test("one answers once", () => {
  const acts: Act[] = [
    { kind: "choose", answer: 0 },
    { kind: "choose", answer: 1 },
    { kind: "hint" },
    { kind: "give up" },
  ];
  assert.deepEqual(after(CHOICE, ...acts), {
    name: "answered",
    given: 0,
    isRight: false,
  });
});

test("what a question does not ask for answers nothing", () => {
  assert.equal(after(CHOICE, { kind: "choose", answer: 7 }), START);
  assert.equal(after(CHOICE, { kind: "write", number: 1 }), START);
  assert.equal(after(NUMBER, { kind: "find" }), START);
  assert.equal(after(DETAIL, { kind: "choose", answer: 0 }), START);
});

test("the verdict names the right answer, and scolds nobody", () => {
  const said = (quiz: Quiz, act: Act) => verdict(quiz, after(quiz, act));
  assert.deepEqual(said(CHOICE, { kind: "choose", answer: 1 }), {
    key: "choice-right",
    answer: "Un ours",
  });
  assert.deepEqual(said(CHOICE, { kind: "choose", answer: 0 }), {
    key: "choice-other",
    answer: "Un ours",
  });
  assert.equal(said(NUMBER, { kind: "write", number: 12 }).key, "number-right");
  assert.equal(said(NUMBER, { kind: "write", number: 13 }).key, "number-close");
  assert.deepEqual(said(NUMBER, { kind: "write", number: 40 }), {
    key: "number-other",
    answer: "12",
  });
  assert.equal(said(DETAIL, { kind: "give up" }).key, "detail-other");
});

test("a whole number is read in the digits of any script", () => {
  const read: [string, number][] = [
    [" 12 ", 12],
    ["012", 12],
    ["0", 0],
    ["١٢", 12], // Arabic-Indic
    ["۱۲", 12], // Persian
    ["१२", 12], // Devanagari
    ["１２", 12], // full width
    ["𝟭𝟮", 12], // mathematical, the second of five sets in a row
  ];
  for (const [text, number] of read) assert.equal(wholeNumber(text), number, text);
});

test("marks between the thousands are passed over", () => {
  for (const text of ["1 200", "1\u202f200", "1,200", "1.200", "1’200", "1'200"]) {
    assert.equal(wholeNumber(text), 1200, text);
  }
  assert.equal(wholeNumber("1 200 000"), 1_200_000);
});

test("what is no whole number is none", () => {
  const texts = ["", " ", "douze", "12 fenêtres", "-3", "1.5", "1,20", "1e3"];
  for (const text of [...texts, "1 2", "1,200.000", "9".repeat(10)]) {
    assert.equal(wholeNumber(text), null, text);
  }
});
