import assert from "node:assert/strict";
import test from "node:test";
import type { CardName } from "../../frontend/src/trail/cards.ts";
import { Ending } from "../../frontend/src/trail/ending.ts";
import type { Stop, Track } from "../../frontend/src/trail/stops.ts";

const stop = (code: string, isSilent = false): Stop =>
  ({ code, track: isSilent ? null : ({} as Track) }) as Stop;

const closed = (code: string): Stop =>
  ({ ...stop(code), element: { hasAttribute: () => true } }) as unknown as Stop;

/** The end of a walk over some stops, and what came of it. */
function walk(stops: readonly Stop[]) {
  const heard = new Set<string>();
  const seen = new Set<string>();
  const shown: { name: CardName; count: unknown; act(what: string): void }[] = [];
  const told: string[] = [];
  const guide = {
    isOver: false,
    isUnderWay: true,
    hasReached: () => false,
    end: () => {
      told.push("forgotten");
      guide.isOver = true;
    },
  };
  const ending = new Ending(
    stops,
    { heard, hasShown: (code) => seen.has(code) },
    guide,
    {
      show: (name, card) =>
        shown.push({
          name,
          count: card?.words?.["count"],
          act: (what) => card?.acts?.[what]?.(),
        }),
      hide: () => undefined,
    },
    { leave: () => told.push("left"), openNotebook: () => told.push("notebook") },
  );
  const hear = (each: Stop): void => {
    heard.add(each.code);
    ending.look(each);
  };
  return { ending, guide, hear, seen, shown, told };
}

test("a walk is over, and forgotten, once every story has been told, in any order", () => {
  const [a, b] = [stop("A"), stop("B")];
  const { hear, shown, told } = walk([a, b]);
  hear(b);
  hear(a);
  assert.deepEqual(
    shown.map(({ name }) => name),
    ["last-stop", "finished"],
  );
  assert.deepEqual(told, ["forgotten"]);
});

test("a closed stop is not waited for, and the one before it may be the last", () => {
  const [a, b, c] = [stop("A"), stop("B"), closed("C")];
  const late = walk([a, b, c]);
  late.hear(b);
  assert.deepEqual(
    late.shown.map(({ name, count }) => [name, count]),
    [["last-stop", 1]],
  );
  late.hear(a);
  assert.equal(late.shown.at(-1)?.name, "finished");
});

test("after the last stop the walker is told how many stories remain, and may end", () => {
  const stops = [stop("A"), stop("B"), stop("C")];
  const { hear, shown, told } = walk(stops);
  hear(stops[2] as Stop);
  assert.equal(shown[0]?.count, 2);
  assert.deepEqual(told, []);
  shown[0]?.act("end");
  assert.deepEqual(told, ["forgotten", "left"]);
});

test("a stop without sound is told once it is shown", () => {
  const [a, b] = [stop("A"), stop("B", true)];
  const { ending, hear, seen, shown, told } = walk([a, b]);
  hear(a);
  assert.deepEqual(told, []);
  seen.add("B");
  ending.look(b);
  assert.deepEqual(told, ["forgotten"]);
  shown[0]?.act("notebook");
  assert.deepEqual(told, ["forgotten", "notebook"]);
});

test("stories heard on the page without walking end no walk, and an end comes once", () => {
  const a = stop("A");
  const { guide, hear, told } = walk([a]);
  guide.isUnderWay = false;
  hear(a);
  assert.deepEqual(told, []);
  guide.isUnderWay = true;
  hear(a);
  hear(a);
  assert.deepEqual(told, ["forgotten"]);
});
