// How a trail's stories would start for many walkers: see docs/walking.md.
//
//   node frontend/tools/bench.mjs --tour package.json [--walks 200] [--seed 1]
//     [--scene harsh] [--plain | --duty] [--format json]
import { runTool } from "./run.mjs";

await runTool("bench-command.ts");
