import { SoundLantern } from "../lantern/sound-lantern";
import type { Fix } from "../position/state";
import type { Say } from "../strings";
import type { Goal } from "./dock";
import { Pocket } from "./pocket";
import { ScreenLock } from "./wake-lock";

/** What the tools ask of the walk. */
export interface ToolsHost {
  say: Say;
  formatMetres(metres: number): string;
  isHeard(): boolean;
  /** The title of the stop that is being told, or was told last. */
  told(): string;
  toggleSound(): void;
  /** A walk made up, over the trail as it is; false: back to the phone's own position. */
  walkFromHome(isOn: boolean): void;
  replay(file: File): void;
  beginAnew(): void;
  end(): void;
  openNotebook(): void;
}

/** The tools of the walk: pocket mode, sound lantern, a walk from home, the screen. */
export class WalkTools {
  readonly #host: ToolsHost;
  readonly #dialog: HTMLDialogElement;
  readonly #opener: HTMLElement | null;
  readonly #spoken: HTMLElement | null;
  readonly #pocket: Pocket;
  readonly #lantern: SoundLantern;
  readonly #screen = new ScreenLock(() => this.#showScreen());
  #goal: Goal | null = null;

  constructor(main: HTMLElement, host: ToolsHost) {
    this.#host = host;
    const part = <T extends HTMLElement>(selector: string): T =>
      main.querySelector<T>(selector) as T;
    this.#dialog = part<HTMLDialogElement>("[data-tools-list]");
    this.#opener = main.querySelector<HTMLElement>("[data-tools]");
    this.#spoken = main.querySelector<HTMLElement>("[data-spoken]");
    const pocket = part<HTMLDialogElement>("[data-pocket]");
    this.#pocket = new Pocket(pocket, host.say, this.#opener, () => host.toggleSound());
    this.#lantern = new SoundLantern({
      say: host.say,
      formatMetres: (metres) => host.formatMetres(metres),
      isHeard: () => host.isHeard(),
      speak: (sentence) => this.#speak(sentence),
    });
    if (main.dataset["preview"] !== undefined) this.#leaveOutWalks();
    this.#opener?.addEventListener("click", () => this.#open());
    this.#dialog.addEventListener("click", (event) => this.#press(event));
    this.#dialog
      .querySelector<HTMLInputElement>("[data-recorded]")
      ?.addEventListener("change", (event) => this.#replay(event));
  }

  /** The walk begins: the screen stays on. */
  start(): void {
    this.#screen.hold();
  }

  stop(): void {
    this.#screen.release();
    this.#setLantern(false);
    if (this.#pocket.isOpen) this.#pocket.close();
  }

  /** Where the walker is led now. */
  onWay(goal: Goal | null, walker: Fix | null): void {
    this.#goal = goal;
    const { way, stop } = goal ?? {};
    const isKnown = walker && way && way.bearing !== null;
    this.#lantern.lead(
      isKnown && stop
        ? { title: stop.title, metres: way.metres, bearing: way.bearing ?? 0 }
        : null,
      walker,
    );
    this.#showPocket();
  }

  /** The dot goes along the trail by itself, or shows where the phone is again. */
  walkFromHome(isOn = true): void {
    const button = this.#dialog.querySelector('[data-tool="home"]');
    button?.setAttribute("aria-pressed", String(isOn));
    this.#host.walkFromHome(isOn);
  }

  /** A preview has no package yet: what needs one is not offered. */
  #leaveOutWalks(): void {
    const ofWalks = "[data-tool=notebook], [data-tool=home], [data-tool=again], label";
    for (const tool of this.#dialog.querySelectorAll(ofWalks))
      tool.closest("li")?.remove();
  }

  #open(): void {
    this.#showScreen();
    this.#dialog.showModal();
  }

  #press(event: MouseEvent): void {
    const target = event.target as Element;
    if (target === this.#dialog) this.#dialog.close(); // beside it
    const button = target.closest<HTMLElement>("[data-tool]");
    if (!button) return;
    const isOn = button.getAttribute("aria-pressed") !== "true";
    switch (button.dataset["tool"]) {
      case "lantern":
        this.#setLantern(isOn);
        return;
      case "home":
        this.walkFromHome(isOn);
        break;
      case "again":
        this.#host.beginAnew();
        break;
      case "end":
        this.#host.end();
        break;
      case "notebook":
        this.#host.openNotebook();
        break;
    }
    this.#dialog.close();
    if (button.dataset["tool"] === "pocket") this.#openPocket();
  }

  #openPocket(): void {
    this.#showPocket();
    this.#pocket.open();
  }

  #setLantern(isOn: boolean): void {
    const button = this.#dialog.querySelector('[data-tool="lantern"]');
    button?.setAttribute("aria-pressed", String(isOn));
    if (isOn) this.#lantern.start();
    else this.#lantern.stop();
  }

  #replay(event: Event): void {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = "";
    this.#dialog.close();
    if (file) this.#host.replay(file);
  }

  #showScreen(): void {
    const words = this.#dialog.querySelector("[data-screen]");
    const key = this.#screen.isHeld ? "screen-on" : "screen-may-sleep";
    if (words) words.textContent = this.#host.say(key);
    this.#showPocket();
  }

  #showPocket(): void {
    const isPlaying = this.#host.isHeard();
    const { way, stop } = this.#goal ?? {};
    const metres = way ? this.#host.formatMetres(way.metres) : "";
    const sentence = isPlaying
      ? this.#host.told()
      : stop
        ? this.#host.say("lantern", { title: stop.title, metres })
        : this.#host.say("last");
    this.#pocket.show({ sentence, isPlaying, isScreenHeld: this.#screen.isHeld });
  }

  #speak(sentence: string): void {
    if (this.#spoken) this.#spoken.textContent = sentence;
  }
}
