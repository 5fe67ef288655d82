/** The notebook's panel: visits, notes, ways to take them along, and to erase them. */
import type { Say } from "../strings";
import { writeGpx } from "./gpx";
import { beganAt, type Visit } from "./notebook";
import { drawPostcard } from "./postcard";
import { canShare, saveFile, shareFile } from "./taking-along";
import type { NotebookTrail } from "./walk-notebook";

export interface NotebookHolder {
  read(): readonly Visit[];
  /** Whether the phone keeps it. */
  write(id: string, note: string): boolean;
  erase(): void;
}

export class NotebookPanel {
  readonly #trail: NotebookTrail;
  readonly #say: Say;
  readonly #holder: NotebookHolder;
  readonly #when: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  #dialog: HTMLDialogElement | null = null;

  constructor(trail: NotebookTrail, say: Say, holder: NotebookHolder) {
    this.#trail = trail;
    this.#say = say;
    this.#holder = holder;
    const language = ownWay(trail.language);
    this.#when = new Intl.DateTimeFormat(language, {
      dateStyle: "medium",
      timeStyle: "short",
    });
    this.#day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  }

  /** Shows it over the page; the focus comes back where it was once it closes. */
  open(): void {
    if (document.querySelector("dialog.notebook")) return;
    const dialog = cloned("notebook-panel") as HTMLDialogElement | null;
    if (!dialog) return;
    this.#dialog = dialog;
    this.#listen(dialog);
    this.#show();
    document.body.append(dialog);
    dialog.showModal();
    // Phones open their keyboard for a note that is focused at once.
    this.#part("title").focus({ preventScroll: true });
  }

  #part(name: string): HTMLElement {
    return this.#dialog?.querySelector(`[data-${name}]`) as HTMLElement;
  }

  #listen(dialog: HTMLDialogElement): void {
    const acts: Readonly<Record<string, () => void>> = {
      close: () => dialog.close(),
      share: () => void this.#takePicture(true),
      picture: () => void this.#takePicture(false),
      gpx: () => this.#saveGpx(),
      erase: () => this.#ask(true),
      keep: () => this.#ask(false),
      "erase-now": () => this.#erase(),
    };
    dialog.addEventListener("click", (event) => {
      const target = event.target as Element;
      const button = target.closest<HTMLElement>("[data-do]");
      if (button) acts[button.dataset["do"] ?? ""]?.();
      else if (target === dialog) dialog.close(); // beside the panel
    });
    dialog.addEventListener("close", () => dialog.remove());
  }

  #show(): void {
    const visits = this.#holder.read();
    const hasVisits = visits.length > 0;
    this.#part("visits").replaceChildren(...visits.map((visit) => this.#row(visit)));
    this.#part("empty").hidden = hasVisits;
    this.#part("ways").hidden = !hasVisits;
    this.#part("sure").hidden = true;
    this.#part("share").hidden = !canShare();
  }

  #row(visit: Visit): HTMLElement {
    const row = cloned("notebook-visit") as HTMLElement;
    const part = (name: string) => row.querySelector(`[data-${name}]`) as HTMLElement;
    part("title").textContent = visit.title;
    part("when").textContent = this.#story(visit);
    const field = part("note") as HTMLTextAreaElement;
    field.value = visit.note;
    field.setAttribute("aria-label", this.#say("note-at", { title: visit.title }));
    field.addEventListener("input", () => {
      const isKept = this.#holder.write(visit.id, field.value);
      this.#tell(isKept ? "" : "not-kept");
    });
    return row;
  }

  /** When one was there, whether one heard and answered. */
  #story(visit: Visit): string {
    const at = beganAt(visit);
    const parts = [
      at === null ? "" : this.#when.format(at),
      visit.heardAt === null ? "" : this.#say("heard"),
      visit.isRight === null ? "" : this.#say(visit.isRight ? "right" : "answered"),
    ];
    return parts.filter(Boolean).join(" · ");
  }

  #tell(key: string): void {
    const words = key ? this.#say(key) : "";
    const status = this.#part("status");
    if (status.textContent !== words) status.textContent = words;
  }

  async #takePicture(isShared: boolean): Promise<void> {
    this.#tell("making");
    const { title, city, url, line = [] } = this.#trail;
    const visits = this.#holder.read();
    const begun = visits.map(beganAt).filter((at) => at !== null);
    const words = {
      heading: this.#say("my-walk"),
      title,
      city,
      date: begun.length ? this.#day.format(Math.min(...begun)) : "",
      address: url.replace(/^https?:\/\//, ""),
      more: (count: number) => this.#say("more", { count }),
    };
    const picture = await drawPostcard(words, visits, line).catch(() => null);
    if (!picture) {
      this.#tell("no-picture");
      return;
    }
    const file = new File([picture], this.#say("picture-file"), { type: "image/png" });
    if (isShared) await shareFile(file, title);
    else saveFile(file);
    this.#tell(isShared ? "" : "saved");
  }

  #saveGpx(): void {
    const gpx = writeGpx(this.#holder.read(), this.#trail, Date.now());
    const type = "application/gpx+xml";
    saveFile(new File([gpx], this.#say("gpx-file"), { type }));
    this.#tell("saved");
  }

  /** Asks again, in the place of the ways; or takes the question back. */
  #ask(isAsking: boolean): void {
    this.#tell("");
    this.#part("ways").hidden = isAsking;
    this.#part("sure").hidden = !isAsking;
    const focused = isAsking ? this.#part("sure-words") : this.#part("erase");
    focused.focus({ preventScroll: true });
  }

  #erase(): void {
    this.#holder.erase();
    this.#show();
    this.#tell("erased");
    this.#part("title").focus({ preventScroll: true });
  }
}

/** How the walker's country writes dates in a language, where the phone tells it. */
function ownWay(language: string): string {
  const isSpoken = (each: string): boolean => each.split("-")[0] === language;
  return navigator.languages.find(isSpoken) ?? language;
}

function cloned(template: string): Element | null {
  const found = document.querySelector<HTMLTemplateElement>(`#${template}`);
  const element = found?.content.firstElementChild;
  return element ? (element.cloneNode(true) as Element) : null;
}
