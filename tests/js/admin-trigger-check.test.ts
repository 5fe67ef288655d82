import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { SEED } from "../../frontend/src/admin/trigger-bounds.ts";
import { figuresOf } from "../../frontend/src/admin/trigger-figures.ts";
import {
  gradeOf,
  in100,
  markOf,
  type StopFigures,
  wholeOf,
} from "../../frontend/src/admin/trigger-grades.ts";
import { adviceFor } from "../../frontend/tools/advice.ts";
import { type Failure, NONE } from "../../frontend/tools/bench.ts";
import { readTour } from "../../frontend/tools/tour.ts";

const FIXTURE = "tests/js/fixtures/old-town.package.json";
const KIB = 1024;

const figures = (due: number, on_time: number): StopFigures => ({
  due,
  on_time,
  early: 0,
  late: due - on_time,
  missed: 0,
  wrong: 0,
  advice: [],
});
const say = (name: string, words = {}) => [name, ...Object.values(words)].join(" ");

describe("the check in the composer", () => {
  test("finds what the bench finds on the command line", () => {
    const walked: number[] = [];
    const found = figuresOf(readFileSync(FIXTURE, "utf8"), 3, (walks) =>
      walked.push(walks),
    );
    assert.deepEqual(walked, [1, 2, 3]);
    const bench = ["frontend/tools/bench.mjs", "--tour", FIXTURE, "--walks", "3"];
    const options = ["--seed", String(SEED), "--format", "json"];
    const { stdout } = spawnSync(process.execPath, [...bench, ...options]);
    const [scene] = JSON.parse(stdout.toString()).scenes;
    assert.deepEqual(
      found.map(({ due, on_time, advice }) => [due, on_time, advice]),
      scene.stops.map((stop: Record<string, unknown>) => [
        stop["due"],
        stop["on_time"],
        stop["advice_codes"],
      ]),
    );
    for (const { due, on_time, early, late, missed, wrong } of found)
      assert.equal(on_time + early + late + missed + wrong, due);
  });

  test("travels in 12 KiB", () => {
    const { status, stdout } = spawnSync("node_modules/.bin/esbuild", [
      "frontend/src/admin/trigger-worker.ts",
      "--bundle",
      "--minify",
      "--format=iife",
      "--target=es2022,safari15",
    ]);
    assert.equal(status, 0);
    const bytes = gzipSync(stdout).length;
    assert.ok(bytes > KIB && bytes <= 12 * KIB, `${bytes} bytes`);
  });
});

describe("figures", () => {
  test("are rounded down, so that no sentence promises more", () => {
    assert.equal(in100(figures(60, 59)), 98);
    assert.equal(in100(figures(1000, 899)), 89);
    assert.equal(in100(figures(0, 0)), null);
  });

  test("are good from what the city asks for, fair down to 15 under it", () => {
    const grades = (threshold: number | null, counts: (number | null)[]) =>
      counts.map((count) => gradeOf(count, threshold));
    const expected = ["good", "good", "fair", "fair", "poor", "poor"];
    assert.deepEqual(grades(95, [100, 95, 94, 80, 79, null]), expected);
    assert.deepEqual(grades(60, [100, 60, 59, 45, 44, null]), expected);
    assert.deepEqual(grades(1, [100, 1, 0, 0, null]), [
      ...expected.slice(0, 4),
      "poor",
    ]);
  });

  test("are good from 90 where the city asks for nothing", () => {
    const grades = [90, 89, 75, 74].map((count) => gradeOf(count, null));
    assert.deepEqual(grades, ["good", "fair", "fair", "poor"]);
  });

  test("of all stops are those of all their stories", () => {
    assert.equal(wholeOf([figures(60, 60), figures(20, 0)]), 75);
    assert.equal(wholeOf([]), null);
  });

  test("are told with their grade, and as old when they are", () => {
    const { sentence, label, word } = markOf(say, figures(60, 59), 90, false);
    assert.equal(sentence, "check_many 98 check_good");
    assert.equal(label, "check_label check_good 98");
    assert.equal(word, "check_good");
    assert.match(markOf(say, figures(100, 1), 90, false).sentence, /^check_one/);
    assert.equal(markOf(say, figures(0, 0), 90, false).sentence, "check_never");
    const old = markOf(say, figures(60, 59), 90, true);
    assert.match(old.sentence, /^check_of_earlier check_many/);
    assert.equal(old.isOld, true);
  });
});

describe("advice", () => {
  const stop = readTour(readFileSync(FIXTURE, "utf8")).stops[3];
  assert.ok(stop?.due);
  const wide = { ...stop, radiusM: 30, givenM: 30 };
  const late = { ...NONE, due: 60, on_time: 48, late: 12 };
  const failure = (sigmaM: number, number = wide.number): Failure => ({
    walk: 0,
    stop: number,
    sigmaM,
    verdict: "late",
    pastM: 20,
    pauses: false,
    detour: false,
  });

  test("is none for a stop that starts well", () => {
    assert.deepEqual(adviceFor(wide, { ...NONE, due: 60, on_time: 60 }), []);
  });

  test("says first what is wrong with the zone", () => {
    assert.deepEqual(adviceFor({ ...wide, due: null }, late), ["not_passed"]);
    assert.deepEqual(adviceFor({ ...wide, radiusM: 20 }, late), ["neighbour", "late"]);
    const small = { ...wide, radiusM: 20, givenM: 20 };
    assert.deepEqual(adviceFor(small, late), ["small", "late"]);
  });

  test("says when it is the error of a narrow street", () => {
    const narrow = [15, 15, 15, 8].map((sigmaM) => failure(sigmaM));
    assert.deepEqual(adviceFor(wide, late, narrow), ["narrow", "late"]);
    const anywhere = [15, 8, 8, 4].map((sigmaM) => failure(sigmaM));
    assert.deepEqual(adviceFor(wide, late, anywhere), ["late"]);
    const elsewhere = [failure(15, wide.number + 1), failure(8)];
    assert.deepEqual(adviceFor(wide, late, elsewhere), ["late"]);
  });
});
