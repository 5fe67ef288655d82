/** The check of the stories under the map: its button, its progress, what it advises. */
import type { Say } from "./composer-part";
import { make, makeButton, StatusLine } from "./controls";

export interface TriggerActions {
  start(): void;
  stop(): void;
  showStop(prefix: string): void;
}

export interface Advised {
  readonly prefix: string;
  /** How sentences name the stop. */
  readonly name: string;
  readonly sentences: readonly string[];
}

export class TriggerPanel {
  readonly element = make("div", "trigger-check");
  readonly status = new StatusLine();
  private readonly starter: HTMLButtonElement;
  private readonly running = make("div", "trigger-check__running");
  private readonly progress = make("progress", "trigger-check__progress");
  private readonly stopper: HTMLButtonElement;
  private readonly list = make("ul", "map-field__notices");

  constructor(
    private readonly say: Say,
    private readonly actions: TriggerActions,
  ) {
    this.starter = makeButton("glasses", say("check_start"), () => actions.start());
    this.stopper = makeButton("cross", say("check_stop"), () => actions.stop());
    this.progress.setAttribute("aria-label", say("check_progress"));
    this.running.append(this.progress, this.stopper);
    this.running.hidden = this.list.hidden = true;
    this.list.setAttribute("aria-label", say("check_advice"));
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", say("check_start"));
    this.element.append(this.starter, this.running, this.status.element, this.list);
  }

  /** The focus goes on to the key that takes the other's place. */
  showRun(isGoing: boolean, walks = 1): void {
    const hadFocus = [this.starter, this.stopper].some((key) => key.matches(":focus"));
    this.starter.hidden = isGoing;
    this.running.hidden = !isGoing;
    this.progress.max = walks;
    this.progress.value = 0;
    if (hadFocus) (isGoing ? this.stopper : this.starter).focus();
  }

  showWalked(walks: number): void {
    this.progress.value = walks;
  }

  showAdvice(advised: readonly Advised[], isOld: boolean): void {
    this.list.hidden = advised.length === 0;
    this.list.classList.toggle("trigger-check__old", isOld);
    this.list.replaceChildren(...advised.map((each) => this.item(each)));
  }

  private item({ prefix, name, sentences }: Advised): HTMLElement {
    const stop = this.say("check_stop_name", { stop: name });
    const item = make("li", "", `${[stop, ...sentences].join(" ")} `);
    const key = make("button", "map-field__zone-show", this.say("zone_show"));
    key.type = "button";
    key.setAttribute("aria-label", this.say("zone_show_stop", { stop: name }));
    key.addEventListener("click", () => this.actions.showStop(prefix));
    item.append(key);
    return item;
  }
}
