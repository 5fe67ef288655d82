/** The stops as the form holds them now: rows added, moved and deleted included. */
import { type FormStop, grouped, withTakes } from "./form-stop";
import type { KnownPlaces } from "./known-places";
import { readDegrees } from "./pasted-point";
import { prefixOf, StopRows } from "./stop-rows";

export class FormStops {
  readonly rows: StopRows;
  private readonly aborting = new AbortController();
  private readonly observer: MutationObserver;
  private pending = 0;
  private readings = 0;

  /**
   * Tells `changed` after every change of the rows of a formset, and once at first:
   * the stops, each with its takes.
   */
  constructor(
    form: HTMLFormElement,
    formset: string,
    private readonly places: KnownPlaces,
    private readonly changed: (stops: FormStop[]) => void,
  ) {
    const later = (): void => this.readLater();
    this.rows = new StopRows(formset);
    const { list } = this.rows;
    this.observer = new MutationObserver((records) => {
      const isRow = ({ target }: MutationRecord) =>
        target === list || target.parentNode === list;
      if (records.some(isRow)) later();
    });
    if (list) {
      this.observer.observe(list, {
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

  /** Once for all changes of a moment. */
  private readLater(): void {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => void this.read());
  }

  /** Places are asked for meanwhile: only the latest reading counts. */
  private async read(): Promise<void> {
    this.readings += 1;
    const reading = this.readings;
    const rows = this.rows.elements;
    const stops = grouped(await Promise.all(rows.map((row) => this.stopOf(row))));
    if (reading !== this.readings || this.aborting.signal.aborted) return;
    for (const stop of withTakes(stops)) this.rows.number(stop);
    this.changed(stops);
  }

  private async stopOf(row: Element): Promise<FormStop> {
    const prefix = prefixOf(row);
    const value = (name: string): string => this.rows.input(prefix, name)?.value ?? "";
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
      number: 0,
      title: value("title"),
      ownPoint: inRange ? { latitude, longitude } : null,
      placePoint: place ? await this.places.find(place) : null,
      place,
      radiusM: readMetres(value("trigger_radius_m")),
      bearing: readBearing(value("trigger_bearing_deg")),
      errors: readErrors(row),
      told: this.rows.told(prefix),
      takes: [],
    };
  }
}

function readMetres(text: string): number | null {
  const metres = Number(text);
  return text.trim() && Number.isFinite(metres) && metres > 0 ? metres : null;
}

/** Degrees as typed; null for what the form will refuse, and for none. */
function readBearing(text: string): number | null {
  const degrees = Number(text);
  const isOne = Number.isInteger(degrees) && degrees >= 0 && degrees < 360;
  return text.trim() && isOne ? degrees : null;
}

function readErrors(row: Element): string[] {
  const messages = [...row.querySelectorAll(".error-message")];
  const sentences = messages.map(({ textContent }) => textContent?.trim() ?? "");
  return [...new Set(sentences.filter(Boolean))];
}
