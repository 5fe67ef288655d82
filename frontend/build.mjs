// Bundles the front end into frontend/static/frontend/ (git-ignored, made at set-up).
//
//   node frontend/build.mjs            minified, as served
//   node frontend/build.mjs --dev      readable, with source maps
//   node frontend/build.mjs --watch    builds again on every change (with --dev or not)
import { watch } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const output = join(here, "static", "frontend");
const options = new Set(process.argv.slice(2));
const dev = options.has("--dev");

// What visitors' and editors' pages name. A missing source stops the build.
const bundles = [
  // Public pages are modules. Built apart: a chunk shared by both would save less than
  // the request that it costs at the first view.
  {
    sources: ["src/site.ts"],
    settings: { outbase: "src", format: "esm", splitting: true },
  },
  {
    sources: ["src/trail.ts"],
    settings: { outbase: "src", format: "esm", splitting: true },
  },
  {
    // Wagtail's admin loads classic scripts.
    sources: ["src/admin/map-fields.ts"],
    settings: { outbase: "src", format: "iife" },
  },
  {
    sources: ["styles/site.css", "styles/admin.css"],
    // Fonts lie beside the built style sheet: `url("./fonts/….woff2")` stays as written.
    settings: { outbase: "styles", external: ["./fonts/*"] },
  },
];

// The latin subset in two weights: each file comes in one round trip, which the
// variable one does not.
const fonts = {
  folder: "node_modules/@fontsource/atkinson-hyperlegible-next/files",
  files: [
    "atkinson-hyperlegible-next-latin-400-normal.woff2",
    "atkinson-hyperlegible-next-latin-700-normal.woff2",
  ],
};

/** Every file the bundles consist of, in memory. */
async function bundle() {
  const results = await Promise.all(
    bundles.map(({ sources, settings }) =>
      esbuild.build({
        absWorkingDir: here,
        entryPoints: sources,
        outdir: output,
        chunkNames: "chunk-[hash]",
        bundle: true,
        charset: "utf8",
        legalComments: "none",
        minify: !dev,
        sourcemap: dev ? "linked" : false,
        target: ["es2022", "safari15"],
        write: false,
        ...settings,
      }),
    ),
  );
  return results.flatMap((result) =>
    result.outputFiles.map(({ path, contents }) => ({ path, contents })),
  );
}

/** The font files, as their package has them. */
function readFonts() {
  return Promise.all(
    fonts.files.map(async (name) => ({
      path: join(output, "fonts", name),
      contents: await readFile(join(root, fonts.folder, name)),
    })),
  );
}

/** Icons and the preview that messages show: committed, served as they are. */
async function readImages() {
  const names = await readdir(join(here, "images"));
  return Promise.all(
    names.map(async (name) => ({
      path: join(output, "images", name),
      contents: await readFile(join(here, "images", name)),
    })),
  );
}

/** Writes the files, then removes those of earlier builds: pages never miss one. */
async function store(files) {
  for (const { path, contents } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  const made = new Set(files.map(({ path }) => path));
  for (const name of await readdir(output, { recursive: true })) {
    const path = join(output, name);
    if (/\.\w+$/.test(name) && !made.has(path)) {
      await rm(path);
    }
  }
}

/** One line a file: its size, and for texts its size as it travels. */
function report(files) {
  const kibibytes = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`.padStart(10);
  for (const { path, contents } of files) {
    const name = relative(output, path);
    if (/\.(js|css)$/.test(name)) {
      const travelling = kibibytes(gzipSync(contents).length);
      console.log(
        `  ${name.padEnd(24)}${kibibytes(contents.length)}${travelling} gzip`,
      );
    } else if (name.endsWith(".woff2")) {
      console.log(`  ${name}${kibibytes(contents.length)}`);
    }
  }
}

async function build() {
  const files = [...(await bundle()), ...(await readFonts()), ...(await readImages())];
  await store(files);
  report(files);
}

/** Builds again after each change; a mistake is told and the next change awaited. */
function buildOnChange() {
  let pending;
  const rebuild = () => build().catch((error) => console.error(error.message));
  for (const folder of ["src", "styles", "images"]) {
    watch(join(here, folder), { recursive: true }, () => {
      clearTimeout(pending);
      pending = setTimeout(rebuild, 50);
    });
  }
  console.log("Watching the sources. Ctrl-C stops.");
}

try {
  await build();
} catch (error) {
  // esbuild has already printed what is wrong with the sources, and where.
  if (!error.errors) console.error(error.message);
  process.exitCode = 1;
}
if (options.has("--watch")) buildOnChange();
