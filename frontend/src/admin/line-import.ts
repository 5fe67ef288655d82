/** A line read from a file that is chosen, or dropped on the map; it is sent nowhere. */
import { formatMetres } from "../formatting";
import type { ComposerPart, Say, Trail } from "./composer-part";
import { make, makeButton } from "./controls";
import { FileDrop } from "./file-drop";
import { type FileLine, FileRefused } from "./file-lines";
import type { FormStop } from "./form-stop";
import { formatCount, importedTrack } from "./imported-track";
import { lengthM } from "./line";
import { makeLineChoice } from "./line-choice";
import { MOST_FILE_BYTES, readLineFile } from "./line-file";
import { show } from "./paper-map";
import { latLng } from "./pins";
import type { Track } from "./track";
import type { XmlElement } from "./xml-lines";

const ACCEPTED = ".gpx,.kml,.kmz,.geojson,.json";

export interface LineImportActions {
  /** Another track instead, as one step that can be undone. */
  replaceTrack(track: Track): void;
}

export class LineImport implements ComposerPart {
  readonly element = make("div", "map-field__import");
  private readonly button: HTMLButtonElement;
  private readonly input = make("input", "map-field__file");
  private readonly news = make("output", "map-field__news");
  private readonly fault = make("p", "map-field__news map-field__news--fault");
  private readonly choice = make("div", "map-field__choices");
  private readonly drop: FileDrop;
  private stops: readonly FormStop[] = [];
  private map: L.Map | null = null;
  private preview: L.Polyline | null = null;
  private imported: Track | null = null;
  private track: Track | null = null;
  private readings = 0;

  /** `dropZone` is the frame of the map; it must be positioned. */
  constructor(
    private readonly say: Say,
    private readonly language: string,
    dropZone: HTMLElement,
    private readonly actions: LineImportActions,
  ) {
    const { input } = this;
    this.button = makeButton("upload", say("import_button"), () => input.click());
    input.type = "file";
    input.accept = ACCEPTED;
    input.hidden = true; // the button opens it
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      input.value = ""; // the same file may be chosen again once it is mended
      void this.take(files);
    });
    this.fault.setAttribute("role", "alert");
    const bar = make("div", "map-field__tools");
    bar.append(this.button, make("span", "map-field__hint", say("import_help")));
    this.element.append(bar, input, this.choice, this.news, this.fault);
    // Nothing here is a field of the form: Wagtail need not hear of it.
    for (const name of ["input", "change"])
      this.element.addEventListener(name, (event) => event.stopPropagation());
    this.drop = new FileDrop(dropZone, say("import_drop"), (files) => {
      void this.take(files);
    });
  }

  open(map: L.Map): void {
    this.map = map;
  }

  /** What was told is over once the track is another one than was imported. */
  show({ stops, track }: Trail): void {
    const isAnother = track !== this.track && track !== this.imported;
    this.stops = stops;
    this.track = track;
    if (isAnother) this.tell("", "");
  }

  stop(): void {
    this.readings += 1;
    this.drop.stop();
    this.endChoice();
    this.map = null;
  }

  /** Reads one file; of several readings only the latest counts. */
  private async take(files: readonly File[]): Promise<void> {
    const [file] = files;
    if (!file) return;
    this.readings += 1;
    const reading = this.readings;
    this.endChoice();
    this.tell("", "");
    if (files.length > 1) {
      this.tell("", this.say("import_one_file"));
      return;
    }
    try {
      const lines = await readLineFile(await bytesOf(file), parseXml);
      if (reading === this.readings) this.offer(file.name, lines);
    } catch (error) {
      if (reading === this.readings) this.tell("", this.refusal(file.name, error));
    }
  }

  /** The only line at once; one of several as the editor chooses. */
  private offer(file: string, lines: readonly FileLine[]): void {
    const [only] = lines;
    if (only && lines.length === 1) {
      this.import(file, only);
      return;
    }
    const over = (): void => {
      this.endChoice();
      this.button.focus();
    };
    const words = {
      question: this.say("import_question", { file, count: lines.length }),
      choose: this.say("import_choose"),
      cancel: this.say("import_cancel"),
    };
    const labels = lines.map((each, i) => this.labelOf(each, i + 1));
    const group = makeLineChoice(words, labels, {
      look: (number) => this.look(lines[number]),
      choose: (number) => {
        const chosen = lines[number];
        over();
        if (chosen) this.import(file, chosen);
      },
      cancel: over,
    });
    this.choice.replaceChildren(group);
    group.querySelector("input")?.focus();
    this.look(only);
  }

  private labelOf({ name, line }: FileLine, number: number): string {
    return this.say("import_line", {
      name: name || this.say("import_track", { number }),
      length: formatMetres(lengthM(line), this.language),
      count: formatCount(line.length, this.language),
    });
  }

  /** Shows a line on the map while it may still be chosen. */
  private look(shown: FileLine | undefined): void {
    this.preview?.remove();
    this.preview = null;
    if (!this.map || !shown) return;
    const points = shown.line.map(latLng);
    const look = { interactive: false, className: "map-field__pull" };
    this.preview = L.polyline(points, look).addTo(this.map);
    show(this.map, { points });
  }

  private endChoice(): void {
    this.look(undefined);
    this.choice.replaceChildren();
  }

  private import(file: string, line: FileLine): void {
    const { track, news } = importedTrack(file, line, this.stops, this.language);
    this.imported = track;
    this.actions.replaceTrack(track);
    const sentences = news.map(([name, words]) => this.say(name, words));
    this.tell(sentences.join(" "), "");
  }

  private refusal(file: string, error: unknown): string {
    if (!(error instanceof FileRefused)) return this.say("import_unread", { file });
    const words = Object.entries(error.words).map(([name, word]) => [
      name,
      typeof word === "number" ? formatCount(word, this.language) : word,
    ]);
    const sentence = `import_fault_${error.code}`;
    return this.say(sentence, { ...Object.fromEntries(words), file });
  }

  private tell(news: string, fault: string): void {
    this.news.textContent = news;
    this.fault.textContent = fault;
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  // Not read at all, or a film dropped by mistake would fill the memory.
  if (file.size > MOST_FILE_BYTES) throw new FileRefused("too_big", { megabytes: 5 });
  return new Uint8Array(await file.arrayBuffer());
}

function parseXml(text: string): XmlElement {
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  const fault = parsed.getElementsByTagName("parsererror")[0];
  if (!fault) return parsed.documentElement;
  const row = /line (?:number )?(\d+)/i.exec(fault.textContent ?? "")?.[1];
  throw new FileRefused("not_xml", { row: Number(row ?? 1) });
}
