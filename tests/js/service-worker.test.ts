import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { beforeEach, describe, mock, test } from "node:test";
import { gzipSync } from "node:zlib";
import { KEPT_AT } from "../../frontend/src/pack/kept-list.ts";
import {
  FRESH,
  nameOf,
  PACKED,
  PAST_WORKER,
  RECORD,
} from "../../frontend/src/pack/kept-names.ts";
import { packed } from "../../frontend/src/pack/packing.ts";
import { planPack, type Written } from "../../frontend/src/pack/plan.ts";
import type { PackRecord } from "../../frontend/src/pack/record.ts";
import { MemoryCaches, MemorySite } from "./pack-shelf.ts";

const SHELL = {
  release: "r2",
  files: ["/static/walk-2.js", "/static/site.css"],
  pages: { fr: "/fr/kept/", en: "/en/kept/" },
  words: ["/fr/walk-words/r2/"],
};
const TRAIL = "/fr/ville/";
const STOP = "/fr/ville/stop/ab12cd34/";
const PLACE = "/fr/ville/#stop-ab12cd34";
const FILE = "/media/packages/files/gare.m4a";

const WRITTEN: Written = {
  id: "trail-1",
  version: "v1",
  language: "fr",
  title: "Ville",
  url: `https://walks.example${TRAIL}`,
  stops: [
    {
      number: 1,
      title: "Gare",
      url: `https://walks.example${STOP}`,
      short_url: "https://walks.example/s/ab12cd34",
      recordings: [{ file: "gare.m4a", duration_s: 10 }],
      pictures: [],
    },
  ],
  files: [
    {
      name: "gare.m4a",
      url: `https://walks.example${FILE}`,
      bytes: 10,
      sha256: "",
      type: "audio/mp4",
      part: "essential",
      shown_as: ["/media/recordings/gare.m4a"],
    },
  ],
};

let caches: MemoryCaches;
let site: MemorySite;
const ears = new Map<string, (event: unknown) => void>();
const scope = {
  clients: { claim: async () => undefined },
  skipWaiting: mock.fn(async () => undefined),
  addEventListener: (name: string, act: (event: unknown) => void) =>
    ears.set(name, act),
};
const world = {
  self: scope,
  SHELL,
  location: new URL("https://walks.example/service-worker.js"),
};
Object.assign(globalThis, world);
Object.defineProperty(globalThis, "navigator", { value: { language: "fr-FR" } });
await import("../../frontend/src/service-worker.ts");

async function happen(name: "install" | "activate"): Promise<void> {
  let until: Promise<unknown> = Promise.resolve();
  ears.get(name)?.({
    waitUntil: (promise: Promise<unknown>) => {
      until = promise;
    },
  });
  await until;
}

interface Asked {
  readonly headers?: Record<string, string>;
  readonly navigates?: boolean;
  readonly method?: string;
  readonly referrer?: string;
}

/** The worker's answer; null where it leaves the request to the network. */
async function get(address: string, asked: Asked = {}): Promise<Response | null> {
  const { headers = {}, navigates = false, method = "GET", referrer = "" } = asked;
  const url = new URL(address, "https://walks.example");
  const request = {
    url: url.href,
    method,
    mode: navigates ? "navigate" : "no-cors",
    headers: new Headers(headers),
    referrer: referrer && new URL(referrer, "https://walks.example").href,
  };
  let answer: Promise<Response> | null = null;
  ears.get("fetch")?.({
    request,
    respondWith: (given: Promise<Response>) => {
      answer = given;
    },
  });
  return answer;
}

const text = async (answer: Response | null): Promise<string | undefined> =>
  answer?.text();

async function keepWalk(changes: Partial<PackRecord> = {}): Promise<PackRecord> {
  const plan = { ...planPack(WRITTEN, "essential", "r1", 0), ...changes };
  const cache = await caches.open(nameOf(plan));
  const fresh = { headers: { [FRESH]: "r1" } };
  await cache.put(TRAIL, new Response("kept trail", fresh));
  await cache.put(FILE, new Response("0123456789"));
  await cache.put(RECORD, new Response(JSON.stringify(plan)));
  return plan;
}

beforeEach(() => {
  caches = new MemoryCaches();
  site = new MemorySite(
    new Map(
      [...SHELL.files, ...SHELL.words, ...Object.values(SHELL.pages), TRAIL].map(
        (address) => [address, () => new Response(`new ${address}`)] as const,
      ),
    ),
  );
  const fetched = (request: string | Request, init?: RequestInit) => {
    const { url = request } = request as Request;
    const { pathname, search } = new URL(url as string, "https://walks.example");
    return site.fetch(pathname + search, init);
  };
  Object.assign(globalThis, { caches: caches.shelf, fetch: fetched });
});

