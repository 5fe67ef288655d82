// Runs a tool that is written in TypeScript: bundled in memory, nothing is written.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

/** Prints what the tool's `run` gives for the words of the command line. */
export async function runTool(source) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(here, source)],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  const { run } = await import(`data:text/javascript;base64,${code}`);
  try {
    console.log(run(process.argv.slice(2)));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
