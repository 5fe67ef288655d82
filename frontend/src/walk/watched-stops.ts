/** The stops as the engine watches them: where the track passes their zones. Pure. */
import { difference, type Ground, type Spot, size } from "../local-metres";
import { BEYOND_M, type Passage, passagesInOrder, type TrackLine } from "./track-line";
import { apart, cosine, goesBy, type WalkTrail, type Zone } from "./walk-trail";

/** A story is in time so far outside its zone. */
export const EARLY_M = 25;
/** A way there that runs near the zone for longer is no way into it yet. */
const LONGEST_EARLY_M = 60;

/** A passage with the stretch around it where its story is not too early. */
export interface Reach extends Passage {
  /** Where that begins when one comes, and where when one comes backwards; never where
   * that is not the way asked for. */
  readonly openM: number;
  readonly closeM: number;
}

export interface WatchedStop extends Zone {
  readonly spot: Spot;
  /** Where the track passes the zone, when it is the stop's turn. */
  readonly passages: readonly Reach[];
}

/** The stops with their zones, and where the track passes them when it is their turn. */
export function watched(
  trail: WalkTrail,
  ground: Ground,
  line: TrackLine,
): WatchedStop[] {
  const stops = apart(trail.zones).map((zone) => {
    const spot = ground.spot(zone);
    return { ...zone, spot, passages: reaches(line, spot, zone) };
  });
  if (!trail.isGuided) return stops;
  const due = passagesInOrder(
    stops.map(({ passages }) => passages.filter(({ openM }) => openM < BEYOND_M)),
  );
  return stops.map((stop, i) => {
    const passage = due[i];
    return passage ? { ...stop, passages: [passage] } : stop;
  });
}

function reaches(line: TrackLine, spot: Spot, { radiusM, bearing }: Zone): Reach[] {
  const around = line.passages(spot, radiusM + EARLY_M);
  const startM = size(difference(line.at(0), spot)) - radiusM;
  return line.passages(spot, radiusM).map((passage) => {
    const { nearestM, toM } = passage;
    // Where the track begins in the zone, its edge lies on the way to the start.
    const fromM = passage.fromM > 0 ? passage.fromM : startM;
    const wide = around.find((each) => each.fromM <= nearestM && nearestM <= each.toM);
    const way = line.wayAt(nearestM);
    const openM = wide && wide.fromM > 0 ? wide.fromM : fromM - EARLY_M;
    return {
      ...passage,
      fromM,
      openM: goesBy(way, bearing) ? Math.max(fromM - LONGEST_EARLY_M, openM) : BEYOND_M,
      closeM:
        cosine(way, bearing) > -0.5
          ? -BEYOND_M
          : Math.min(toM + LONGEST_EARLY_M, wide?.toM ?? toM + EARLY_M),
    };
  });
}
