/** What a walk from the desk is led with, and what it tells. */
import { formatMetres } from "../formatting";
import type { Say } from "./composer-part";
import { make, makeButton } from "./controls";
import type { DeskWalk, Speed } from "./desk-walk";
import { walkingMinutes } from "./pace";

const STEP_M = 5; // of an arrow key
const SPEEDS: readonly Speed[] = [1, 8];
const LINES_KEPT = 6;

export interface DeskWalkActions {
  toggle(): void;
  setSpeed(speed: Speed): void;
  seek(metres: number): void;
  refresh(): void;
}

export class DeskWalkBar {
  /** Play, speed and distance. */
  readonly element = make("div", "desk-walk__bar");
  /** The latest that happened on the way, the last one at the end. */
  readonly log = make("div", "desk-walk__log");
  readonly refresh: HTMLButtonElement;
  private readonly play: HTMLButtonElement;
  private readonly pause: HTMLButtonElement;
  private readonly speeds: ReadonlyMap<Speed, HTMLButtonElement>;
  private readonly range = make("input", "desk-walk__range");
  private readonly measure = make("p", "desk-walk__measure");

  constructor(
    private readonly say: Say,
    private readonly language: string,
    actions: DeskWalkActions,
  ) {
    this.play = makeButton("map-play", say("desk_play"), () => actions.toggle());
    this.play.classList.remove("button-secondary");
    this.pause = makeButton("map-pause", say("desk_pause"), () => actions.toggle());
    this.refresh = makeButton("rotate", say("desk_refresh"), () => actions.refresh());
    this.speeds = new Map(SPEEDS.map((each) => [each, this.speedKey(each, actions)]));
    const speeds = make("div", "desk-walk__speeds");
    speeds.setAttribute("role", "group");
    speeds.setAttribute("aria-label", say("desk_speed"));
    speeds.append(...this.speeds.values());
    this.range.type = "range";
    this.range.min = "0";
    this.range.step = String(STEP_M);
    this.range.setAttribute("aria-label", say("desk_distance"));
    this.range.addEventListener("input", () => actions.seek(Number(this.range.value)));
    this.log.setAttribute("role", "log");
    this.log.setAttribute("aria-label", say("desk_log"));
    this.element.append(this.play, this.pause, speeds, this.range, this.measure);
  }

  /** Keys and figures as the walk has them; the focus stays on the key pressed. */
  show(walk: DeskWalk): void {
    const hadFocus = [this.play, this.pause].some((key) => key.matches(":focus"));
    this.play.hidden = walk.isGoing;
    this.pause.hidden = !walk.isGoing;
    if (hadFocus) (walk.isGoing ? this.pause : this.play).focus();
    for (const [speed, key] of this.speeds)
      key.setAttribute("aria-pressed", String(speed === walk.speed));
    this.range.max = String(Math.ceil(walk.lengthM / STEP_M) * STEP_M);
    this.range.value = String(walk.metres);
    this.range.style.setProperty("--walked", String(walk.metres / walk.lengthM));
    const told = this.told(walk);
    if (this.measure.textContent === told) return;
    this.measure.textContent = told;
    this.range.setAttribute("aria-valuetext", told);
  }

  tell(sentence: string): void {
    this.log.append(make("p", "desk-walk__line", sentence));
    while (this.log.childElementCount > LINES_KEPT)
      this.log.firstElementChild?.remove();
  }

  private told({ metres, lengthM, asideM }: DeskWalk): string {
    const length = (value: number): string => formatMetres(value, this.language);
    const told = this.say("desk_measure", {
      walked: length(metres),
      length: length(lengthM),
      minutes: walkingMinutes(metres),
    });
    const aside = this.say("desk_aside", { metres: length(asideM) });
    return asideM ? `${told} ${aside}` : told;
  }

  private speedKey(speed: Speed, actions: DeskWalkActions): HTMLButtonElement {
    const key = make("button", "desk-walk__speed", `×${speed}`);
    key.type = "button";
    key.title = this.say(`desk_speed_${speed}`);
    key.addEventListener("click", () => actions.setSpeed(speed));
    return key;
  }
}
