import assert from "node:assert/strict";
import test from "node:test";
import {
  beganAt,
  MOST_NOTE,
  MOST_VISITS,
  NO_PAGES,
  type Pages,
  readPages,
  type VisitedStop,
  withAnswer,
  withArrival,
  withHearing,
  withNote,
  writePages,
} from "../../frontend/src/notebook/notebook";
import { type Kept, NotebookStore } from "../../frontend/src/notebook/notebook-store";

const point = { latitude: 45.44, longitude: 4.387 };
const PIT: VisitedStop = { id: "a-1", code: "AAAA1111", title: "Le puits", point };
const HALL: VisitedStop = { id: "a-2", code: "AAAA2222", title: "La mairie", point };
const NOON = Date.UTC(2026, 10, 28, 12);

const walked = (): Pages =>
  withNote(
    withAnswer(withHearing(withArrival(NO_PAGES, PIT, NOON), PIT, NOON + 9), PIT, true),
    PIT.id,
    "Il pleuvait.",
  );

test("a visit says when one came, when one heard, how one answered and what one wrote", () => {
  assert.deepEqual(walked().visits, [
    { ...PIT, arrivedAt: NOON, heardAt: NOON + 9, isRight: true, note: "Il pleuvait." },
  ]);
});

test("the first time counts", () => {
  const again = withAnswer(
    withHearing(withArrival(walked(), PIT, NOON + 99), PIT, NOON + 99),
    PIT,
    false,
  );
  assert.deepEqual(again, walked());
});

test("visits stand in the order in which they began", () => {
  const pages = withArrival(withHearing(NO_PAGES, HALL, NOON), PIT, NOON + 1);
  assert.deepEqual(
    pages.visits.map(({ title }) => title),
    ["La mairie", "Le puits"],
  );
});

test("a stop that was renamed meanwhile goes by its new name", () => {
  const pages = withHearing(walked(), { ...PIT, title: "Le grand puits" }, NOON);
  assert.deepEqual(
    pages.visits.map(({ title, note }) => [title, note]),
    [["Le grand puits", "Il pleuvait."]],
  );
});

test("a visit begins with what came first", () => {
  const [visit] = withArrival(withHearing(NO_PAGES, PIT, NOON), PIT, NOON + 5).visits;
  assert.ok(visit);
  assert.equal(beganAt(visit), NOON);
  assert.equal(beganAt({ ...visit, heardAt: null }), NOON + 5);
  assert.equal(beganAt({ ...visit, heardAt: null, arrivedAt: null }), null);
});

test("a note is written at stops that were visited, and has an end", () => {
  assert.deepEqual(withNote(walked(), "elsewhere", "?"), walked());
  const [visit] = withNote(walked(), PIT.id, "x".repeat(9999)).visits;
  assert.equal(visit?.note.length, MOST_NOTE);
});

test("what is written is read again as it was", () => {
  assert.deepEqual(readPages(writePages(walked())), walked());
});

test("garbage is an empty notebook", () => {
  const texts = [null, "", "{", "null", "3", "[]", '"a"', "{}", '{"version":1}'];
  for (const text of [
    ...texts,
    '{"version":2,"visits":[]}',
    '{"version":1,"visits":{}}',
  ])
    assert.deepEqual(readPages(text), NO_PAGES, String(text));
});

test("a spoilt visit costs itself alone, and a spoilt part of it that part", () => {
  const visits = [
    null,
    7,
    { id: 1, code: "x" },
    { ...PIT, title: 3, point: { latitude: 91, longitude: 0 }, arrivedAt: "noon" },
    { ...PIT, note: "the second of the same" },
    { ...HALL, arrivedAt: NOON, heardAt: 1e300, isRight: "yes", note: [], extra: 1 },
  ];
  const nothing = { arrivedAt: null, heardAt: null, isRight: null, note: "" };
  assert.deepEqual(readPages(JSON.stringify({ version: 1, visits })).visits, [
    { ...PIT, ...nothing, title: PIT.code, point: null },
    { ...HALL, ...nothing, arrivedAt: NOON },
  ]);
});

test("a notebook that is full takes no further stop, and keeps the rest", () => {
  let pages: Pages = NO_PAGES;
  for (let number = 0; number <= MOST_VISITS; number += 1)
    pages = withArrival(pages, { ...PIT, id: `stop-${number}` }, NOON);
  assert.equal(pages.visits.length, MOST_VISITS);
  const answered = withAnswer(pages, { ...PIT, id: "stop-0" }, true);
  assert.equal(answered.visits[0]?.isRight, true);
});

function phone(): Kept & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

test("each trail and language has its own notebook, which can be erased", () => {
  const kept = phone();
  const store = new NotebookStore("trail-1", "fr", kept);
  assert.equal(store.write(walked()), true);
  assert.deepEqual(new NotebookStore("trail-1", "fr", kept).read(), walked());
  assert.deepEqual(new NotebookStore("trail-1", "en", kept).read(), NO_PAGES);
  assert.deepEqual(new NotebookStore("trail-2", "fr", kept).read(), NO_PAGES);
  store.erase();
  assert.deepEqual(store.read(), NO_PAGES);
  assert.equal(kept.texts.size, 0);
});

test("a storage that is full or refused throws nothing, and says that it keeps nothing", () => {
  const refuse = (): never => {
    throw new DOMException("no", "QuotaExceededError");
  };
  const refused: Kept = { getItem: refuse, setItem: refuse, removeItem: refuse };
  for (const kept of [refused, null]) {
    const store = new NotebookStore("trail", "fr", kept);
    assert.equal(store.write(walked()), false);
    assert.deepEqual(store.read(), NO_PAGES);
    store.erase();
  }
});
