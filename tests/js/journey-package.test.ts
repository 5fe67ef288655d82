import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { readPackage } from "../../frontend/src/journey/trail-package.ts";

const written = JSON.parse(
  readFileSync("tests/js/fixtures/helsinki.package.json", "utf8"),
);
const STOP = {
  id: "one",
  title: "One",
  location: { latitude: 60, longitude: 25 },
  trigger: { radius_m: 30 },
  short_url: "https://city.example/s/AB12",
};
const LEG = {
  line: [
    [25, 60],
    [25.001, 60],
  ],
};
const small = (stop: object, more: object = {}): ReturnType<typeof readPackage> =>
  readPackage({
    id: "t",
    language: "fr",
    title: "T",
    track: { legs: [LEG] },
    stops: [stop],
    ...more,
  });

test("a package gives the zones, the track and the order of its stops", () => {
  const trigger = { radius_m: 30, bearing: 225 };
  const { trail } = small({ ...STOP, trigger }, { mode: "free" });
  assert.deepEqual(trail.zones, [
    { latitude: 60, longitude: 25, id: "one", radiusM: 30, bearing: 225 },
  ]);
  assert.deepEqual(trail.line[1], { latitude: 60, longitude: 25.001 });
  assert.equal(trail.isGuided, false);
});

test("a trail that says nothing of its mode is guided", () => {
  assert.equal(small(STOP).trail.isGuided, true);
});

test("a stop is known by the code of its short address", () => {
  assert.equal(small(STOP).stops[0]?.code, "AB12");
});

test("what to look for comes with the smallest of its pictures", () => {
  const picture = { alt: "A door", files: { 800: "b.webp", 400: "a.webp" } };
  const look_for = { sentence: "Look for the blue door", picture };
  const files = [{ name: "a.webp", url: "https://city.example/media/a.webp" }];
  const [stop] = small(
    { ...STOP, look_for },
    { files, url: "https://city.example/fr/t/" },
  ).stops;
  assert.equal(stop?.lookFor, "Look for the blue door");
  assert.deepEqual(stop?.lookForPicture, {
    address: "/media/a.webp",
    alternative: "A door",
  });
});

test("a package of a real trail is read whole", () => {
  const { stops, trail } = readPackage({
    short_url: "",
    ...written,
    stops: written.stops.map((stop: object) => ({ short_url: "/s/X", ...stop })),
  });
  assert.equal(stops.length, written.stops.length);
  assert.ok(trail.line.length > 50);
});

test("what is no package is refused", () => {
  assert.throws(() => readPackage({ stops: null }));
});

test("pictures whose rights have ended by now are left out", () => {
  const until = "2027-03-28T22:00:00Z";
  const picture = { alt: "A door", files: { 400: "a.webp" }, until };
  const quiz = { kind: "detail", question: "Where?", picture };
  const look_for = { sentence: "Look for the blue door", picture };
  const at = (
    now: string,
  ): ReturnType<typeof readPackage>["stops"][number] | undefined =>
    readPackage(
      {
        id: "t",
        language: "fr",
        title: "T",
        track: { legs: [LEG] },
        files: [{ name: "a.webp", url: "/media/a.webp" }],
        stops: [{ ...STOP, look_for, quiz }],
      },
      Date.parse(now),
    ).stops[0];
  const before = at("2027-03-28T21:59:59Z");
  assert.equal(before?.lookForPicture?.address, "/media/a.webp");
  assert.ok(before?.quiz?.kind === "detail" && before.quiz.picture);
  const after = at(until);
  assert.equal(after?.lookFor, "Look for the blue door");
  assert.equal(after?.lookForPicture, null);
  assert.ok(after?.quiz?.kind === "detail" && after.quiz.picture === null);
});
