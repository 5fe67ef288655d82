// Bundles the front end into frontend/static/frontend/ (git-ignored, made at set-up).
//
//   node frontend/build.mjs            minified, as served
//   node frontend/build.mjs --dev      readable, with source maps
//   node frontend/build.mjs --watch    builds again on every change (with --dev or not)
import { watch } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import subsetFont from "subset-font";

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
    sources: ["src/kept.ts"],
    settings: { outbase: "src", format: "esm", splitting: true },
  },
  {
    // Served from the root of the site, the second in the first one's place.
    sources: ["src/service-worker.ts", "src/no-worker.ts"],
    settings: { outbase: "src", format: "iife" },
  },
  {
    // Wagtail's admin loads classic scripts. Built into a folder of its own.
    // Beside it, the bench that the composer runs in a thread of its own when asked to.
    sources: [
      "src/admin/audio-desk.ts",
      "src/admin/editor-forms.ts",
      "src/admin/trigger-worker.ts",
      "src/admin/works.ts",
    ],
    settings: { outbase: "src", format: "iife" },
    root: "..",
  },
  {
    // The editors' notebook for the street, and the worker that opens it there.
    sources: ["src/field/page.ts", "src/field/worker.ts"],
    settings: { outbase: "src", format: "iife" },
    root: "..",
  },
  {
    sources: ["styles/site.css", "styles/admin.css", "styles/field.css"],
    // Fonts lie beside the built style sheet: `url("./fonts/….woff2")` stays as written.
    settings: { outbase: "styles", external: ["./fonts/*"] },
  },
];

// What comes late and seldom: the city's map, and what closures change of a walk, told
// apart by their names. Built first and alone, or the trail's script would share a chunk
// with each and wait for one request more.
const late = [
  { wanted: "../basemap", source: "src/basemap/index.ts", name: "basemap" },
  { wanted: "./closures", source: "src/trail/closures.ts", name: "closures" },
];

// protomaps-leaflet brings an older copy of what we have, and styles that we do not use.
const stubs = {
  pmtiles: join(root, "node_modules", "pmtiles"),
  "@protomaps/basemaps": join(here, "src", "basemap", "no-flavors.ts"),
};

// Two weights rather than the variable font: each file comes in one round trip. Each
// is served as its package has it, and cut to the letters that styles/base.css lists.
const fonts = {
  folder: "node_modules/@fontsource/atkinson-hyperlegible-next/files",
  weights: [400, 700],
  features: ["ccmp", "kern", "locl", "mark", "mkmk", "tnum"],
};

// What is printed takes its own, which pages never ask for: git-ignored, not static.
const print = {
  folder: "node_modules/@expo-google-fonts/atkinson-hyperlegible-next",
  faces: ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"],
  output: join(here, "print-fonts"),
};

/** Every file the bundles consist of, in memory. */
async function bundle() {
  const first = await Promise.all(
    late.map(async ({ wanted, source, name }) => {
      const settings = { entryNames: `${name}-[hash]`, format: "esm" };
      const files = await bundleOne({ sources: [source], settings });
      const script = files.find(({ path }) => path.endsWith(".js"));
      return { wanted, file: basename(script.path), files };
    }),
  );
  const others = await Promise.all(
    bundles.map(({ root: folder = ".", ...one }) => {
      const plugins = first.map(({ wanted, file }) =>
        naming(wanted, `${folder}/${file}`),
      );
      return bundleOne({ ...one, plugins });
    }),
  );
  return [...first.flatMap(({ files }) => files), ...others.flat()];
}

async function bundleOne({ sources, settings, plugins = [] }) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: here,
    entryPoints: sources,
    outdir: output,
    chunkNames: "[name]-[hash]",
    alias: stubs,
    plugins,
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    minify: !dev,
    sourcemap: dev ? "linked" : false,
    target: ["es2022", "safari15"],
    write: false,
    ...settings,
  });
  return outputFiles.map(({ path, contents }) => ({ path, contents }));
}

/** Leaves an import to a file that is built already. */
function naming(wanted, file) {
  const external = { path: file, external: true };
  return {
    name: "naming",
    setup: ({ onResolve }) =>
      onResolve({ filter: /./ }, ({ path }) => (path === wanted ? external : null)),
  };
}

/** The font files, whole and cut. */
async function readFonts() {
  const letters = await readLetters();
  const files = await Promise.all(
    fonts.weights.map(async (weight) => {
      const name = (part) =>
        `atkinson-hyperlegible-next-${part}-${weight}-normal.woff2`;
      const whole = await readFile(join(root, fonts.folder, name("latin")));
      const cut = await subsetFont(whole, letters, {
        targetFormat: "woff2",
        keepFeatures: fonts.features,
      });
      return [
        { path: join(output, "fonts", name("latin")), contents: whole },
        { path: join(output, "fonts", name("letters")), contents: cut },
      ];
    }),
  );
  return files.flat();
}

/** The fonts of what is printed: whole, as the typesetter reads them. */
async function storePrintFonts() {
  await mkdir(print.output, { recursive: true });
  for (const face of print.faces) {
    const name = `AtkinsonHyperlegibleNext_${face}.ttf`;
    const content = await readFile(join(root, print.folder, face, name));
    await writeFile(join(print.output, name), content);
  }
}

/** The letters of the cut fonts: the `unicode-range` that the style sheet gives them. */
async function readLetters() {
  const styles = await readFile(join(here, "styles", "base.css"), "utf8");
  const face = /-letters-400-normal\.woff2[^}]*?unicode-range:([^;]+);/.exec(styles);
  if (!face) throw new Error("styles/base.css gives the cut font no unicode-range");
  return face[1]
    .split(",")
    .map((part) => part.trim().slice(2).split("-"))
    .flatMap(([first, last = first]) => {
      const start = Number.parseInt(first, 16);
      const count = Number.parseInt(last, 16) - start + 1;
      return Array.from({ length: count }, (_, i) => String.fromCodePoint(start + i));
    })
    .join("");
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
  await storePrintFonts();
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
