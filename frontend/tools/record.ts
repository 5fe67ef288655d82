/** A walk of the bench as a recording: to replay it in the page, the tools and the tests. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runOf } from "./bench";
import { SCENES, type Scene } from "./receiver";
import { readTour, type Tour } from "./tour";

const USAGE =
  "node frontend/tools/record.mjs --tour package.json [--scene harsh] [--seed 1] [--walk 0]";
const DECIMALS = 7;

/** Records the walk that is named; gives what to print. */
export function run(args: readonly string[]): string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tour: { type: "string" },
      scene: { type: "string", default: "harsh" },
      seed: { type: "string", default: "1" },
      walk: { type: "string", default: "0" },
    },
  });
  const [seed, walk] = [Number(values.seed), Number(values.walk)];
  const scene = SCENES.find(({ name }) => name === values.scene);
  if (!values.tour || !scene || !Number.isInteger(seed) || !Number.isInteger(walk))
    throw new Error(USAGE);
  const tour = readTour(readFileSync(values.tour, "utf8"));
  return record(tour, scene, seed, walk).join("\n");
}

/** One line a fix, as `replay.ts` reads them. */
export function record(tour: Tour, scene: Scene, seed: number, walk: number): string[] {
  return runOf(tour, scene, seed, walk).found.flatMap((found) => {
    if (!found) return [];
    const { latitude, longitude } = tour.ground.point(found);
    const { second, accuracy, speed } = found;
    return JSON.stringify({
      t: second * 1000,
      lat: Number(latitude.toFixed(DECIMALS)),
      lng: Number(longitude.toFixed(DECIMALS)),
      accuracy: Number(accuracy.toFixed(1)),
      ...(speed === undefined ? {} : { speed: Number(speed.toFixed(2)) }),
    });
  });
}
