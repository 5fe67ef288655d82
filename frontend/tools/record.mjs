// A recorded walk that nobody has walked: one of the bench's, as lines of positions.
//
//   node frontend/tools/record.mjs --tour package.json [--scene harsh] [--seed 1] [--walk 0]
import { runTool } from "./run.mjs";

await runTool("record.ts");
