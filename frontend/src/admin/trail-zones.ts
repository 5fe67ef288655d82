/** The trail in the form, as the trigger engine and its bench know trails. Pure. */
import type { WalkTrail } from "../walk/walk-trail";
import { type FormStop, stopPoint } from "./form-stop";
import { type Track, wholeLine } from "./track";
import { DEFAULT_RADIUS_M } from "./zones";

/** A stop that has a zone: one without a point has none. */
export interface ZonedStop {
  readonly stop: FormStop;
  readonly latitude: number;
  readonly longitude: number;
  readonly radiusM: number;
  readonly bearing: number | undefined;
}

export function zonedStops(stops: readonly FormStop[]): ZonedStop[] {
  return stops.flatMap((stop) => {
    const point = stopPoint(stop);
    if (!point) return [];
    const { latitude, longitude } = point;
    const radiusM = stop.radiusM ?? DEFAULT_RADIUS_M;
    const bearing = stop.bearing ?? undefined;
    return [{ stop, latitude, longitude, radiusM, bearing }];
  });
}

/** Zones are called by their stops' prefixes. */
export function walkTrail(
  stops: readonly FormStop[],
  track: Track,
  guided: boolean,
): WalkTrail {
  const zones = zonedStops(stops).map(({ stop, ...zone }) => ({
    id: stop.prefix,
    ...zone,
  }));
  const line = wholeLine(track).map(({ latitude, longitude }) => ({
    latitude,
    longitude,
  }));
  return { zones, line, isGuided: guided };
}

/** Whether the stops are to be walked in their order, as the form has it. */
export function isGuided(form: HTMLFormElement): boolean {
  const mode = form.elements.namedItem("mode");
  return !(mode instanceof HTMLSelectElement) || mode.value !== "free";
}

/** What the bench is told, and what its figures are kept under: tours/trigger_check.py. */
export interface CheckedTrail {
  readonly mode: "guided" | "free";
  readonly legs: readonly (readonly (readonly [number, number])[])[];
  /** Longitude, latitude, radius in metres; the bearing where one is asked for. */
  readonly stops: readonly (readonly [number, number, number, number?])[];
}

export function checkedTrail(
  stops: readonly FormStop[],
  track: Track,
  guided: boolean,
): CheckedTrail {
  return {
    mode: guided ? "guided" : "free",
    legs: track.legs.map(({ line }) =>
      line.map(({ latitude, longitude }) => [longitude, latitude] as const),
    ),
    stops: zonedStops(stops).map(({ longitude, latitude, radiusM, bearing }) =>
      bearing === undefined
        ? [longitude, latitude, radiusM]
        : [longitude, latitude, radiusM, bearing],
    ),
  };
}

/** The parts of a tour package that the bench reads, as its JSON. */
export function benchDocument({ mode, legs, stops }: CheckedTrail): string {
  return JSON.stringify({
    mode,
    track: { legs: legs.map((line) => ({ line })) },
    stops: stops.map(([longitude, latitude, radius_m, bearing], i) => ({
      id: String(i),
      number: i + 1,
      title: "",
      location: { latitude, longitude },
      trigger: { radius_m, bearing },
    })),
  });
}