describe("notices", () => {
  const LIST = `${TRAIL}notices.json`;
  const tell = (words: string) => site.pages.set(LIST, () => new Response(words));

  test("are the newest, and the list before without network, with its moment", async () => {
    await keepWalk();
    tell("one");
    const now = Date.now();
    const newest = await get(LIST);
    assert.equal(newest?.headers.get(KEPT_AT), null);
    assert.equal(await text(newest), "one");
    tell("two");
    await get(LIST);
    site.isCut = true;
    const kept = await get(LIST);
    assert.ok(Number(kept?.headers.get(KEPT_AT)) >= now);
    assert.equal(await text(kept), "two");
  });

  test("go with their pack, and those of other trails are not kept", async () => {
    const plan = await keepWalk();
    site.pages.set("/fr/mine/notices.json", () => new Response("other"));
    tell("one");
    await get(LIST);
    await get("/fr/mine/notices.json");
    assert.equal(caches.held.get(nameOf(plan))?.size, 4);
    await caches.delete(nameOf(plan));
    site.isCut = true;
    await assert.rejects(get(LIST));
  });

  test("of a server that is unwell leave the list before", async () => {
    await keepWalk();
    tell("one");
    await get(LIST);
    site.pages.set(LIST, () => new Response("", { status: 503 }));
    assert.equal(await text(await get(LIST)), "one");
    site.pages.delete(LIST);
    assert.equal((await get(LIST))?.status, 404);
  });
});

describe("the shell", () => {
  test("is installed whole", async () => {
    await happen("install");
    const held = [...(caches.held.get("shell:r2")?.keys() ?? [])];
    assert.deepEqual(held.slice(-1), ["/kept-walk/shell"]);
    assert.equal(held.length, 6);
  });

  test("is not installed where a file is missing", async () => {
    site.pages.delete("/static/site.css");
    await assert.rejects(happen("install"));
  });

  test("takes what an older one has over", async () => {
    await (await caches.open("shell:r1")).put("/static/site.css", new Response("same"));
    await happen("install");
    assert.equal(site.asked.includes("/static/site.css"), false);
  });

  test("stays while a kept page is of its release, and the last one always", async () => {
    for (const release of ["r0", "r1", "r1b", "r2"])
      await caches.open(`shell:${release}`);
    await keepWalk();
    await happen("activate");
    const shells = (await caches.keys()).filter((name) => name.startsWith("shell:"));
    assert.deepEqual(shells, ["shell:r1", "shell:r1b", "shell:r2"]);
  });
});

describe("without network", () => {
  beforeEach(async () => {
    await happen("install");
    site.isCut = true;
  });

  test("a kept trail opens", async () => {
    await keepWalk();
    const answer = await get(`${TRAIL}?from=poster`, { navigates: true });
    assert.equal(await text(answer), "kept trail");
  });

  test("what is kept packed comes as it was", async () => {
    const plan = await keepWalk();
    const cache = await caches.open(nameOf(plan));
    const headers = { [FRESH]: "r1", [PACKED]: "gzip", "Content-Length": "3" };
    const body = await packed(new Blob(["<p>told</p>"]));
    await cache.put(TRAIL, new Response(body, { headers }));
    const answer = await get(TRAIL, { navigates: true });
    assert.equal(answer?.headers.get("Content-Length"), null);
    assert.equal(await text(answer), "<p>told</p>");
  });

  test("a stop of a pack of before opens from its own page", async () => {
    const plan = await keepWalk({ format: 1 });
    const cache = await caches.open(nameOf(plan));
    await cache.put(STOP, new Response("kept stop", { headers: { [FRESH]: "r1" } }));
    assert.equal(await text(await get(STOP, { navigates: true })), "kept stop");
  });

  test("every address of a stop leads to where it is told", async () => {
    await keepWalk();
    Object.assign(globalThis, {
      Response: Object.assign(Response, {
        redirect: (to: string) =>
          new Response("", { status: 302, headers: { Location: to } }),
      }),
    });
    for (const address of ["/s/ab12cd34", `${STOP}?from=poster`]) {
      const answer = await get(address, { navigates: true });
      assert.equal(answer?.headers.get("Location"), PLACE);
    }
  });

  test("in the reader's language where both are kept", async () => {
    await keepWalk({
      language: "en",
      short: { "/s/ab12cd34": "/en/city/#stop-ab12cd34" },
    });
    await keepWalk();
    const answer = await get("/s/ab12cd34", { navigates: true });
    assert.equal(answer?.headers.get("Location"), PLACE);
  });

  test("any other page is the list of kept walks, in its language", async () => {
    assert.equal(
      await text(await get("/en/other/", { navigates: true })),
      "new /en/kept/",
    );
    assert.equal(
      await text(await get("/s/unknown", { navigates: true })),
      "new /fr/kept/",
    );
  });

  test("sound is found under the address that pages name", async () => {
    await keepWalk();
    assert.equal(await text(await get("/media/recordings/gare.m4a")), "0123456789");
  });

  const ranges: [header: string, status: number, body: string, told: string | null][] =
    [
      ["bytes=0-1", 206, "01", "bytes 0-1/10"],
      ["bytes=0-0", 206, "0", "bytes 0-0/10"],
      ["bytes=7-", 206, "789", "bytes 7-9/10"],
      ["bytes=-2", 206, "89", "bytes 8-9/10"],
      ["bytes=10-", 416, "", "bytes */10"],
      ["bytes=3-1", 200, "0123456789", null],
    ];
  for (const [header, status, body, told] of ranges)
    test(`${header} is answered with ${status}`, async () => {
      await keepWalk();
      const answer = await get(FILE, { headers: { Range: header } });
      assert.equal(answer?.status, status);
      assert.equal(answer?.headers.get("Content-Range"), told);
      assert.equal(await text(answer), body);
    });

  test("a pack whose record is not written does not count", async () => {
    const plan = await keepWalk({ version: "half" });
    await (await caches.open(nameOf(plan))).delete(RECORD);
    assert.equal(await text(await get(TRAIL, { navigates: true })), "new /fr/kept/");
  });

  test("what is kept nowhere is an error of the network", async () => {
    await assert.rejects(get("/media/unknown.m4a") as Promise<Response>);
  });
});

