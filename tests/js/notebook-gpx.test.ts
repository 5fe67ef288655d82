import assert from "node:assert/strict";
import test from "node:test";
import { writeGpx } from "../../frontend/src/notebook/gpx";
import type { Visit } from "../../frontend/src/notebook/notebook";

const NOON = Date.UTC(2026, 10, 28, 12);
const TRAIL = { title: "La ville", city: "Saint-Étienne", url: "https://a.org/?b=1&c" };
const visit = (changes: Partial<Visit> = {}): Visit => ({
  id: "a",
  code: "AAAA1111",
  title: "Le puits",
  point: { latitude: 45.43775, longitude: 4.37728 },
  arrivedAt: NOON,
  heardAt: null,
  isRight: null,
  note: "",
  ...changes,
});

test("each visit is a waypoint with its time, its name and what was written", () => {
  const gpx = writeGpx([visit({ note: "Il pleuvait." })], TRAIL, NOON);
  assert.ok(
    gpx.includes(
      '<wpt lat="45.437750" lon="4.377280"><time>2026-11-28T12:00:00.000Z</time>' +
        "<name>Le puits</name><desc>Il pleuvait.</desc></wpt>",
    ),
  );
});

test("two visits or more make a route in their order", () => {
  const visits = [visit({ title: "B" }), visit({ title: "A" })];
  const gpx = writeGpx(visits, TRAIL, NOON);
  const route = gpx.slice(gpx.indexOf("<rte>"));
  assert.ok(route.indexOf("<name>B</name>") < route.indexOf("<name>A</name>"));
  assert.ok(!writeGpx([visit()], TRAIL, NOON).includes("<rte>"));
});

test("a visit without a point is left out, one without a time has none", () => {
  const gpx = writeGpx(
    [visit({ point: null, title: "Nulle part" }), visit({ arrivedAt: null })],
    TRAIL,
    NOON,
  );
  assert.ok(!gpx.includes("Nulle part"));
  assert.equal(gpx.match(/<time>/g)?.length, 1);
});

test("what anybody wrote is text, and nothing that XML has no place for", () => {
  const gpx = writeGpx(
    [visit({ title: 'A & B <c> "d" ]]>', note: "a\u0000b\u000bc\ud800d\uffffe🎧" })],
    TRAIL,
    NOON,
  );
  assert.ok(gpx.includes("<name>A &amp; B &lt;c&gt; &quot;d&quot; ]]&gt;</name>"));
  assert.ok(gpx.includes("<desc>abcde🎧</desc>"));
  assert.ok(gpx.includes('<link href="https://a.org/?b=1&amp;c"/>'));
});
