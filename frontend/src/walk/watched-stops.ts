/** The stops as the engine watches them: where the track passes their zones. Pure. */
import { difference, type Ground, type Spot, size } from "../local-metres";
import { type Passage, passagesInOrder, type TrackLine } from "./track-line";
import { apart, type WalkTrail } from "./walk-trail";

/** A story is in time so far outside its zone. */
export const EARLY_M = 25;
/** A way there that runs near the zone for longer is no way into it yet. */
const LONGEST_EARLY_M = 60;

/** A passage with the stretch around it where its story is not too early. */
export interface Reach extends Passage {
  /** Where that begins when one comes, and where when one comes backwards. */
  readonly openM: number;
  readonly closeM: number;
}

export interface WatchedStop {
  readonly id: string;
  readonly spot: Spot;
  readonly radiusM: number;
  /** Where the track passes the zone, when it is the stop's turn. */
  readonly passages: readonly Reach[];
}

/** The stops with their zones, and where the track passes them when it is their turn. */
export function watched(
  trail: WalkTrail,
  ground: Ground,
  line: TrackLine,
): WatchedStop[] {
  const zones = apart(trail.zones);
  const near = zones.map((zone) => line.passages(ground.spot(zone), zone.radiusM));
  const due = trail.isGuided ? passagesInOrder(near) : [];
  return zones.map(({ id, radiusM, ...point }, i) => {
    const spot = ground.spot(point);
    const passage = due[i];
    const passages = passage ? [passage] : (near[i] ?? []);
    return { id, spot, radiusM, passages: reaches(passages, line, spot, radiusM) };
  });
}

function reaches(
  passages: readonly Passage[],
  line: TrackLine,
  spot: Spot,
  radiusM: number,
): Reach[] {
  const around = line.passages(spot, radiusM + EARLY_M);
  const startM = size(difference(line.at(0), spot)) - radiusM;
  return passages.map((passage) => {
    const { nearestM, toM } = passage;
    // Where the track begins in the zone, its edge lies on the way to the start.
    const fromM = passage.fromM > 0 ? passage.fromM : startM;
    const wide = around.find((each) => each.fromM <= nearestM && nearestM <= each.toM);
    const openM = wide && wide.fromM > 0 ? wide.fromM : fromM - EARLY_M;
    return {
      ...passage,
      fromM,
      openM: Math.max(fromM - LONGEST_EARLY_M, openM),
      closeM: Math.min(toM + LONGEST_EARLY_M, wide?.toM ?? toM + EARLY_M),
    };
  });
}
