// How stories start on simulated walks, as figures to keep: see docs/walking.md.
//
//   node benchmarks/walking.mjs > benchmarks/walking.json
//
// The last set of seeds is the one that tests/js/walk-bench.test.ts walks again.
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TRAILS = ["helsinki", "saint-etienne", "old-town", "park", "avenue"];
const SEED = 77; // no value of the engine was chosen by it
const TESTED_SEEDS = { helsinki: 300, "saint-etienne": 301, "old-town": 302, park: 303 };

const sets = [
  { who: "engine", scene: "harsh", walks: 24, options: [] },
  { who: "engine, receiver spared", scene: "harsh", walks: 24, options: ["--duty"] },
  { who: "plain distance", scene: "harsh", walks: 24, options: ["--plain"] },
  { who: "engine", scene: "harsh, with speed", walks: 12, options: [] },
];
const jobs = [
  ...Object.entries(TESTED_SEEDS).map(([trail, seed]) => ({
    who: "engine, tested",
    scene: "harsh",
    walks: 6,
    options: [],
    trail,
    seed,
  })),
  ...sets.flatMap((set) => TRAILS.map((trail) => ({ ...set, trail, seed: SEED }))),
];

/** One trail under one scene: counts of stories. */
async function run({ who, scene, walks, options, trail, seed }) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, "frontend/tools/bench.mjs"),
    "--tour",
    join(root, `tests/js/fixtures/${trail}.package.json`),
    ...["--walks", walks, "--seed", seed, "--scene", scene, "--format", "json"],
    ...options,
  ]);
  const [found] = JSON.parse(stdout).scenes;
  const { whole, by_error_m, on_share } = found;
  return { who, scene, trail, walks, seed, ...whole, on_share, by_error_m };
}

const figures = new Array(jobs.length);
let next = 0;
async function work() {
  while (next < jobs.length) {
    const job = next++;
    figures[job] = await run(jobs[job]);
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(JSON.stringify(figures, null, 1));
