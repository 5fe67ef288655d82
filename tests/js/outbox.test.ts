import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { MOST_WAITING, Outbox, type Visit } from "../../frontend/src/outbox/outbox.ts";
import { noteVisit } from "../../frontend/src/outbox/phone-outbox.ts";

const visit = (changes: Partial<Visit> = {}): Visit => ({
  what: "story",
  tour: "trail-1",
  stop: "stop-1",
  day: "2026-11-28",
  ...changes,
});

let text: string | null = null;
const outbox = new Outbox({
  read: () => text,
  write: (given) => {
    text = given;
  },
});

beforeEach(() => {
  text = null;
});

describe("what waits to be counted", () => {
  test("is there in its order, each once a day", () => {
    const [first, second] = [visit(), visit({ day: "2026-11-29" })];
    for (const each of [first, first, second]) outbox.put(each);
    assert.deepEqual(outbox.waiting, [first, second]);
  });

  test("names nobody, no place and no time of day", () => {
    outbox.put(visit());
    assert.deepEqual(Object.keys(JSON.parse(text ?? "")[0]), [
      "what",
      "tour",
      "stop",
      "day",
    ]);
  });

  test("is never more than so many: the oldest go", () => {
    for (let n = 0; n <= MOST_WAITING; n += 1) outbox.put(visit({ stop: `stop-${n}` }));
    assert.equal(outbox.waiting.length, MOST_WAITING);
    assert.equal(outbox.waiting[0]?.stop, "stop-1");
  });

  test("is nothing where what was written cannot be read", () => {
    for (const spoilt of ["{", "1", '[{"what": "spy"}, null]']) {
      text = spoilt;
      assert.deepEqual(outbox.waiting, []);
    }
  });

  test("leaves with a sender that succeeds, and stays with one that fails", async () => {
    outbox.put(visit());
    await assert.rejects(
      outbox.take(() => Promise.reject(new TypeError("no network"))),
    );
    assert.equal(outbox.waiting.length, 1);
    await outbox.take(async (sent) => {
      assert.deepEqual(sent, [visit()]);
      outbox.put(visit({ what: "walk", stop: null }));
    });
    assert.deepEqual(outbox.waiting, [visit({ what: "walk", stop: null })]);
  });
});

test("nothing is written on a site that does not count visits", () => {
  const written: string[] = [];
  const dataset: Record<string, string> = {};
  Object.assign(globalThis, {
    document: { documentElement: { dataset } },
    localStorage: {
      getItem: () => null,
      setItem: (_key: string, given: string) => written.push(given),
    },
  });
  noteVisit("walk", "trail-1", null);
  assert.deepEqual(written, []);
  dataset["countsVisits"] = "";
  noteVisit("walk", "trail-1", null);
  assert.equal(written.length, 1);
});
