import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const AT_MOST_BYTES = 6 * 1024;

/** The engine alone, as a bundle. */
function bundled(...options: string[]): Buffer {
  const { status, stdout } = spawnSync("node_modules/.bin/esbuild", [
    "frontend/src/walk/engine.ts",
    "--bundle",
    "--format=esm",
    "--target=es2022,safari15",
    ...options,
  ]);
  assert.equal(status, 0);
  return stdout;
}

test("the trigger engine travels in 6 KiB", () => {
  const bytes = gzipSync(bundled("--minify")).length;
  assert.ok(bytes <= AT_MOST_BYTES, `${bytes} bytes`);
});

test("the trigger engine reads no clock, draws no lots and knows no page", () => {
  const text = bundled().toString();
  for (const name of ["Date", "performance", "Math\\.random", "document", "window"])
    assert.ok(!new RegExp(`\\b${name}\\b`).test(text), name);
});
