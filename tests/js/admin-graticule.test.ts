import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { graticule, lineLabels } from "../../frontend/src/admin/graticule.ts";

describe("lines of latitude and longitude", () => {
  test("stand at round degrees inside the view", () => {
    const lines = graticule({ south: 45.431, north: 45.449, west: 4.37, east: 4.41 });
    assert.deepEqual(
      lines.latitudes,
      [45.432, 45.434, 45.436, 45.438, 45.44, 45.442, 45.444, 45.446, 45.448],
    );
    assert.deepEqual(lines.longitudes, [4.37, 4.38, 4.39, 4.4, 4.41]);
  });

  test("are between three and eleven at any scale", () => {
    for (let span = 0.0005; span < 150; span *= 1.7) {
      const { latitudes } = graticule({
        south: -span / 2,
        north: span / 2,
        west: 0,
        east: 1,
      });
      assert.ok(
        latitudes.length >= 3 && latitudes.length <= 11,
        `${span}: ${latitudes}`,
      );
    }
  });

  test("are none in a view without size", () => {
    const none = graticule({ south: 45, north: 45, west: 4, east: 4 });
    assert.deepEqual(none, { latitudes: [], longitudes: [] });
  });

  test("are labelled as the language writes numbers", () => {
    assert.deepEqual(lineLabels([4.38, 4.4], "fr"), ["4,38°", "4,40°"]);
    assert.deepEqual(lineLabels([45, 46], "en"), ["45°", "46°"]);
    assert.deepEqual(lineLabels([], "en"), []);
  });
});
