/** `audio-desk`: the sound of a recording, followed while the desk prepares it. */
import { withChapter } from "./sound-chapters";
import { SoundRecorder } from "./sound-recorder";
import { Waveform } from "./sound-waveform";
import { Controller, formToken } from "./wagtail";

const LOOK_AGAIN_MS = 1500;

export class SoundPanel extends Controller {
  static values = { address: String };
  declare readonly element: HTMLElement;
  declare readonly addressValue: string;
  private recorder: SoundRecorder | null = null;
  private waveform: Waveform | null = null;
  private timer = 0;

  connect(): void {
    const field = this.element.querySelector<HTMLInputElement>('input[type="file"]');
    const place = this.element.querySelector<HTMLElement>("[data-recorder]");
    if (field && place) this.recorder = new SoundRecorder(place, field);
    this.show();
  }

  disconnect(): void {
    window.clearTimeout(this.timer);
    this.recorder?.stop();
    this.waveform?.stop();
  }

  /** What the page holds now: wires it up, and looks again while the desk is busy. */
  private show(): void {
    this.waveform?.stop();
    const sound = this.find<HTMLAudioElement>("[data-desk-made]");
    const picture = this.find<HTMLElement>("[data-waveform]");
    this.waveform = sound && picture ? new Waveform(picture, sound) : null;
    if (sound) this.offerChapters(sound);
    this.find<HTMLButtonElement>("[data-desk-again]")?.addEventListener(
      "click",
      (event) => {
        event.preventDefault(); // or what is being written would be lost
        void this.tryAgain(event.currentTarget as HTMLButtonElement);
      },
    );
    if (this.find("[data-desk-busy]")) this.lookLater();
  }

  private lookLater(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), LOOK_AGAIN_MS);
  }

  private async look(): Promise<void> {
    const shown = this.find<HTMLElement>("[data-desk-shown]");
    try {
      const answer = await fetch(this.addressValue);
      if (!answer.ok || !shown) throw new Error(String(answer.status));
      const html = await answer.text();
      // A sound that is being listened to is not taken away before there is news.
      if (html.includes("data-desk-busy")) return this.lookLater();
      shown.innerHTML = html;
      this.show();
    } catch {
      this.lookLater();
    }
  }

  private async tryAgain(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    const body = new URLSearchParams({ csrfmiddlewaretoken: formToken(button.form) });
    await fetch(button.formAction, { method: "POST", body, redirect: "manual" });
    await this.look();
  }

  private offerChapters(sound: HTMLAudioElement): void {
    const mark = this.find<HTMLButtonElement>("[data-desk-mark]");
    const lines = document.querySelector<HTMLTextAreaElement>("[data-chapters]");
    if (!mark || !lines) return;
    mark.hidden = false;
    mark.addEventListener("click", () => {
      const { text, caret } = withChapter(lines.value, sound.currentTime);
      lines.value = text;
      lines.dispatchEvent(new Event("input", { bubbles: true }));
      lines.focus();
      lines.setSelectionRange(caret, caret);
    });
  }

  private find<T extends Element>(selector: string): T | null {
    return this.element.querySelector<T>(selector);
  }
}
