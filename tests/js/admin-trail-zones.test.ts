import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { FormStop } from "../../frontend/src/admin/form-stop.ts";
import { type Line, readLine } from "../../frontend/src/admin/line.ts";
import { plainTrack } from "../../frontend/src/admin/track.ts";
import {
  benchDocument,
  checkedTrail,
  walkTrail,
} from "../../frontend/src/admin/trail-zones.ts";
import { readTour } from "../../frontend/tools/tour.ts";

const stop = (number: number, more: Partial<FormStop> = {}): FormStop => ({
  prefix: `stops-${number}`,
  number,
  title: "",
  ownPoint: { latitude: 45.43 + number / 1000, longitude: 4.38 },
  placePoint: null,
  place: "",
  radiusM: 25,
  bearing: null,
  errors: [],
  told: "",
  takes: [],
  ...more,
});
const reading = readLine(
  '{"type":"LineString","coordinates":[[4.38,45.43],[4.38,45.44]]}',
);
const line: Line = "line" in reading ? reading.line : [];
const track = plainTrack(line);
const stops = [
  stop(1, { bearing: 90 }),
  stop(2, { ownPoint: null }),
  stop(3, { radiusM: null }),
];

describe("the trail in the form", () => {
  test("has a zone for each stop with a point, called by its prefix", () => {
    const trail = walkTrail(stops, track, false);
    assert.deepEqual(
      trail.zones.map(({ id, radiusM }) => [id, radiusM]),
      [
        ["stops-1", 25],
        ["stops-3", 30],
      ],
    );
    assert.deepEqual(trail.line[1], { latitude: 45.44, longitude: 4.38 });
    assert.deepEqual(
      trail.zones.map(({ bearing }) => bearing),
      [90, undefined],
    );
    assert.equal(trail.isGuided, false);
  });

  test("is read by the bench as the engine knows it", () => {
    const tour = readTour(benchDocument(checkedTrail(stops, track, true)));
    const trail = walkTrail(stops, track, true);
    assert.deepEqual(tour.trail.line, trail.line);
    const bare = ({ id: _id, ...zone }: (typeof trail.zones)[number]) => zone;
    assert.deepEqual(tour.trail.zones.map(bare), trail.zones.map(bare));
    assert.equal(tour.trail.isGuided, true);
  });

  test("is another one as soon as a radius, a bearing, the mode or the line differs", () => {
    const told = (...of: Parameters<typeof checkedTrail>) =>
      JSON.stringify(checkedTrail(...of));
    const as = told(stops, track, true);
    assert.equal(told([...stops], plainTrack(line), true), as);
    assert.equal(
      told([stop(1, { title: "Mairie", bearing: 90 }), ...stops.slice(1)], track, true),
      as,
    );
    assert.notEqual(told(stops, track, false), as);
    assert.notEqual(
      told([stop(1, { radiusM: 26, bearing: 90 }), ...stops.slice(1)], track, true),
      as,
    );
    assert.notEqual(
      told([stop(1, { bearing: 91 }), ...stops.slice(1)], track, true),
      as,
    );
    assert.notEqual(told(stops, plainTrack([...line].reverse()), true), as);
  });
});
