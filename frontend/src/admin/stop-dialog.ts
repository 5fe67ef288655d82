/** Asks what stands where the map was clicked: a place near, or a new one. */
import type { Point } from "../geo";
import type { Say } from "./composer-part";
import { make } from "./controls";
import { MapCard } from "./map-card";
import type { LinkedPlace, PlaceService, Surroundings } from "./place-service";
import { StopChoice } from "./stop-choice";

const HEADING = "stop-dialog-heading";
const FAULT = "stop-dialog-fault";

/** The place of a new stop. */
export interface ChosenPlace extends LinkedPlace {
  /** Made just now. */
  readonly isNew: boolean;
}

type Answer = (place: ChosenPlace | null) => void;

export class StopDialog {
  private open: Question | null = null;

  /** `language` is the one that the editor reads. */
  constructor(
    private readonly service: PlaceService,
    private readonly say: Say,
    private readonly language: string,
  ) {}

  get isOpen(): boolean {
    return this.open !== null;
  }

  /**
   * Opens beside the point; null once it is left. A question still open is left first.
   * The focus goes into the dialog, and back to the map.
   */
  ask(map: L.Map, point: Point): Promise<ChosenPlace | null> {
    this.close();
    return new Promise((resolve) => {
      const question = new Question(
        this.service,
        new StopChoice(this.say, this.language),
        this.say,
        point,
        map,
        (place) => {
          if (this.open === question) this.open = null;
          resolve(place);
        },
      );
      this.open = question;
    });
  }

  close(): void {
    this.open?.leave();
  }
}

class Question {
  private readonly element = make("div", "stop-dialog");
  private readonly status = make("p", "stop-dialog__status");
  private readonly fault = make("p", "stop-dialog__fault");
  private readonly add = make("button", "button button-small");
  private readonly cancel = make("button", "button button-small button-secondary");
  private readonly aborting = new AbortController();
  private readonly card: MapCard;
  private isMaking = false;

  constructor(
    private readonly service: PlaceService,
    private readonly choice: StopChoice,
    private readonly say: Say,
    private readonly point: Point,
    private readonly map: L.Map,
    private readonly answer: Answer,
  ) {
    this.build();
    this.card = new MapCard(map, point, this.element);
    this.listen();
    this.choice.focus();
    void this.look();
  }

  leave(): void {
    this.end(null);
  }

  private build(): void {
    const { element, status, fault, say } = this;
    const heading = make("h3", "stop-dialog__heading", say("stop_here"));
    heading.id = HEADING;
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-labelledby", HEADING);
    status.setAttribute("role", "status");
    fault.id = FAULT;
    fault.setAttribute("role", "alert");
    this.add.textContent = say("stop_add");
    this.cancel.textContent = say("stop_cancel");
    this.add.type = this.cancel.type = "button";
    this.add.addEventListener("click", () => void this.take());
    this.cancel.addEventListener("click", () => this.leave());
    const buttons = make("div", "stop-dialog__buttons");
    buttons.append(this.add, this.cancel);
    element.append(heading, status, this.choice.element, fault, buttons);
    status.textContent = say("stop_looking");
  }

  /** The form around, and the map, know nothing of what is done in here. */
  private listen(): void {
    const { signal } = this.aborting;
    for (const name of ["input", "change", "click", "keyup"]) {
      this.element.addEventListener(name, (event) => event.stopPropagation());
    }
    this.element.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.leave();
      else if (event.key !== "Enter" || event.target instanceof HTMLButtonElement)
        return;
      else void this.take();
      event.preventDefault();
    });
    this.map.getContainer().addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        this.leave();
      },
      { signal },
    );
  }

  private async look(): Promise<void> {
    const { choice, say } = this;
    const { signal } = this.aborting;
    const around = await this.service.around(this.point, signal);
    if (signal.aborted) return;
    const hadFocus = this.element.contains(document.activeElement);
    if (around) choice.offer(around);
    this.add.hidden = !choice.isPossible;
    this.status.textContent = say(sentenceFor(around));
    if (!hadFocus) return;
    if (choice.isPossible) choice.focus();
    else this.cancel.focus();
  }

  /** The place near, or the one that the site makes. */
  private async take(): Promise<void> {
    const { place, name } = this.choice;
    if (place) this.end({ ...place, isNew: false });
    if (place || this.isMaking || !this.choice.isPossible) return;
    const title = name.value.trim();
    if (!title) {
      this.refuse(this.say("stop_nameless"));
      return;
    }
    this.isMaking = true;
    this.refuse("");
    const { signal } = this.aborting;
    const made = await this.service.make(title, this.point, signal);
    this.isMaking = false;
    if (signal.aborted) return;
    if ("place" in made) this.end({ ...made.place, isNew: true });
    else this.refuse(made.fault);
  }

  /** Says what is wrong with the name; an empty sentence takes it back. */
  private refuse(sentence: string): void {
    const { name } = this.choice;
    this.fault.textContent = sentence;
    if (sentence) {
      name.setAttribute("aria-invalid", "true");
      name.setAttribute("aria-describedby", FAULT);
      name.focus();
    } else {
      name.removeAttribute("aria-invalid");
      name.removeAttribute("aria-describedby");
    }
  }

  private end(place: ChosenPlace | null): void {
    if (this.aborting.signal.aborted) return;
    const hadFocus = this.element.contains(document.activeElement);
    this.aborting.abort();
    this.card.remove();
    if (hadFocus) this.map.getContainer().focus({ preventScroll: true });
    this.answer(place);
  }
}

/** The name of the sentence that tells what is around. */
function sentenceFor(around: Surroundings | null): string {
  if (!around) return "stop_unknown";
  if (around.places.length) return around.mayAdd ? "stop_near" : "stop_near_only";
  return around.mayAdd ? "stop_alone" : "stop_refused";
}
