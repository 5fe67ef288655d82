import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type Street,
  type Zone,
  type ZoneWarning,
  zoneWarnings,
} from "../../frontend/src/admin/zones.ts";
import { distanceM, type Point } from "../../frontend/src/geo.ts";
import { Ground } from "../../frontend/src/local-metres.ts";

const GROUND = new Ground({ latitude: 45.44, longitude: 4.38 });

/** Metres east and north of the middle of a town. */
const at = (east: number, north: number): Point => GROUND.point({ east, north });
const line = (...spots: [number, number][]): Point[] =>
  spots.map(([east, north]) => at(east, north));

let number = 0;
const zone = (
  east: number,
  north: number,
  radiusM = 30,
  bearing: number | null = null,
): Zone => {
  number += 1;
  const [prefix, title] = [`stops-${number}`, `Stop ${number}`];
  return { prefix, number, title, point: at(east, north), radiusM, bearing };
};
const warnings = (
  zones: Zone[],
  track: Point[] = [],
  streets: Street[] = [],
): ZoneWarning[] => zoneWarnings(zones, track, () => streets);
const codes = (...given: Parameters<typeof warnings>): string[] =>
  warnings(...given).map(({ code }) => code);

describe("zones beside one another", () => {
  test("no warning while they keep apart", () => {
    assert.deepEqual(codes([zone(0, 0), zone(100, 0), zone(0, 200)]), []);
    assert.deepEqual(codes([]), []);
  });

  test("zones that meet overlap, by so many metres", () => {
    const [a, b] = [zone(0, 0, 30), zone(50, 0, 28)];
    const [only, ...others] = warnings([a, b]);
    assert.deepEqual(others, []);
    assert.deepEqual([only?.code, only?.zone, only?.other], ["overlap", a, b]);
    assert.ok(Math.abs((only?.metres ?? 0) - 8) < 0.1);
  });

  test("zones that just touch do not overlap", () => {
    assert.deepEqual(codes([zone(0, 0, 30), zone(60.1, 0, 30)]), []);
    assert.deepEqual(codes([zone(0, 0, 30), zone(59.9, 0, 30)]), ["overlap"]);
  });

  test("every pair that meets is named once", () => {
    const three = [zone(0, 0), zone(40, 0), zone(20, 30)];
    assert.deepEqual(codes(three), ["overlap", "overlap", "overlap"]);
    assert.deepEqual(codes([zone(0, 0), zone(0, 0)]), ["overlap"]);
  });

  test("a zone beyond half the gap is too wide, unless it is said to overlap", () => {
    const [wide, small] = [zone(0, 0, 55), zone(100, 0, 20)];
    const [only, ...others] = warnings([wide, small, zone(0, 300)]);
    assert.deepEqual(others, []);
    assert.deepEqual([only?.code, only?.zone, only?.other], ["too_wide", wide, small]);
    assert.ok(Math.abs((only?.metres ?? 0) - 100) < 0.2);

    assert.deepEqual(codes([{ ...wide, radiusM: 49.5 }, small]), []);
    assert.deepEqual(codes([wide, { ...small, radiusM: 46 }]), ["overlap"]);
  });

  test("of overlapping zones both are too wide or one is: never a second warning", () => {
    for (const radiusM of [15, 30, 45, 60]) {
      const pair = [zone(0, 0, radiusM), zone(70, 0, 60)];
      const found = codes(pair).filter((code) => code !== "too_small");
      assert.equal(found.length, 1, `radius ${radiusM}: ${found}`);
    }
  });

  test("a radius under 20 metres is too small", () => {
    const [only] = warnings([zone(0, 0, 19)]);
    assert.deepEqual([only?.code, only?.metres], ["too_small", 19]);
    assert.deepEqual(codes([zone(0, 0, 20)]), []);
  });
});

describe("a stop and the track", () => {
  const track = line([-200, 0], [200, 0]);

  test("over 40 metres away is far", () => {
    const [only] = warnings([zone(0, 42)], track);
    assert.equal(only?.code, "far_from_track");
    assert.ok(Math.abs((only?.metres ?? 0) - 42) < 0.1);
    assert.deepEqual(codes([zone(0, 39)], track), []);
  });

  test("the distance is that to the line, not to its points, and past its ends", () => {
    assert.deepEqual(codes([zone(117, 10)], track), []);
    assert.deepEqual(codes([zone(238, 0)], track), []);
    assert.deepEqual(codes([zone(230, 30)], track), ["far_from_track"]);
  });

  test("it says where the track never goes by the bearing asked for", () => {
    const by = (bearing: number, on = track) => codes([zone(0, 5, 30, bearing)], on);
    assert.deepEqual(by(90), []);
    assert.deepEqual(by(140), []);
    assert.deepEqual(by(270), ["other_way"]);
    assert.deepEqual(by(0), ["other_way"]);
    const back = line([-200, 0], [200, 0], [200, 10], [-200, 10]);
    assert.deepEqual(by(270, back), []);
    assert.deepEqual(codes([zone(0, 38, 30, 270)], track), [], "passes no zone");
  });

  test("nothing is said of a track that is not there", () => {
    assert.deepEqual(codes([zone(0, 500)]), []);
    assert.deepEqual(codes([zone(0, 500)], line([0, 0])), []);
  });
});

