// What the engine makes of a recorded walk: see docs/walking.md.
//
//   node frontend/tools/replay.mjs --tour package.json --fixes fixes.ndjson
import { runTool } from "./run.mjs";

await runTool("replay.ts");