describe("with a network", () => {
  beforeEach(() => happen("install"));

  test("a page is the newest", async () => {
    await keepWalk();
    assert.equal(await text(await get(TRAIL, { navigates: true })), `new ${TRAIL}`);
  });

  test("a kept page takes the place of one that does not come within three seconds", async (t) => {
    await keepWalk();
    t.mock.timers.enable({ apis: ["setTimeout"] });
    Object.assign(globalThis, {
      fetch: (_: unknown, { signal }: RequestInit) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(signal.reason));
        }),
    });
    const answer = get(TRAIL, { navigates: true });
    // The clock is set going by the worker once it has looked at what is kept.
    while (!(await Promise.race([answer.then(() => true), later()])))
      t.mock.timers.tick(1500);
    assert.equal(await text(await answer), "kept trail");
  });

  test("a kept page takes the place of a server's fault", async () => {
    await keepWalk();
    site.pages.set(TRAIL, () => new Response("", { status: 502 }));
    assert.equal(await text(await get(TRAIL, { navigates: true })), "kept trail");
  });

  test("a page that is not kept may take its time, and its fault is shown", async () => {
    site.pages.set("/fr/other/", () => new Response("down", { status: 502 }));
    assert.equal((await get("/fr/other/", { navigates: true }))?.status, 502);
  });

  test("files of a pack are not asked for again", async () => {
    await keepWalk();
    await get("/media/recordings/gare.m4a");
    assert.equal(site.asked.includes(FILE), false);
  });
});

describe("the worker leaves alone", () => {
  const untouched: [what: string, address: string, asked: Asked][] = [
    ["the admin", "/admin/pages/3/edit/", { navigates: true }],
    ["what the admin's pages show", FILE, { referrer: "/admin/pages/3/edit/" }],
    ["documents", "/documents/1/plan.pdf", {}],
    ["itself", "/service-worker.js", {}],
    ["what is sent", "/fr/ville/", { method: "POST" }],
    ["other sites", "https://elsewhere.example/a.js", {}],
    ["downloads of packs", FILE, { headers: { [PAST_WORKER]: "1" } }],
  ];
  for (const [what, address, asked] of untouched)
    test(what, async () => {
      await keepWalk();
      assert.equal(await get(address, asked), null);
    });
});

test("a page may have the newer worker take over", () => {
  ears.get("message")?.({ data: "take over" });
  assert.equal(scope.skipWaiting.mock.callCount(), 1);
});

test("a page may have the shell made whole again, and is told the end", async () => {
  await happen("install");
  await (await caches.open("shell:r2")).delete("/static/site.css");
  const ask = async (): Promise<unknown> => {
    let told: unknown;
    const tell = (data: unknown): void => {
      told = data;
    };
    let until: Promise<unknown> = Promise.resolve();
    ears.get("message")?.({
      data: "keep shell",
      ports: [{ postMessage: tell }],
      waitUntil: (promise: Promise<unknown>) => {
        until = promise;
      },
    });
    await until;
    return told;
  };
  site.isCut = true;
  assert.equal(await ask(), false);
  site.isCut = false;
  assert.equal(await ask(), true);
  assert.ok(caches.held.get("shell:r2")?.has("/static/site.css"));
});

test("the worker weighs at most 3 KiB, compressed", () => {
  const { status, stdout } = spawnSync("node_modules/.bin/esbuild", [
    "frontend/src/service-worker.ts",
    "--bundle",
    "--minify",
    "--target=es2022,safari15",
  ]);
  assert.equal(status, 0);
  assert.ok(gzipSync(stdout).length <= 3 * 1024);
});

/** Everything that waits has its turn. */
const later = (): Promise<false> =>
  new Promise((resolve) => setImmediate(() => resolve(false)));
