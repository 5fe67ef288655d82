import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, describe, test } from "node:test";
import { download, type Progress } from "../../frontend/src/pack/download.ts";
import { PackFault, reasonOf } from "../../frontend/src/pack/fault.ts";
import { FRESH, nameOf } from "../../frontend/src/pack/kept-names.ts";
import { isWhole, prove } from "../../frontend/src/pack/proof.ts";
import type { KeptFile, PackRecord } from "../../frontend/src/pack/record.ts";
import { PackStore } from "../../frontend/src/pack/store.ts";
import { MemoryCaches, MemorySite } from "./pack-shelf.ts";

const RELEASE = "release-1";
const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
const sound = (n: number, text: string): KeptFile => ({
  address: `/media/${n}.m4a`,
  bytes: text.length,
  sha256: sha(text),
  kind: "sound",
});
/** The trail's page, long enough to be worth packing. */
const page = (stop: string): string =>
  `<html data-release="${RELEASE}"><h1>Ville</h1><li id="stop-a">${stop}</li>${" ".repeat(900)}</html>`;

/** A trail of three stops, its sounds as they are named. */
function record(
  version: string,
  sounds: readonly string[],
  tour = "trail-1",
): PackRecord {
  const files = sounds.map((text, i) => sound(i + 1, text));
  return {
    format: 2,
    tour,
    language: "fr",
    version,
    part: "essential",
    title: "Ville",
    city: "",
    address: "/fr/ville/",
    cover: null,
    soundS: 60,
    files: [{ address: "/fr/ville/", bytes: 0, sha256: null, kind: "page" }, ...files],
    stops: [
      { number: 1, title: "Gare", page: "/fr/ville/#stop-a", sounds: ["/media/1.m4a"] },
    ],
    instead: {},
    short: {},
    release: RELEASE,
    keptAt: 0,
  };
}

/** A site that has the pages and these sounds. */
const siteOf = (sounds: readonly string[]): MemorySite =>
  new MemorySite(
    new Map([
      ["/fr/ville/", () => new Response(page("Gare"))],
      ...sounds.map(
        (text, i) => [`/media/${i + 1}.m4a`, () => new Response(text)] as const,
      ),
    ]),
  );

const SOUNDS = ["one", "two two", "three three three"];
let caches: MemoryCaches;
let store: PackStore;

interface Options {
  readonly old?: PackRecord;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

async function fetchAll(site: MemorySite, plan: PackRecord, options: Options = {}) {
  globalThis.fetch = site.fetch as typeof fetch;
  return download({
    store,
    record: plan,
    old: options.old ?? null,
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
  });
}

async function keepShell(): Promise<void> {
  const shell = await caches.open(`shell:${RELEASE}`);
  await shell.put("/static/a.js", new Response("a"));
  await shell.put("/kept-walk/shell", new Response('["/static/a.js"]'));
}

/** Finds a page's heading and its stops: Node has no parser of HTML. */
class PageParser {
  parseFromString(text: string) {
    const told = (found: RegExpExecArray | null) =>
      found ? { textContent: found[1] ?? "" } : null;
    return {
      querySelector: () => told(/<h1>(.*?)<\/h1>/.exec(text)),
      getElementById: (id: string) =>
        told(new RegExp(`id="${id}">(.*?)</li>`).exec(text)),
    };
  }
}

beforeEach(() => {
  caches = new MemoryCaches();
  store = new PackStore(caches.shelf);
  Object.assign(globalThis, { DOMParser: PageParser });
});

describe("a download", () => {
  test("brings every file, and tells how far it is to the very end", async () => {
    const told: Progress[] = [];
    await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS), {
      onProgress: (progress) => told.push(progress),
    });
    assert.deepEqual(told.at(-1), { done: 27, total: 27 });
    assert.equal(
      await (await store.read(record("v1", []), "/media/2.m4a"))?.text(),
      "two two",
    );
  });

  test("does not count before its record is written", async () => {
    const got = await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS));
    assert.deepEqual(await store.kept(), []);
    assert.equal((await store.drafts()).length, 1);
    await store.commit(got);
    assert.equal((await store.kept()).length, 1);
    assert.deepEqual(await store.drafts(), []);
  });

  test("knows what its pages weigh in the end", async () => {
    const got = await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS));
    const weight = got.files[0]?.bytes ?? 0;
    assert.ok(weight > 50 && weight < page("Gare").length / 5, `${weight} bytes`);
    const again = await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS));
    assert.equal(again.files[0]?.bytes, weight);
  });

  for (const answers of [1, 2, 3])
    test(`cut after ${answers} answers goes on where it was`, async () => {
      const site = siteOf(SOUNDS);
      site.answersLeft = answers;
      await assert.rejects(fetchAll(site, record("v1", SOUNDS)), TypeError);
      site.answersLeft = 100;
      const before = new Set(site.asked);
      await fetchAll(site, record("v1", SOUNDS));
      assert.equal(site.asked.length, new Set(site.asked).size);
      assert.equal(before.size, answers);
    });

  test("takes unchanged files over from the version before", async () => {
    const old = await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS));
    await store.commit(old);
    const renewed = ["one", "new new", "three three three"];
    const site = siteOf(renewed);
    await fetchAll(site, record("v2", renewed), { old });
    assert.deepEqual(
      site.asked.filter((address) => address.startsWith("/media/")),
      ["/media/2.m4a"],
    );
  });

  test("refuses a file that is not what was published", async () => {
    const site = siteOf(["one", "two twO", "three three three"]);
    await assert.rejects(fetchAll(site, record("v1", SOUNDS)), (error: PackFault) => {
      assert.deepEqual([error.reason, error.address], ["damaged", "/media/2.m4a"]);
      return true;
    });
  });

  test("refuses a page of another release than its scripts", async () => {
    const site = siteOf(SOUNDS);
    site.pages.set("/fr/ville/", () => new Response("<html data-release='other'>"));
    await assert.rejects(fetchAll(site, record("v1", SOUNDS)), { reason: "changed" });
  });

  test("tells a site that gives nothing from one that is unwell", async () => {
    const site = siteOf(SOUNDS);
    site.pages.set("/media/1.m4a", () => new Response("", { status: 403 }));
    await assert.rejects(fetchAll(site, record("v1", SOUNDS)), { reason: "refused" });
    site.pages.set("/media/1.m4a", () => new Response("", { status: 503 }));
    await assert.rejects(fetchAll(site, record("v1", SOUNDS)), { reason: "network" });
  });

  test("says that the phone is full, and keeps what has come", async () => {
    caches.roomBytes = 1500;
    const heavy = ["x".repeat(900), "y".repeat(900)];
    await assert.rejects(fetchAll(siteOf(heavy), record("v1", heavy)), (error) => {
      assert.equal(reasonOf(error), "room");
      return true;
    });
    assert.equal((await store.drafts()).length, 1);
  });

  test("ends when it is told to", async () => {
    const stop = new AbortController();
    const site = siteOf(SOUNDS);
    const coming = fetchAll(site, record("v1", SOUNDS), {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done > 0) stop.abort();
      },
    });
    await assert.rejects(coming, { name: "AbortError" });
    assert.equal((await store.drafts()).length, 1);
  });
});

