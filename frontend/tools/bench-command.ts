/** The bench on the command line. */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { adviceForAll } from "./advice";
import { type BenchResult, bench } from "./bench";
import { engine, plainDistance, sparing } from "./listeners";
import { SCENES, type Scene } from "./receiver";
import { lines, sentences, share } from "./report";
import { readTour, type Tour } from "./tour";
import { WALKERS } from "./walkers";

const USAGE = `node frontend/tools/bench.mjs --tour package.json [--walks 200] [--seed 1]
  [--scene harsh|all|${SCENES.slice(1)
    .map(({ name }) => name)
    .join("|")}]
  [--walkers ${Object.keys(WALKERS).join("|")}] [--plain | --duty] [--format text|json]`;

/** Runs the bench as asked; gives what to print. Throws where it was asked wrongly. */
export function run(args: readonly string[]): string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tour: { type: "string" },
      walks: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
      scene: { type: "string", default: "harsh" },
      walkers: { type: "string", default: "wavering" },
      plain: { type: "boolean", default: false },
      duty: { type: "boolean", default: false },
      format: { type: "string", default: "text" },
    },
  });
  const [walks, seed] = [Number(values.walks), Number(values.seed)];
  const scenes = SCENES.filter(
    ({ name }) => values.scene === "all" || name === values.scene,
  );
  const habits = WALKERS[values.walkers];
  const isCounted = walks >= 1 && Number.isInteger(seed);
  if (!values.tour || !isCounted || !scenes.length || !habits) throw new Error(USAGE);
  const tour = readTour(readFileSync(values.tour, "utf8"));
  const make = values.plain ? plainDistance : values.duty ? sparing : engine;
  const results = scenes.map((scene) => ({
    scene,
    result: bench(tour, scene, walks, seed, make, habits),
  }));
  if (values.format === "json")
    return JSON.stringify(asJson(tour, walks, seed, results));
  return results
    .flatMap(({ scene, result }) => [
      `${tour.title}, ${scene.name}: ${walks} ${values.walkers} walks, seed ${seed}, in 100 stories`,
      ...lines(tour, result),
      ...(values.duty ? [`GPS on: ${share(result.onShare, 1)} % of the time`] : []),
      "",
    ])
    .join("\n");
}

function asJson(
  tour: Tour,
  walks: number,
  seed: number,
  results: readonly { readonly scene: Scene; readonly result: BenchResult }[],
) {
  return {
    title: tour.title,
    walks,
    seed,
    scenes: results.map(({ scene, result }) => {
      const told = adviceForAll(tour.stops, result);
      return {
        scene: scene.name,
        whole: result.whole,
        on_share: result.onShare,
        by_error_m: Object.fromEntries(result.bySigma),
        stops: tour.stops.map((stop, i) => ({
          id: stop.id,
          number: stop.number,
          ...result.stops[i],
          advice: sentences(stop, told[i] ?? []),
          advice_codes: told[i] ?? [],
        })),
      };
    }),
  };
}
