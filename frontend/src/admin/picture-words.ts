/** `picture-words`: what a chosen picture says of itself, in the fields left empty. */
import { fill } from "./chosen-words";
import { Controller } from "./wagtail";

interface Answer {
  readonly words?: Readonly<Record<string, string | number>>;
  readonly note?: string;
}

export class PictureWords extends Controller {
  static values = { url: String };
  declare readonly element: HTMLInputElement;
  declare readonly urlValue: string;
  private asked = 0;

  connect(): void {
    this.element.addEventListener("change", this.ask);
  }

  disconnect(): void {
    this.element.removeEventListener("change", this.ask);
  }

  private readonly ask = async (): Promise<void> => {
    const file = this.element.files?.[0];
    const form = this.element.form;
    if (!file || !form) return;
    const turn = ++this.asked; // a second choice overtakes the first
    const answer = await this.answer(file, form);
    if (answer?.words && turn === this.asked) {
      fill(this.element, form, answer.words, answer.note ?? "");
    }
  };

  /** Nothing where the server refuses it: it says so when the form is sent. */
  private async answer(file: File, form: HTMLFormElement): Promise<Answer | null> {
    const sent = new FormData();
    sent.set("file", file);
    const token = form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]");
    try {
      const answer = await fetch(this.urlValue, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": token?.value ?? "" },
        body: sent,
      });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null; // offline: the server fills them in as it saves
    }
  }
}