describe("two trails", () => {
  test("never share their fate, 1 and 12 neither", async () => {
    for (const tour of ["trail-1", "trail-12"]) {
      const got = await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS, tour));
      await store.commit(got);
    }
    await store.forgetOthers(record("v1", SOUNDS));
    await store.forget(record("v1", SOUNDS));
    assert.deepEqual(
      (await store.kept()).map(({ tour }) => tour),
      ["trail-12"],
    );
  });

  test("of two languages neither", async () => {
    const french = await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS));
    await store.commit(french);
    await store.commit({ ...french, language: "en" });
    await store.forgetOthers({ ...french, version: "v2" });
    assert.deepEqual(await caches.keys(), [nameOf({ ...french, language: "en" })]);
  });
});

describe("a proof", () => {
  let kept: PackRecord;

  beforeEach(async () => {
    await keepShell();
    kept = await fetchAll(siteOf(SOUNDS), record("v1", SOUNDS));
    await store.commit(kept);
  });

  test("counts stops and sounds of a whole pack", async () => {
    const proof = await prove(store, kept);
    assert.deepEqual(
      [proof.stops, proof.allStops, proof.sounds, proof.allSounds],
      [1, 1, 3, 3],
    );
    assert.equal(isWhole(proof), true);
  });

  test("names what is missing, and the stop that does not open without it", async () => {
    await (await caches.open(nameOf(kept))).delete("/media/1.m4a");
    const proof = await prove(store, kept);
    assert.deepEqual(
      proof.missing.map(({ address }) => address),
      ["/media/1.m4a"],
    );
    assert.deepEqual([proof.stops, proof.sounds], [0, 2]);
  });

  test("finds bytes that have changed", async () => {
    const cache = await caches.open(nameOf(kept));
    await cache.put("/media/2.m4a", new Response("two tw!"));
    assert.equal((await prove(store, kept)).missing.length, 1);
  });

  test("finds a page that tells another stop", async () => {
    const cache = await caches.open(nameOf(kept));
    const text = page("Port");
    const headers = { "Kept-SHA256": sha(text), [FRESH]: RELEASE };
    await cache.put("/fr/ville/", new Response(text, { headers }));
    const proof = await prove(store, kept);
    assert.deepEqual([proof.missing.length, proof.stops], [0, 0]);
  });

  test("finds a page whose packing is damaged", async () => {
    const cache = await caches.open(nameOf(kept));
    const headers = { "Kept-SHA256": "0", [FRESH]: RELEASE, "Kept-Packed": "gzip" };
    await cache.put("/fr/ville/", new Response("no gzip", { headers }));
    const proof = await prove(store, kept);
    assert.deepEqual([proof.missing.length, proof.stops], [1, 0]);
  });

  test("opens a stop of a pack of before by its own page", async () => {
    const address = "/fr/ville/stop/a/";
    const text = "<h1>Gare</h1>";
    const headers = { "Kept-SHA256": sha(text), [FRESH]: RELEASE };
    const cache = await caches.open(nameOf(kept));
    await cache.put(address, new Response(text, { headers }));
    const before: PackRecord = {
      ...kept,
      format: 1,
      files: [...kept.files, { address, bytes: 0, sha256: null, kind: "page" }],
      stops: kept.stops.map((stop) => ({ ...stop, page: address })),
    };
    await store.commit(before);
    const [read] = await store.kept();
    assert.ok(read);
    assert.equal(isWhole(await prove(store, read)), true);
  });

  test("misses the site's own scripts, one or all", async () => {
    await (await caches.open(`shell:${RELEASE}`)).delete("/static/a.js");
    assert.deepEqual((await prove(store, kept)).missingShell, ["/static/a.js"]);
    await caches.delete(`shell:${RELEASE}`);
    assert.equal((await prove(store, kept)).missingShell, null);
    assert.equal(isWhole(await prove(store, kept)), false);
  });
});

test("a fault has a reason that can be told", () => {
  assert.equal(reasonOf(new PackFault("busy")), "busy");
  assert.equal(reasonOf(new DOMException("", "QuotaExceededError")), "room");
  assert.equal(reasonOf(new TypeError("no network")), "network");
});
