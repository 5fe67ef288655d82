import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { type TestContext } from "node:test";
import type { KeptMoment } from "../../frontend/src/journey/kept-moment.ts";
import type { Fix } from "../../frontend/src/position/state.ts";
import type { Cards } from "../../frontend/src/trail/cards.ts";
import { Guide, type GuideHost } from "../../frontend/src/trail/guide.ts";
import type { Stop } from "../../frontend/src/trail/stops.ts";

const NOON = 1_764_327_600_000;
const KEY = "walk";
const read = JSON.parse(
  readFileSync("tests/js/fixtures/helsinki.package.json", "utf8"),
);
const written = {
  ...read,
  stops: read.stops.map((stop: object) => ({ short_url: "/s/X", ...stop })),
};

/** A phone: its shelf, its network, its clock, and what the guide has asked of it. */
function phone(t: TestContext, changes: Partial<GuideHost> = {}) {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: NOON });
  const shelf = new Map<string, string>();
  const rests: (number | null)[] = [];
  const shown: string[] = [];
  const network = { isUp: true };
  const localStorage = {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, value: string) => void shelf.set(key, value),
    removeItem: (key: string) => void shelf.delete(key),
  };
  const page = new EventTarget();
  const around = globalThis as unknown as Record<string, unknown>;
  around["window"] = { localStorage };
  around["document"] = page;
  around["addEventListener"] = page.addEventListener.bind(page);
  t.mock.method(globalThis, "fetch", () =>
    Promise.resolve({ ok: network.isUp, status: 503, json: async () => written }),
  );
  const nothing = (): void => undefined;
  const host = {
    say: (key: string) => key,
    isHeard: () => false,
    tell: () => Promise.resolve("playing"),
    find: nothing,
    onChange: nothing,
    onRead: nothing,
    onArrived: nothing,
    formatMetres: String,
    rest: (until: number | null) => void rests.push(until),
    ...changes,
  } as unknown as GuideHost;
  const cards = {
    show: (name: string) => void shown.push(name),
    offer: nothing,
    hide: nothing,
    forget: nothing,
  } as unknown as Cards;
  const guide = new Guide(host, cards, KEY);
  return { guide, shelf, rests, shown, network, clock: t.mock.timers };
}

const moment = { stop: "A", heard: [], second: 3, at: NOON } as unknown as KeptMoment;

const [first] = written.track.legs[0].line as [number, number][];
assert.ok(first);

/** Somebody who stands 900 m south of the trail. */
const fixAt = (at: number): Fix => ({
  latitude: first[1] - 0.0081,
  longitude: first[0],
  accuracy: 6,
  at,
});

test("a phone that looked between two ticks is let rest again", async (t) => {
  const { guide, rests, clock } = phone(t);
  await guide.start("package.json", false);
  const find = (): void => guide.take({ name: "located", fix: fixAt(Date.now()) });
  while (!rests.length) {
    clock.tick(500); // fixes come half-way between the ticks
    find();
    clock.tick(500);
    assert.ok(Date.now() < NOON + 120_000, "far from any story the phone may rest");
  }
  const tickAt = NOON + 1000 * Math.ceil((Number(rests[0]) - NOON) / 1000);
  while (Date.now() < tickAt - 1000) clock.tick(1000);
  clock.tick(999);
  assert.equal(rests.length, 1);

  find(); // the look is over before the tick that would have seen it
  clock.tick(1);
  assert.equal(rests.length, 2);
  assert.ok(Number(rests[1]) > Date.now());
});

test("a walk under way is kept; once it is over nothing of it stays", async (t) => {
  const { guide, shelf, clock } = phone(t);
  await guide.start("package.json", false);
  guide.keepMoment(moment);
  clock.tick(11_000);
  assert.deepEqual([...shelf.keys()].sort(), [KEY, `${KEY}:journey`]);
  guide.end();
  assert.equal(shelf.size, 0);
  guide.keepMoment(moment);
  clock.tick(11_000);
  guide.pause();
  assert.equal(shelf.size, 0);
  guide.begin(null);
  assert.equal(guide.isOver, false);
});

test("a walk that is only tried is neither kept nor ends the one that is", async (t) => {
  const { guide, shelf, clock } = phone(t);
  await guide.start("package.json", false);
  guide.keepMoment(moment);
  guide.isKept = false;
  guide.keepMoment({ ...moment, stop: "B" });
  clock.tick(11_000);
  guide.end();
  assert.deepEqual([...shelf.values()], [JSON.stringify(moment)]);
});

test("a trail that did not load is said, and read when it is tried again", async (t) => {
  const { guide, network, shown } = phone(t);
  network.isUp = false;
  await guide.start("package.json", false);
  assert.deepEqual(shown, ["no-trail"]);
  assert.equal(await guide.load(), false);
  network.isUp = true;
  assert.equal(await guide.load(), true);
  assert.ok(guide.journey);
});

test("a closed stop does not start by itself: a card says why", (t) => {
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  const told: string[] = [];
  const stop = (isShut: boolean) => ({
    element: { hasAttribute: () => isShut },
    title: "Here",
  });
  const stops = new Map([
    ["SHUT", stop(true)],
    ["OPEN", stop(false)],
  ]);
  const { guide, shown } = phone(t, {
    find: (code) => stops.get(code) as unknown as Stop,
    tell: (code) => {
      told.push(code);
      return Promise.resolve("playing");
    },
  });
  guide.onBegin("SHUT");
  assert.deepEqual([told, shown], [[], ["closed"]]);
  guide.onBegin("OPEN");
  assert.deepEqual(told, ["OPEN"]);
});
