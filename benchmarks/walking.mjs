// How stories start on simulated walks, as figures to keep: see docs/walking.md.
//
//   node benchmarks/walking.mjs [words]
//
// Writes benchmarks/walking.json. With words, only what has one of them in its name, or
// for its scene or walkers, is measured anew ("tested", "street"); the others are kept. The
// first set of seeds is the one that tests/js/walk-bench.test.ts walks again.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const KEPT = join(root, "benchmarks/walking.json");
const TRAILS = ["helsinki", "saint-etienne", "old-town", "park", "avenue"];
const USUAL = "wavering";
const SEED = 77; // no value of the engine was chosen by it
const TESTED_SEEDS = { helsinki: 300, "old-town": 301, park: 302 };

const sets = [
  { who: "engine", scene: "harsh", walks: 48, options: [], walkers: "steady" },
  { who: "plain distance", scene: "harsh", walks: 48, options: ["--plain"], walkers: "steady" },
  { who: "engine", scene: "harsh", walks: 24, options: [] },
  { who: "engine, receiver spared", scene: "harsh", walks: 24, options: ["--duty"] },
  { who: "plain distance", scene: "harsh", walks: 24, options: ["--plain"] },
  { who: "engine", scene: "harsh, with speed", walks: 12, options: [] },
];
const OTHER_SCENES = ["open sky", "street", "narrow street", "under trees", "cold start"];
const jobs = [
  ...Object.entries(TESTED_SEEDS).map(([trail, seed]) => ({
    who: "engine, tested",
    scene: "harsh",
    walks: 3,
    options: [],
    trail,
    seed,
  })),
  ...sets.flatMap((set) => TRAILS.map((trail) => ({ ...set, trail, seed: SEED }))),
  ...OTHER_SCENES.map((scene) => ({
    who: "engine",
    scene,
    walks: 18,
    options: [],
    trail: "saint-etienne",
    seed: SEED,
  })),
];

/** What a figure is of. */
const nameOf = ({ who, scene, trail, walkers = USUAL }) =>
  [who, scene, trail, walkers].join();

const words = process.argv.slice(2);
const isAskedFor = ({ who, scene, walkers = USUAL }) =>
  words.length === 0 ||
  words.some((word) => who.includes(word) || [scene, walkers].includes(word));

/** One trail under one scene: counts of stories. */
async function run({ who, scene, walks, options, trail, seed, walkers = USUAL }) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, "frontend/tools/bench.mjs"),
    "--tour",
    join(root, `tests/js/fixtures/${trail}.package.json`),
    ...["--walks", walks, "--seed", seed, "--scene", scene, "--walkers", walkers],
    ...["--format", "json", ...options],
  ]);
  const [found] = JSON.parse(stdout).scenes;
  const { whole, by_error_m, on_share } = found;
  return { who, scene, walkers, trail, walks, seed, ...whole, on_share, by_error_m };
}

const kept = words.length ? JSON.parse(await readFile(KEPT, "utf8")) : [];
const figures = jobs.map((job) => kept.find((each) => nameOf(each) === nameOf(job)));
const asked = jobs.filter(isAskedFor);
async function work() {
  for (let job = asked.shift(); job; job = asked.shift())
    figures[jobs.indexOf(job)] = await run(job);
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
await writeFile(KEPT, `${JSON.stringify(figures.filter(Boolean), null, 1)}\n`);
