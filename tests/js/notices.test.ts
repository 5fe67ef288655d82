import assert from "node:assert/strict";
import { test } from "node:test";
import { trailOfList } from "../../frontend/src/pack/kept-list";
import {
  ago,
  closesStop,
  holdingAt,
  type Notice,
} from "../../frontend/src/trail/notice-list";

const notice = (changes: Partial<Notice> = {}): Notice => ({
  id: "one",
  severity: "closed",
  from: "2027-03-28T00:00:00+01:00",
  to: "2027-03-29T00:00:00+02:00",
  about: "stop",
  stops: ["a"],
  codes: ["AAAA1111"],
  headline: "Closed until 28 March 2027",
  concerns: "Stop 1, Here",
  text: "Road works.",
  language: "en",
  detour: null,
  ...changes,
});

const BEGINS = Date.UTC(2027, 2, 27, 23);
const ENDS = Date.UTC(2027, 2, 28, 22);

test("a notice holds from its first instant to its last, on the day of 23 hours", () => {
  for (const [at, holds] of [
    [BEGINS - 1, false],
    [BEGINS, true],
    [ENDS - 1, true],
    [ENDS, false],
  ] as const)
    assert.equal(holdingAt([notice()], at).length, Number(holds));
});

test("until further notice has no end", () => {
  const list = [notice({ to: null })];
  assert.equal(holdingAt(list, Date.UTC(2999, 0, 1)).length, 1);
});

test("a closed stop or place is closed; a closed way leaves its stop open", () => {
  assert.ok(closesStop(notice()));
  assert.ok(closesStop(notice({ about: "place" })));
  assert.ok(!closesStop(notice({ about: "leg" })));
  assert.ok(!closesStop(notice({ severity: "warning" })));
});

test("the age is told in the largest whole unit of each language", () => {
  const HOUR = 3_600_000;
  assert.equal(ago(0, "en"), "1 minute ago");
  assert.equal(ago(59 * 60_000, "en"), "59 minutes ago");
  assert.equal(ago(47 * HOUR, "en"), "1 day ago");
  assert.equal(ago(72 * HOUR, "fr"), "il y a 3 jours");
  assert.equal(ago(5 * HOUR, "fr"), "il y a 5 heures");
});

test("a list stands beside its trail's page, and nothing else is one", () => {
  assert.equal(trailOfList("/fr/la-mine/notices.json"), "/fr/la-mine/");
  assert.equal(trailOfList("/fr/la-mine/package.json"), null);
  assert.equal(trailOfList("/fr/la-mine/old-notices.json"), null);
});
