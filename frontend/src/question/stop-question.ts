/** `<stop-question>`: the card that asks a stop's question and tells its story. */
import { readStrings, type Say } from "../strings";
import {
  type Act,
  next,
  type Quiz,
  type QuizPicture,
  START,
  type Standing,
  verdict,
  wholeNumber,
} from "./question";

/** What `answered` tells; it bubbles. */
export interface Answered {
  readonly isRight: boolean;
}

export interface AskOptions {
  /** The address of a file of the package; without it no picture is shown. */
  readonly addressOf?: (file: string) => string;
  /** How it was answered before: its story is told at once. */
  readonly wasRight?: boolean | null;
}

let cards = 0;

/** A question to put below a story, with its heading. */
export function createQuestion(
  quiz: Quiz,
  say: Say,
  options: AskOptions = {},
): HTMLElement {
  const section = document.createElement("section");
  section.className = "asked";
  section.setAttribute("aria-label", say("kicker"));
  const kicker = document.createElement("p");
  kicker.className = "asked__kicker kicker";
  kicker.textContent = say("kicker");
  const card = new StopQuestion();
  card.className = "question";
  card.ask(quiz, say, options);
  section.append(kicker, card);
  return section;
}

/** Lets the question that a stop's own page has in plain HTML be answered. */
export function enhanceQuestions(page: Document): void {
  const told = page.querySelector("#quiz-data")?.textContent;
  const card = page.querySelector<StopQuestion>("stop-question");
  const say = readStrings(page, "#question-strings");
  if (told && card) card.ask(JSON.parse(told) as Quiz, say);
}

export class StopQuestion extends HTMLElement {
  #quiz: Quiz | null = null;
  #say: Say = (key) => key;
  #standing: Standing = START;

