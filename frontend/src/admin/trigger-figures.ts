/** What the bench finds for the trail in the form, stop by stop. Pure. */
import { type Advice, adviceForAll } from "../../tools/advice";
import { bench } from "../../tools/bench";
import { engine } from "../../tools/listeners";
import { SCENES } from "../../tools/receiver";
import { readTour } from "../../tools/tour";
import { SEED } from "./trigger-bounds";
import type { StopFigures } from "./trigger-grades";

/** Walks a trail, given as the bench reads it; `walked` hears how many walks are done. */
export function figuresOf(
  document: string,
  walks: number,
  walked: (walks: number) => void,
): StopFigures[] {
  const tour = readTour(document);
  const [scene] = SCENES;
  if (!scene) throw new RangeError("The bench has no scene");
  const result = bench(tour, scene, walks, SEED, engine, undefined, walked);
  const told: readonly Advice[][] = adviceForAll(tour.stops, result);
  return result.stops.map(({ due, on_time, early, late, missed, wrong }, i) => ({
    due,
    on_time,
    early,
    late,
    missed,
    wrong,
    advice: told[i] ?? [],
  }));
}
