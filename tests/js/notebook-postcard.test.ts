import assert from "node:assert/strict";
import test from "node:test";
import {
  HEIGHT,
  layOut,
  type Mark,
  type Measure,
  type Stopped,
  WIDTH,
} from "../../frontend/src/notebook/postcard-layout";

const words = {
  heading: "Ma balade",
  title: "Saint-Étienne, ville de design et de mines",
  city: "Saint-Étienne",
  date: "28 novembre 2026",
  address: "balades.example.org/fr/la-ville/",
  more: (count: number) => `et ${count} de plus`,
};
// Letters that are all half as wide as they are high.
const measure: Measure = (text, size) => [...text].length * size * 0.5;
const stops = (count: number): Stopped[] =>
  Array.from({ length: count }, (_, n) => ({
    title: `Étape ${n + 1}`,
    point: { latitude: 45.43 + n * 0.001, longitude: 4.38 + (n % 3) * 0.001 },
  }));
const LINE = [
  { latitude: 45.43, longitude: 4.38 },
  { latitude: 45.44, longitude: 4.39 },
];

const card = (count: number, line = LINE, changes = {}): Mark[] =>
  layOut({ ...words, ...changes }, stops(count), line, measure);

function ofKind<K extends Mark["kind"]>(
  marks: readonly Mark[],
  kind: K,
): Extract<Mark, { kind: K }>[] {
  return marks.filter((mark): mark is Extract<Mark, { kind: K }> => mark.kind === kind);
}

const said = (marks: readonly Mark[]): string[] =>
  ofKind(marks, "words").map((mark) => mark.words);

test("it says whose walk it was, where, when, and what was seen", () => {
  const all = said(card(2)).join("|");
  for (const each of ["Ma balade", "28 novembre 2026", "Étape 1", "Étape 2"])
    assert.ok(all.includes(each), each);
  assert.ok(all.includes("balades.example.org/fr/la-ville/"));
});

test("every stop has a tick in the list and a mark on the map", () => {
  for (const count of [1, 6, 7, 12]) {
    assert.equal(ofKind(card(count), "tick").length, count);
    assert.equal(ofKind(card(count), "stop").length, count);
  }
});

test("of very many stops the list counts those it has no room for", () => {
  const marks = card(30);
  assert.equal(ofKind(marks, "tick").length, 11);
  assert.ok(said(marks).includes("et 19 de plus"));
  assert.equal(ofKind(marks, "stop").length, 30);
});

test("nothing stands outside the card, nor two things on the same ground", () => {
  for (const count of [1, 6, 7, 12, 30]) {
    const marks = card(count, LINE, { title: "Un titre très long ".repeat(12).trim() });
    for (const mark of ofKind(marks, "words")) {
      const wide = measure(mark.words, mark.size, mark.weight);
      const left = mark.isAtEnd ? mark.at[0] - wide : mark.at[0];
      assert.ok(left >= 80 && left + wide <= WIDTH - 79, mark.words);
      assert.ok(mark.at[1] <= HEIGHT - 80, mark.words);
    }
    const [sheet] = ofKind(marks, "sheet");
    assert.ok(sheet);
    const below = sheet.at[1] + sheet.height;
    const inside = [
      ...ofKind(marks, "stop").map(({ at }) => at),
      ...ofKind(marks, "line").flatMap(({ points }) => [...points]),
    ];
    for (const [x, y] of inside) {
      assert.ok(x >= 140 && x <= WIDTH - 140, `${x}`);
      assert.ok(y >= sheet.at[1] + 60 && y <= below - 60, `${y}`);
    }
    for (const { at } of ofKind(marks, "tick")) assert.ok(at[1] > below, `${at[1]}`);
  }
});

test("north is up, and the scale is the same both ways", () => {
  const [line] = ofKind(card(1), "line");
  assert.ok(line);
  const [south, north] = line.points;
  assert.ok(south && north);
  assert.ok(north[1] < south[1] && north[0] > south[0]);
  const ratio = (south[1] - north[1]) / (north[0] - south[0]);
  const expected = 1 / Math.cos((45.43 * Math.PI) / 180);
  assert.ok(Math.abs(ratio - expected) < 0.02, `${ratio}`);
});

test("without a track the stops are joined", () => {
  const [line] = ofKind(card(3, []), "line");
  assert.deepEqual(
    line?.points,
    ofKind(card(3, []), "stop").map(({ at }) => at),
  );
});

test("a walk whose points nobody knows has a list and no map", () => {
  const marks = layOut(words, [{ title: "Ici", point: null }], [], measure);
  assert.deepEqual(
    ["sheet", "line", "stop"].map((kind) => marks.some((mark) => mark.kind === kind)),
    [false, false, false],
  );
  assert.equal(ofKind(marks, "tick").length, 1);
});

test("the lines of a title are about as long as each other", () => {
  const title = "Helsinki, ville de granit et de design";
  const lines = said(card(1, LINE, { title })).filter((each) => title.includes(each));
  assert.deepEqual(lines, ["Helsinki, ville de", "granit et de design"]);
});

test("a city that the title names is not named again", () => {
  assert.ok(!said(card(1)).includes("Saint-Étienne"));
  assert.ok(said(card(1, LINE, { title: "La ville" })).includes("Saint-Étienne"));
});

test("a word too wide for the card is cut with an ellipsis", () => {
  const long = said(card(1, LINE, { title: "x".repeat(200) })).find((each) =>
    each.startsWith("xxx"),
  );
  assert.ok(long?.endsWith("…"));
});
