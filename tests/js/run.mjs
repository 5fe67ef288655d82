// Bundles tests/js/*.test.ts and runs them with Node's own test runner.
//
//   node tests/js/run.mjs [words]   only the files whose name holds one of the words
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const words = process.argv.slice(2);

/** The test files asked for, sorted: all when no word is given. */
async function chosenTests() {
  const names = (await readdir(here)).filter((name) => name.endsWith(".test.ts"));
  return names
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .sort();
}

/** Bundles the tests into the folder; returns the files to run. */
async function bundle(names, folder) {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: names.map((name) => join(here, name)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    metafile: true,
  });
  return Object.keys(result.metafile.outputs).map((path) => join(root, path));
}

const names = await chosenTests();
if (names.length === 0) {
  console.error("No test found: tests/js/*.test.ts");
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), "traboule-js-"));
try {
  const files = await bundle(names, folder);
  // The root is the working folder, so that tests can read fixtures by their path.
  // By itself, Node leaves one core idle.
  const options = [
    "--test-reporter=spec",
    `--test-concurrency=${availableParallelism()}`,
  ];
  const run = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", ...options, ...files],
    { cwd: root, stdio: "inherit" },
  );
  process.exitCode = run.status ?? 1;
} finally {
  await rm(folder, { recursive: true });
}
