import assert from "node:assert/strict";
import test from "node:test";
import type { Journey } from "../../frontend/src/journey/journey.ts";
import { MadeWalk, RecordedWalk } from "../../frontend/src/position/made-walk.ts";
import { RecordingRefused } from "../../frontend/src/position/recorded-fixes.ts";
import type { PositionSource } from "../../frontend/src/position/source.ts";
import { MadeWalks } from "../../frontend/src/trail/made-walks.ts";

const GOOD = '{"t": 1000, "lat": 60.1, "lng": 24.9, "accuracy": 8}';

function made() {
  const used: (PositionSource | null)[] = [];
  const guide = {
    isKept: true,
    begun: 0,
    journey: { ways: {} } as Journey,
    begin: () => {
      guide.begun += 1;
    },
  };
  const walks = new MadeWalks({ use: (source) => void used.push(source) }, guide, {
    isHeard: false,
  });
  return { walks, guide, used };
}

test("a replayed walk begins anew and is not kept, as the walk from home", async () => {
  for (const begin of ["replay", "fromHome"] as const) {
    const { walks, guide, used } = made();
    if (begin === "replay") await walks.replay(new Blob([GOOD]));
    else walks.fromHome(true);
    assert.equal(guide.isKept, false);
    assert.equal(guide.begun, 1);
    assert.ok(used[0] instanceof (begin === "replay" ? RecordedWalk : MadeWalk));
  }
});

test("back from home the walk is a real one, where the phone is", () => {
  const { walks, guide, used } = made();
  walks.fromHome(true);
  walks.fromHome(false);
  assert.equal(guide.isKept, true);
  assert.equal(guide.begun, 2);
  assert.equal(used[1], null);
});

test("a recording that cannot be read leaves the walk as it is", async () => {
  const { walks, guide, used } = made();
  await assert.rejects(walks.replay(new Blob([`${GOOD}\nx\n`])), RecordingRefused);
  assert.deepEqual([guide.isKept, guide.begun, used.length], [true, 0, 0]);
});