describe("a street beside the track", () => {
  const track = line([-200, 0], [200, 0]);
  const beside = (north: number, slope = 0): Street =>
    line([-60, north - 60 * slope], [60, north + 60 * slope]);
  const streets = (...found: Street[]) => codes([zone(0, 0, 30)], track, found);

  test("parallel within the zone, it is told", () => {
    const [only] = warnings([zone(0, 5, 30)], track, [beside(25)]);
    assert.equal(only?.code, "parallel_street");
    assert.ok(Math.abs((only?.metres ?? 0) - 20) < 0.2);
  });

  test("only its part in the zone is drawn, without points between", () => {
    const [only] = warnings([zone(0, 0, 30)], track, [beside(18)]);
    const [drawn] = only?.streets ?? [];
    assert.equal(drawn?.length, 2);
    const [start, end] = drawn ?? [];
    assert.ok(start && end && Math.abs(distanceM(start, end) - 48) < 2.5);
  });

  test("out of the zone, or a wider one, it is or is not", () => {
    assert.deepEqual(streets(beside(31)), []);
    assert.deepEqual(codes([zone(0, 0, 45)], track, [beside(31)]), ["parallel_street"]);
  });

  test("the track's own street is none, nor is its roadway or other pavement", () => {
    assert.deepEqual(streets(beside(0), beside(4), beside(-14.5)), []);
    assert.deepEqual(streets(beside(16)), ["parallel_street"]);
  });

  test("within 30 degrees it is parallel, beyond it crosses", () => {
    assert.deepEqual(streets(beside(20, Math.tan((28 * Math.PI) / 180))), [
      "parallel_street",
    ]);
    assert.deepEqual(streets(beside(20, Math.tan((35 * Math.PI) / 180))), []);
    assert.deepEqual(streets(line([0, -60], [0, 60])), []);
  });

  test("either way along it", () => {
    assert.deepEqual(streets([...beside(20)].reverse()), ["parallel_street"]);
  });

  test("a few metres in the zone are no street", () => {
    assert.deepEqual(streets(line([-4, 20], [4, 20])), []);
    assert.deepEqual(streets(line([-4, 20], [0, 20]), line([0, 20], [7, 20])), [
      "parallel_street",
    ]);
  });

  test("the track's own later passage is the trail, not another street", () => {
    const there = line([-200, 0], [100, 0], [100, 20], [-200, 20]);
    assert.deepEqual(codes([zone(0, 0, 30)], there, [beside(0), beside(20)]), []);
  });

  test("the street that the track leaves at a corner lies ahead, not beside", () => {
    const turning = line([-200, 0], [0, 0], [0, 200]);
    assert.deepEqual(codes([zone(0, 0, 40)], turning, [line([0, 0], [80, 0])]), []);
  });

  test("the street that crosses where the track ends is not parallel to it", () => {
    const ending = line([-200, 0], [0, 0]);
    assert.deepEqual(codes([zone(0, 0, 40)], ending, [line([18, -60], [18, 60])]), []);
  });

  test("along a bend, on either side of it", () => {
    const arc = (radius: number) =>
      line(
        ...[0, 10, 20, 30, 40, 50, 60, 70, 80, 90].map((degrees): [number, number] => {
          const angle = (degrees * Math.PI) / 180;
          return [radius * Math.sin(angle) - 42, radius * Math.cos(angle) - 42];
        }),
      );
    for (const radius of [43, 77]) {
      const found = codes([zone(0, 0, 35)], arc(60), [arc(radius)]);
      assert.deepEqual(found, ["parallel_street"], `radius ${radius}`);
    }
  });

  test("streets are asked for by stop", () => {
    const [a, b] = [zone(-100, 0), zone(100, 0)];
    const found = zoneWarnings([a, b], track, (each) =>
      each === b ? [line([60, 20], [140, 20])] : [],
    );
    assert.deepEqual(
      found.map((each) => each.zone),
      [b],
    );
  });
});

describe("ground in metres", () => {
  test("there and back", () => {
    const point = { latitude: 45.4412, longitude: 4.3776 };
    const back = GROUND.point(GROUND.spot(point));
    assert.ok(distanceM(point, back) < 1e-6);
  });

  test("as long as on the globe", () => {
    assert.ok(Math.abs(distanceM(at(0, 0), at(300, 400)) - 500) < 0.1);
  });
});
