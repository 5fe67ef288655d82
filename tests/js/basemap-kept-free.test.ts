import assert from "node:assert/strict";
import test from "node:test";
import { Index, type Layout } from "protomaps-leaflet";
import {
  KEPT_FREE_FEATURE,
  keepFree,
  takenBoxes,
} from "../../frontend/src/basemap/kept-free";

const ZERO = { latitude: 0, longitude: 0 };
const EAST = { latitude: 0, longitude: 90 };

function layout(zoom: number): Layout {
  const index = new Index(256 << zoom, 16);
  return { index, order: 0, zoom, overzoom: 0, scratch: {} as never };
}

test("a stop takes the room of its disc, in the middle of the world", () => {
  const taken = takenBoxes({ lines: [], stops: [ZERO] }, 0, 1);
  assert.deepEqual(taken, [{ minX: 111, minY: 111, maxX: 145, maxY: 145 }]);
});

test("on a tile stretched twice it takes half as much", () => {
  const [stop] = takenBoxes({ lines: [], stops: [ZERO] }, 0, 2);
  assert.equal(stop && stop.maxX - stop.minX, 17);
});

test("the boxes of a line touch one another from its start to its end", () => {
  const boxes = takenBoxes({ lines: [[ZERO, EAST]], stops: [] }, 0, 1);
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  assert.deepEqual([first?.minX, last?.maxX], [124, 196]);
  boxes.slice(1).forEach((box, index) => {
    assert.ok(box.minX < (boxes[index]?.maxX ?? 0));
  });
});

test("between two lines nothing is taken", () => {
  const far = { latitude: 0, longitude: 180 };
  const boxes = takenBoxes({ lines: [[ZERO], [far]], stops: [] }, 0, 1);
  assert.deepEqual(
    boxes.map(({ minX }) => minX),
    [124, 252],
  );
});

test("a name across the line finds no room, one away from it does", () => {
  const rule = keepFree({ lines: [[ZERO, EAST]], stops: [] }, 1);
  const at = layout(0);
  rule.symbolizer.place(at, [], KEPT_FREE_FEATURE);
  const collides = (y: number): boolean =>
    at.index.bboxCollides({ minX: 150, maxX: 170, minY: y - 5, maxY: y + 5 }, 1);
  assert.deepEqual([collides(128), collides(145)], [true, false]);
});

test("what lies on the map is put in once, however many tiles ask", () => {
  const rule = keepFree({ lines: [], stops: [ZERO] }, 1);
  const at = layout(0);
  for (let tile = 0; tile < 3; tile += 1) {
    rule.symbolizer.place(at, [], KEPT_FREE_FEATURE);
  }
  assert.equal(at.index.tree.all().length, 1);
});
