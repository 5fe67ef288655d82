/** `recordings-upload`: sends sound files one after the other, and tells of each. */
import { make } from "./controls";
import { FileDrop } from "./file-drop";
import { Controller } from "./wagtail";

interface Outcome {
  readonly name: string;
  readonly title: string;
  readonly edit_url?: string;
  readonly errors?: readonly string[];
}

interface Answer {
  readonly recordings: readonly Outcome[];
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

export class SoundUpload extends Controller {
  static values = { words: Object };
  declare readonly element: HTMLFormElement;
  declare readonly wordsValue: Readonly<Record<string, string>>;
  private drop: FileDrop | null = null;
  private queue: Promise<void> = Promise.resolve();

  connect(): void {
    const zone = this.element.querySelector<HTMLElement>("[data-batch-drop]");
    const field = this.element.querySelector<HTMLInputElement>('input[type="file"]');
    if (!zone || !field) return;
    this.drop = new FileDrop(zone, this.words("drop"), (files) => this.send(files));
    field.addEventListener("change", () => {
      this.send([...(field.files ?? [])]);
      field.value = "";
    });
    const button = this.element.querySelector<HTMLElement>("[data-batch-send]");
    if (button) button.hidden = true; // what is chosen is sent at once
  }

  disconnect(): void {
    this.drop?.stop();
  }

  /** One at a time: a slow line is not shared, and the first are ready sooner. */
  private send(files: readonly File[]): void {
    for (const file of files) {
      const row = new Row(file.name, this.words("waiting"));
      this.element.querySelector("[data-batch-outcomes]")?.append(row.element);
      this.queue = this.queue.then(() => this.sendOne(file, row));
    }
  }

  private async sendOne(file: File, row: Row): Promise<void> {
    const body = new FormData(this.element);
    body.set("files", file);
    const answer = await post(this.element.action, body, (part) => {
      row.progress(part, this.words(part < 1 ? "sending" : "checking"));
    });
    if (!answer) return row.refused(this.words("failed"));
    const [outcome] = answer.recordings;
    const errors = outcome?.errors ?? Object.values(answer.errors).flat();
    if (!outcome?.edit_url)
      return row.refused(errors.join(" ") || this.words("failed"));
    row.taken(this.words("taken"), this.words("open"), outcome);
  }

  private words(name: string): string {
    return this.wordsValue[name] ?? "";
  }
}

/** One file, from the moment it is chosen. */
class Row {
  readonly element = make("li", "batch__outcome");
  private readonly state = make("span", "batch__state");
  private readonly bar = document.createElement("progress");

  constructor(name: string, sentence: string) {
    this.bar.max = 1;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", name);
    this.state.textContent = sentence;
    this.state.setAttribute("role", "status");
    this.element.append(make("span", "batch__name", name), this.bar, this.state);
  }

  progress(part: number, sentence: string): void {
    this.bar.value = part;
    if (this.state.textContent !== sentence) this.state.textContent = sentence;
  }

  refused(sentence: string): void {
    this.bar.remove();
    this.element.classList.add("batch__outcome--refused");
    this.state.textContent = sentence;
  }

  taken(sentence: string, open: string, { title, edit_url: address }: Outcome): void {
    this.bar.remove();
    const link = document.createElement("a");
    link.href = address ?? "";
    link.textContent = open.replace("{title}", title);
    this.state.textContent = sentence;
    this.element.append(link);
  }
}

/** Posts a form and tells how far it is; null when the answer never came. */
function post(
  address: string,
  body: FormData,
  onProgress: (part: number) => void,
): Promise<Answer | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch tells nothing of what is on its way
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total ? loaded / total : 0),
    );
    request.addEventListener("load", () =>
      resolve(
        (request.response as Answer | null)?.recordings ? request.response : null,
      ),
    );
    request.addEventListener("error", () => resolve(null));
    request.send(body);
  });
}
