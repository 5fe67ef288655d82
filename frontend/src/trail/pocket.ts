import type { Say } from "../strings";
import { onHold } from "./hold";

/** What the black page shows. */
export interface PocketNews {
  /** The story that is told, or where one is led. */
  readonly sentence: string;
  readonly isPlaying: boolean;
  readonly isScreenHeld: boolean;
}

/**
 * Pocket mode: a black page that no brush of cloth disturbs, while stories go on. Its
 * two buttons must be held; the Escape key and the back button leave it too.
 */
export class Pocket {
  readonly #dialog: HTMLDialogElement;
  readonly #say: Say;
  readonly #back: HTMLElement | null;

  constructor(
    dialog: HTMLDialogElement,
    say: Say,
    back: HTMLElement | null,
    onSound: () => void,
  ) {
    this.#dialog = dialog;
    this.#say = say;
    this.#back = back;
    const button = (name: string): HTMLElement =>
      dialog.querySelector<HTMLElement>(`[data-hold="${name}"]`) as HTMLElement;
    onHold(button("leave"), () => dialog.close());
    onHold(button("sound"), onSound);
    dialog.addEventListener("close", () => this.#back?.focus({ preventScroll: true }));
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  open(): void {
    this.#dialog.showModal();
  }

  close(): void {
    this.#dialog.close();
  }

  show({ sentence, isPlaying, isScreenHeld }: PocketNews): void {
    this.#write("[data-pocket-news]", sentence);
    this.#write(
      '[data-hold="sound"] span',
      this.#say(isPlaying ? "hold-pause" : "hold-play"),
    );
    const screen = isScreenHeld ? "screen-on" : "screen-may-sleep";
    this.#write("[data-pocket-screen]", this.#say(screen));
  }

  #write(selector: string, words: string): void {
    const element = this.#dialog.querySelector(selector);
    if (element && element.textContent !== words) element.textContent = words;
  }
}
