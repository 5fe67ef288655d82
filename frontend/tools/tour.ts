/** A trail as the bench reads it from a tour package: on flat ground, in metres. */
import type { Point } from "../src/geo";
import { Ground, type Spot } from "../src/local-metres";
import { type Passage, passagesInOrder, TrackLine } from "../src/walk/track-line";
import { apart, goesBy, type WalkTrail, type Zone } from "../src/walk/walk-trail";

interface Package {
  readonly title?: string;
  readonly mode?: string;
  readonly track?: { readonly legs: readonly Leg[] } | null;
  readonly stops: readonly PackageStop[];
}

interface Leg {
  readonly line: readonly (readonly [number, number])[];
}

interface PackageStop {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly location: Point;
  readonly trigger: { readonly radius_m: number; readonly bearing?: number };
}

export interface TourStop {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly spot: Spot;
  /** As the package has it. */
  readonly givenM: number;
  /** Cut where a neighbour is nearer. */
  readonly radiusM: number;
  /** The way that one walks there; any without one. */
  readonly bearing: number | undefined;
  /** Where its turn comes on the track; null where the track passes outside. */
  readonly due: Passage | null;
}

export interface Tour {
  readonly title: string;
  readonly trail: WalkTrail;
  readonly ground: Ground;
  readonly line: TrackLine;
  readonly stops: readonly TourStop[];
}

/** The trail of a package; throws where it has no stop or no track. */
export function readTour(text: string): Tour {
  const found = JSON.parse(text) as Package;
  const points = (found.track?.legs ?? []).flatMap(({ line }) =>
    line.map(([longitude, latitude]) => ({ latitude, longitude })),
  );
  const [start] = points;
  if (!start || !found.stops?.length)
    throw new Error("The package has no track or no stop");
  const zones = found.stops.map(
    ({ id, location, trigger }): Zone => ({
      ...location,
      id,
      radiusM: trigger.radius_m,
      bearing: trigger.bearing,
    }),
  );
  const ground = new Ground(start);
  const line = new TrackLine(points.map((point) => ground.spot(point)));
  const cut = apart(zones);
  const near = cut.map((zone) =>
    line
      .passages(ground.spot(zone), zone.radiusM)
      .filter(({ nearestM }) => goesBy(line.wayAt(nearestM), zone.bearing)),
  );
  const isGuided = found.mode !== "free";
  const due = isGuided ? passagesInOrder(near) : near.map(([first]) => first ?? null);
  return {
    title: found.title ?? "",
    trail: { zones, line: points, isGuided },
    ground,
    line,
    stops: found.stops.map((stop, i) => ({
      id: stop.id,
      number: stop.number,
      title: stop.title,
      spot: ground.spot(stop.location),
      givenM: stop.trigger.radius_m,
      radiusM: cut[i]?.radiusM ?? stop.trigger.radius_m,
      bearing: stop.trigger.bearing,
      due: due[i] ?? null,
    })),
  };
}
