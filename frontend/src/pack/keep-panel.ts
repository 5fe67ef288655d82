/** "Keep this walk on my phone": the panel of a trail's page, from its template. */

import { formatWeight } from "../formatting";
import { platformOf } from "../position/platform";
import { readStrings, type Say } from "../strings";
import { type Act, actsOf, type KeepState } from "./keep-state";
import { minutesOf, sayFacts, sayState } from "./keep-words";
import { Keeper } from "./keeper";
import type { Part } from "./kept-names";
import { PackStore } from "./store";
import { offerNewRelease, pageRelease, workerAddress } from "./worker-link";

const ACTS: readonly Act[] = [
  "keep",
  "pause",
  "resume",
  "cancel",
  "update",
  "repair",
  "delete",
];

export class KeepPanel {
  readonly #say: Say;
  readonly #panel: HTMLElement;
  readonly #keeper: Keeper;
  #part: Part = "essential";

  /** `key` opens it, and says where the walk stands. */
  constructor(private readonly key: HTMLElement) {
    this.#say = readStrings(document, "#keep-strings");
    const template = document.querySelector<HTMLTemplateElement>(
      'template[data-part="keep"]',
    );
    this.#panel = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
    key.closest(".trail__actions, header")?.append(this.#panel);
    const site = { worker: workerAddress() ?? "", release: pageRelease() };
    this.#keeper = new Keeper(new PackStore(), site, location.pathname, (state) =>
      this.#show(state),
    );
    this.#panel.hidden = true;
    offerNewRelease(this.#panel.querySelector("[data-renew]"));
    this.#panel.addEventListener("click", (event) => this.#onClick(event));
    this.#panel.addEventListener("change", () => this.#choose());
    this.#panel.addEventListener("keydown", ({ key: pressed }) => {
      if (pressed === "Escape") this.close();
    });
  }

  /** Opens, and looks at what is kept. */
  async open(): Promise<void> {
    this.#panel.hidden = false;
    this.key.setAttribute("aria-expanded", "true");
    this.#panel.focus();
    await this.look();
  }

  /** Proves what is kept and mends it, without a word where all is well. */
  async look(): Promise<void> {
    await this.#keeper.open();
  }

  close(): void {
    this.#panel.hidden = true;
    this.key.setAttribute("aria-expanded", "false");
    this.key.focus();
  }

  #choose(): void {
    const chosen = this.#panel.querySelector<HTMLInputElement>("input:checked");
    this.#part = chosen?.value === "complete" ? "complete" : "essential";
  }

  #onClick(event: Event): void {
    const pressed = (event.target as Element).closest<HTMLElement>("button");
    if (pressed?.dataset["close"] !== undefined) this.close();
    const act = pressed?.dataset["act"] as Act | undefined;
    if (act) void this.#do(act);
  }

  async #do(act: Act): Promise<void> {
    const keeper = this.#keeper;
    const { state } = keeper;
    const part = "part" in state ? state.part : this.#part;
    if (act === "pause") keeper.pause();
    else if (act === "cancel") await keeper.cancel();
    else if (act === "delete") await keeper.delete();
    else if (act === "repair") await keeper.open();
    else if (act === "update" && "record" in state)
      await keeper.keep(state.record.part);
    else await keeper.keep(part);
    // A key that went takes the focus with it: the panel has it instead.
    if (document.activeElement === document.body) this.#panel.focus();
  }

  #show(state: KeepState): void {
    const panel = this.#panel;
    const { lang } = document.documentElement;
    panel.dataset["keepState"] = state.name;
    this.key.dataset["kept"] = state.name;
    const acts = actsOf(state);
    for (const act of ACTS) {
      const button = panel.querySelector<HTMLElement>(`[data-act=${act}]`);
      if (button) button.hidden = !acts.includes(act);
    }
    this.#write("[data-state]", sayState(state, this.#say, lang));
    this.#write(
      "[data-facts]",
      "record" in state ? sayFacts(state.record, this.#say, lang) : "",
    );
    this.#showProgress(state);
    this.#showSizes(state, lang);
    const update = "updateBytes" in state ? state.updateBytes : null;
    if (update !== null)
      this.#write(
        "[data-act=update]",
        this.#say("update", { size: formatWeight(update, lang) }),
      );
    if (state.name === "kept")
      this.#write("[data-keep-label]", this.#say("kept"), this.key);
    if (state.name === "absent")
      this.#write("[data-keep-label]", this.#say("keep"), this.key);
    const advice = panel.querySelector<HTMLElement>("[data-install]");
    if (advice) advice.hidden = state.name !== "kept" || !isHomeScreenAdvised();
  }

  #showProgress(state: KeepState): void {
    const bar = this.#panel.querySelector<HTMLProgressElement>("progress");
    if (!bar) return;
    bar.hidden = state.name !== "loading" && state.name !== "paused";
    if (!("progress" in state)) return;
    bar.max = Math.max(1, state.progress.total);
    bar.value = state.progress.done;
  }

  #showSizes(state: KeepState, language: string): void {
    const choice = this.#panel.querySelector<HTMLElement>("fieldset");
    if (choice) choice.hidden = state.name !== "absent" || state.isGone;
    if (state.name !== "absent" || !state.sizes) return;
    const { essential, complete, soundS } = state.sizes;
    const minutes = minutesOf(soundS);
    for (const [part, bytes] of Object.entries({ essential, complete }))
      this.#write(
        `[data-size=${part}]`,
        this.#say("size", { size: formatWeight(bytes, language), minutes }),
      );
  }

  #write(selector: string, text: string, within: ParentNode = this.#panel): void {
    const element = within.querySelector<HTMLElement>(selector);
    if (element && element.textContent !== text) element.textContent = text;
  }
}

/** An iPhone keeps what is on its home screen; a browser's tab it may clear. */
const isHomeScreenAdvised = (): boolean =>
  platformOf(navigator.userAgent) === "ios" &&
  !matchMedia("(display-mode: standalone)").matches;
