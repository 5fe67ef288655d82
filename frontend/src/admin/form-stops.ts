/** The stops as the form holds them now: rows added, moved and deleted included. */
import type { Point } from "../geo";
import type { KnownPlace, KnownPlaces } from "./known-places";
import { readDegrees } from "./pasted-point";

export interface FormStop {
  /** Name before each of its fields, such as `stops-3`. */
  readonly prefix: string;
  readonly number: number;
  readonly title: string;
  /** Where to stand, when the stop has a point of its own. */
  readonly ownPoint: Point | null;
  readonly placePoint: KnownPlace | null;
  /** Number of its place, as the form holds it; empty without one. */
  readonly place: string;
  /** As typed: a draft may hold any number, or none. */
  readonly radiusM: number | null;
}

/** The point a stop is drawn at. */
export function stopPoint(stop: FormStop): Point | null {
  return stop.ownPoint ?? stop.placePoint;
}

export class FormStops {
  private readonly aborting = new AbortController();
  private readonly observer: MutationObserver;
  private pending = 0;
  private readings = 0;

  /** Tells `changed` after every change of the rows of a formset, and once at first. */
  constructor(
    private readonly form: HTMLFormElement,
    private readonly formset: string,
    private readonly places: KnownPlaces,
    private readonly changed: (stops: FormStop[]) => void,
  ) {
    const later = (): void => this.readLater();
    this.observer = new MutationObserver((records) => {
      const list = this.list;
      const isRow = ({ target }: MutationRecord) =>
        target === list || target.parentNode === list;
      if (records.some(isRow)) later();
    });
    if (this.list) {
      this.observer.observe(this.list, {
        childList: true,
        subtree: true,
        attributes: true,
        attributeFilter: ["class"], // a deleted row stays, with a class
      });
    }
    form.addEventListener(
      "change",
      ({ target }) => {
        const name = target instanceof HTMLInputElement ? target.name : "";
        if (name.startsWith(`${formset}-`)) later();
      },
      { signal: this.aborting.signal },
    );
    later();
  }

  stop(): void {
    this.aborting.abort();
    this.observer.disconnect();
    cancelAnimationFrame(this.pending);
  }

  private get list(): HTMLElement | null {
    return this.form.querySelector<HTMLElement>(`#id_${this.formset}-FORMS`);
  }

  /** Once for all changes of a moment. */
  private readLater(): void {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => void this.read());
  }

  /** Places are asked for meanwhile: only the latest reading counts. */
  private async read(): Promise<void> {
    this.readings += 1;
    const reading = this.readings;
    const rows = [...(this.list?.children ?? [])].filter(
      (row) => !row.classList.contains("deleted"),
    );
    const stops = await Promise.all(rows.map((row, i) => this.stopOf(row, i + 1)));
    if (reading === this.readings && !this.aborting.signal.aborted) this.changed(stops);
  }

  private async stopOf(row: Element, number: number): Promise<FormStop> {
    const prefix = row.id.replace("inline_child_", "");
    const value = (name: string): string =>
      row.querySelector<HTMLInputElement>(`[name="${prefix}-${name}"]`)?.value ?? "";
    const [latitude, longitude] = [value("latitude"), value("longitude")].map(
      readDegrees,
    );
    const place = value("place");
    const inRange =
      latitude != null &&
      longitude != null &&
      Math.abs(latitude) <= 90 &&
      Math.abs(longitude) <= 180;
    return {
      prefix,
      number,
      title: value("title"),
      ownPoint: inRange ? { latitude, longitude } : null,
      placePoint: place ? await this.places.find(place) : null,
      place,
      radiusM: readMetres(value("trigger_radius_m")),
    };
  }
}

function readMetres(text: string): number | null {
  const metres = Number(text);
  return text.trim() && Number.isFinite(metres) && metres > 0 ? metres : null;
}
