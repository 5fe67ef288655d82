import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, test } from "node:test";
import type { KeepState } from "../../frontend/src/pack/keep-state.ts";
import { Keeper } from "../../frontend/src/pack/keeper.ts";
import { PackStore } from "../../frontend/src/pack/store.ts";
import { MemoryCaches, MemorySite } from "./pack-shelf.ts";

const RELEASE = "release-1";
const TRAIL = "/fr/ville/";
const PAGE = `<html data-release="${RELEASE}"><h1>Ville</h1><li id="stop-a">Gare</li></html>`;

/** The package of a trail of one stop with one sound. */
function written(version: string, sound: string): string {
  const name = `${version}.m4a`;
  return JSON.stringify({
    id: "trail-1",
    version,
    language: "fr",
    title: "Ville",
    url: TRAIL,
    stops: [
      {
        number: 1,
        title: "Gare",
        url: `${TRAIL}stop/a/`,
        short_url: "/s/a",
        recordings: [{ file: name, duration_s: 60 }],
        pictures: [],
      },
    ],
    files: [
      {
        name,
        url: `/media/${name}`,
        bytes: sound.length,
        sha256: createHash("sha256").update(sound).digest("hex"),
        type: "audio/mp4",
        part: "essential",
      },
    ],
  });
}

class PageParser {
  parseFromString(text: string) {
    const told = /<li id="stop-a">(.*?)<\/li>/.exec(text)?.[1];
    return { getElementById: () => (told ? { textContent: told } : null) };
  }
}

let caches: MemoryCaches;
let site: MemorySite;
let told: KeepState["name"][];
const { navigator: before } = globalThis;

const publish = (version: string, sound: string): void => {
  site.pages.set(`${TRAIL}package.json`, () => new Response(written(version, sound)));
  site.pages.set(`/media/${version}.m4a`, () => new Response(sound));
};

function keeper(): Keeper {
  const worker = { worker: "/service-worker.js", release: RELEASE };
  return new Keeper(new PackStore(caches.shelf), worker, TRAIL, ({ name }) =>
    told.push(name),
  );
}

beforeEach(async () => {
  caches = new MemoryCaches();
  site = new MemorySite(new Map([[TRAIL, () => new Response(PAGE)]]));
  told = [];
  publish("v1", "one");
  const shell = await caches.open(`shell:${RELEASE}`);
  await shell.put("/kept-walk/shell", new Response("[]"));
  const serviceWorker = { register: async () => ({ active: null, installing: null }) };
  Object.assign(globalThis, { fetch: site.fetch, DOMParser: PageParser });
  Object.defineProperty(globalThis, "navigator", {
    value: { serviceWorker },
    configurable: true,
  });
});

afterEach(() => {
  Object.defineProperty(globalThis, "navigator", { value: before, configurable: true });
});

const versions = async (): Promise<string[]> =>
  (await new PackStore(caches.shelf).kept()).map(({ version }) => version);

describe("one trail on the phone", () => {
  test("is fetched, proven and kept", async () => {
    const state = await keeper().keep("essential");
    assert.equal(state.name, "kept");
    assert.deepEqual([...new Set(told)], ["loading", "proving", "kept"]);
    assert.deepEqual(await versions(), ["v1"]);
  });

  test("gives its place to a newer version that is asked for while one looks", async () => {
    await keeper().keep("essential");
    publish("v2", "two");
    const newer = keeper();
    told = [];
    const looks = [newer.open(), newer.open()];
    const kept = newer.keep("essential");
    const late = newer.open();
    await Promise.all([...looks, kept, late]);
    const begun = told.indexOf("loading");
    assert.equal(told.indexOf("kept", begun), told.length - 1, told.join(" "));
    assert.deepEqual(await versions(), ["v2"]);
  });

  test("is looked at once by all who look at one time", async () => {
    const one = keeper();
    await Promise.all([one.open(), one.open(), one.open()]);
    assert.deepEqual(told, ["absent"]);
    assert.equal(site.asked.length, 1);
  });

  test("is still loading for who looks while it is fetched", async () => {
    const one = keeper();
    const kept = one.keep("essential");
    await Promise.resolve();
    await Promise.resolve();
    assert.equal((await one.open()).name, "loading");
    assert.equal((await kept).name, "kept");
  });

  test("is gone once it was given up, whatever was under way", async () => {
    const one = keeper();
    const kept = one.keep("essential");
    await Promise.resolve();
    assert.equal((await one.cancel()).name, "absent");
    await kept;
    assert.deepEqual(
      (await caches.keys()).filter((name) => name.startsWith("walk:")),
      [],
    );
  });

  test("is deleted, and may be kept again", async () => {
    const one = keeper();
    await one.keep("essential");
    assert.equal((await one.delete()).name, "absent");
    assert.deepEqual(await versions(), []);
    assert.equal((await one.keep("essential")).name, "kept");
  });

  test("stays when the network ends before the newer version is whole", async () => {
    await keeper().keep("essential");
    publish("v2", "two");
    site.pages.delete("/media/v2.m4a");
    assert.equal((await keeper().keep("essential")).name, "failed");
    assert.deepEqual(await versions(), ["v1"]);
  });

  test("goes when the city has withdrawn it", async () => {
    await keeper().keep("essential");
    const gone = () => new Response("", { status: 410 });
    site.pages.set(`${TRAIL}package.json`, gone);
    const state = await keeper().open();
    assert.deepEqual(state.name === "absent" && state.isGone, true);
    assert.deepEqual(await versions(), []);
  });
});
