import type { TrailPackage } from "../journey/trail-package";
import type { Notebook } from "../notebook/walk-notebook";
import { noteVisit } from "../outbox/phone-outbox";
import type { Answered } from "../question/stop-question";
import { readStrings } from "../strings";
import type { Cards } from "./cards";
import type { Stop } from "./stops";

export interface PlayHost {
  find(code: string): Stop | undefined;
  /** Shows a stop's story, large. */
  read(code: string): void;
  /** Reads the trail unless it has been read; whether it is there. */
  loadTrail(): Promise<boolean>;
}

/**
 * Play, seriously: the question that a stop may ask, and the notebook of the stops
 * visited. What was answered and written stays on the phone.
 */
export class Play {
  readonly #cards: Cards;
  readonly #host: PlayHost;
  #found: TrailPackage | null = null;
  #notebook: Notebook | null = null;

  constructor(main: HTMLElement, cards: Cards, host: PlayHost) {
    this.#cards = cards;
    this.#host = host;
    main.addEventListener("answered", (event) => this.#answered(event));
  }

  /** The trail has been read: its notebook is there, and its questions. */
  async begin(found: TrailPackage): Promise<void> {
    this.#found = found;
    noteVisit("walk", found.id, null);
    await this.#readNotebook();
    if (found.stops.some(({ quiz }) => quiz)) await this.#placeQuestions(found);
  }

  arrived(code: string): void {
    this.#note(code, (notebook, stop) => notebook.arrived(stop, Date.now()));
  }

  /** A story was heard: the question about it is offered. */
  heard(code: string): void {
    this.#note(code, (notebook, stop) => notebook.heard(stop, Date.now()));
    const stop = this.#stop(code);
    if (this.#found && stop) noteVisit("story", this.#found.id, stop.id);
    const wasAsked = stop && this.#notebook?.answerAt(stop.id) !== null;
    if (!stop?.quiz || wasAsked) return;
    this.#cards.show("question", { acts: { open: () => this.#openQuestion(code) } });
  }

  /** Opens the notebook of the trail; where that did not load, why and what to do. */
  async openNotebook(): Promise<void> {
    const isThere = await this.#host.loadTrail();
    const notebook = isThere && (await this.#readNotebook().catch(() => null));
    this.#cards.hide("no-notebook");
    if (notebook) notebook.open();
    else {
      const acts = { again: () => void this.openNotebook() };
      this.#cards.show("no-notebook", { acts });
    }
  }

  async #readNotebook(): Promise<Notebook | null> {
    if (!this.#found) return null;
    const { Notebook } = await import("../notebook/walk-notebook");
    const { id, language, title, city, url, trail } = this.#found;
    const told = { id, language, title, city, url, line: trail.line };
    this.#notebook ??= new Notebook(told);
    return this.#notebook;
  }

  #stop(code: string | undefined) {
    return this.#found?.stops.find((stop) => stop.code === code);
  }

  #note(
    code: string,
    write: (notebook: Notebook, stop: Parameters<Notebook["arrived"]>[0]) => void,
  ): void {
    const stop = this.#stop(code);
    if (!stop || !this.#notebook) return;
    const { id, title, latitude, longitude } = stop;
    write(this.#notebook, { id, code, title, point: { latitude, longitude } });
  }

  async #placeQuestions({ stops, addressOf }: TrailPackage): Promise<void> {
    const { createQuestion } = await import("../question/stop-question");
    const say = readStrings(document, "#question-strings");
    for (const { id, code, quiz } of stops) {
      const story = this.#host.find(code)?.element?.querySelector("[data-story]");
      if (!quiz || !story || story.querySelector("stop-question")) continue;
      const wasRight = this.#notebook?.answerAt(id) ?? null;
      story.append(createQuestion(quiz, say, { addressOf, wasRight }));
    }
  }

  #openQuestion(code: string): void {
    this.#host.read(code);
    const card = this.#host.find(code)?.element?.querySelector("stop-question");
    card?.closest("section")?.scrollIntoView({ block: "start" });
    card?.querySelector<HTMLElement>("button, input")?.focus({ preventScroll: true });
  }

  #answered(event: Event): void {
    const { isRight } = (event as CustomEvent<Answered>).detail;
    const stop = (event.target as Element).closest<HTMLElement>("[data-stop]");
    const code = stop?.dataset["stop"] ?? "";
    this.#cards.hide("question");
    this.#note(code, (notebook, visited) => notebook.answered(visited, isRight));
  }
}