  /** Takes the place of what the element holds; a picture in it is kept. */
  ask(quiz: Quiz, say: Say, options: AskOptions = {}): void {
    const card = clonedCard();
    if (!card) return; // the words did not come: the plain question stays
    const figure =
      this.querySelector("figure") ?? pictureOf(quiz, options.addressOf ?? null);
    this.#quiz = quiz;
    this.#say = say;
    this.replaceChildren(card);
    this.#part("words").textContent = quiz.question;
    if (figure) this.#part("words").after(figure);
    this.#offer(quiz);
    this.#listen();
    const { wasRight = null } = options;
    this.#standing = START;
    if (wasRight === null) this.#show();
    else this.#stand({ name: "answered", given: null, isRight: wasRight });
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-${name}]`) as HTMLElement;
  }

  #offer(quiz: Quiz): void {
    const answers = quiz.kind === "choice" ? quiz.answers : [];
    this.#part("answers").replaceChildren(
      ...answers.map(({ text }, number) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "question__answer";
        button.dataset["choose"] = `${number}`;
        const words = document.createElement("span");
        words.textContent = text;
        button.append(words);
        return button;
      }),
    );
    this.#part("answers").hidden = quiz.kind !== "choice";
    this.#part("number").hidden = quiz.kind !== "number";
    this.#part("found").hidden = quiz.kind !== "detail";
    this.#part("hint").hidden = !quiz.hint;
  }

  #listen(): void {
    this.#part("answers").addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-choose]");
      if (button) {
        this.#act({ kind: "choose", answer: Number(button.dataset["choose"]) });
      }
    });
    this.#part("number").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#write();
    });
    const acts: readonly [string, Act][] = [
      ["found", { kind: "find" }],
      ["hint", { kind: "hint" }],
      ["tell", { kind: "give up" }],
    ];
    for (const [name, act] of acts) {
      this.#part(name).addEventListener("click", () => this.#act(act));
    }
  }

  #write(): void {
    const input = this.#part("input") as HTMLInputElement;
    const number = wholeNumber(input.value);
    if (number !== null) {
      input.removeAttribute("aria-invalid");
      this.#act({ kind: "write", number });
      return;
    }
    input.setAttribute("aria-invalid", "true");
    this.#part("status").textContent = this.#say("no-number");
    input.focus();
  }

  #act(act: Act): void {
    if (!this.#quiz) return;
    const after = next(this.#quiz, this.#standing, act);
    if (after === this.#standing) return;
    this.#stand(after);
    if (after.name !== "answered") return;
    this.#part("verdict").focus({ preventScroll: true });
    this.#part("outcome").scrollIntoView({ block: "nearest" });
    const detail: Answered = { isRight: after.isRight === true };
    this.dispatchEvent(new CustomEvent("answered", { bubbles: true, detail }));
  }

  #stand(standing: Standing): void {
    this.#standing = standing;
    this.#show();
  }

  #show(): void {
    const { name } = this.#standing;
    const isAnswered = name === "answered";
    const hint = name === "hinted" ? (this.#quiz?.hint ?? "") : "";
    this.dataset["standing"] = name;
    this.#part("status").textContent = hint;
    if (hint) this.#part("hint").hidden = true;
    this.#part("ways").hidden = isAnswered;
    this.#part("outcome").hidden = !isAnswered;
    if (isAnswered) this.#tell();
  }

  /** The verdict, the story, and which answer was which. */
  #tell(): void {
    const quiz = this.#quiz as Quiz;
    const { key, answer } = verdict(quiz, this.#standing);
    this.#part("number").hidden = true;
    this.#part("outcome").classList.toggle("is-right", this.#standing.isRight === true);
    this.#part("verdict-words").textContent = this.#say(key, { answer });
    this.#part("story").replaceChildren(...paragraphs(quiz.answer_story));
    if (quiz.kind === "choice") this.#mark(quiz.answers);
  }

  #mark(answers: readonly { readonly right: boolean }[]): void {
    const buttons = this.querySelectorAll<HTMLButtonElement>("[data-choose]");
    for (const [number, button] of buttons.entries()) {
      const isRight = answers[number]?.right === true;
      const isGiven = number === this.#standing.given;
      button.setAttribute("aria-disabled", "true");
      button.classList.toggle("is-right", isRight);
      button.classList.toggle("is-given", isGiven);
      if (!isRight && !isGiven) continue;
      const mark = document.createElement("span");
      mark.className = "question__mark";
      mark.textContent = this.#say(isRight ? "right" : "chosen");
      button.append(mark);
    }
  }
}

/** The card of `question_words.html`, with identifiers of its own. */
function clonedCard(): DocumentFragment | null {
  const template = document.querySelector<HTMLTemplateElement>("#question-card");
  if (!template) return null;
  const card = template.content.cloneNode(true) as DocumentFragment;
  cards += 1;
  for (const name of ["id", "for", "aria-labelledby", "aria-describedby"]) {
    for (const element of card.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, `${element.getAttribute(name)}-${cards}`);
    }
  }
  return card;
}

function paragraphs(text: string): HTMLElement[] {
  return text.split(/\n\s*\n/).map((words) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = words.trim();
    return paragraph;
  });
}

function pictureOf(
  quiz: Quiz,
  addressOf: ((file: string) => string) | null,
): HTMLElement | null {
  const picture = quiz.kind === "detail" ? quiz.picture : null;
  return picture && addressOf ? figureOf(picture, addressOf) : null;
}

function figureOf(
  picture: QuizPicture,
  addressOf: (file: string) => string,
): HTMLElement {
  const figure = document.createElement("figure");
  const image = document.createElement("img");
  const sizes = Object.entries(picture.files).map(([width, file]) => ({
    width: Number(width),
    address: addressOf(file),
  }));
  figure.className = "picture";
  image.className = "picture__image";
  image.srcset = sizes.map(({ width, address }) => `${address} ${width}w`).join(", ");
  image.sizes = "(min-width: 60em) 30rem, calc(100vw - 2.5rem)";
  image.width = picture.width;
  image.height = picture.height;
  image.alt = picture.alt;
  image.loading = "lazy";
  figure.append(image);
  const thanks = [picture.credit, picture.licence].filter(Boolean).join(" · ");
  if (thanks) {
    const words = document.createElement("figcaption");
    words.className = "picture__words credit";
    words.textContent = thanks;
    figure.append(words);
  }
  return figure;
}

customElements.define("stop-question", StopQuestion);
