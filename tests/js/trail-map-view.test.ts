import assert from "node:assert/strict";
import test from "node:test";
import {
  foldPx,
  metresPerPixel,
  pathCorners,
  scaleBar,
  zoomOf,
} from "../../frontend/src/map/view";

test("a drawing shown at its own size is shown at its own zoom", () => {
  assert.equal(zoomOf(500, 500, 15), 15);
});

test("a drawing shown twice as large is one zoom closer, half as large one farther", () => {
  assert.equal(zoomOf(1000, 500, 15), 16);
  assert.equal(zoomOf(250, 500, 15), 14);
});

test("between whole zooms the zoom is a fraction, so that nothing jumps", () => {
  assert.ok(Math.abs(zoomOf(390, 271.4, 15) - 15.5231) < 0.001);
});

test("a drawing that is not laid out keeps its zoom", () => {
  assert.equal(zoomOf(0, 500, 15), 15);
  assert.equal(zoomOf(500, 0, 15), 15);
});

test("a pixel is 4.78 m at the equator at zoom 15, half at 60 degrees north", () => {
  assert.ok(Math.abs(metresPerPixel(0, 15) - 4.772) < 0.01);
  assert.ok(Math.abs(metresPerPixel(60, 15) / metresPerPixel(0, 15) - 0.5) < 1e-9);
});

test("the scale bar is the longest round length that fits", () => {
  assert.deepEqual(scaleBar(2, 110), { metres: 200, px: 100 });
  assert.deepEqual(scaleBar(2, 99), { metres: 100, px: 50 });
});

test("the scale bar is the shortest one when nothing fits", () => {
  assert.equal(scaleBar(0.01, 1).metres, 5);
});

test("the paper's squares double with each zoom", () => {
  assert.equal(foldPx(15), 64);
  assert.equal(foldPx(17), 256);
  assert.equal(foldPx(13), 16);
});

test("a path of the drawing gives its corners from its steps", () => {
  assert.deepEqual(pathCorners("M189.3 176.2l0 1.8 -28.9 -1.5"), [
    [189.3, 176.2],
    [189.3, 178],
    [160.4, 176.5],
  ]);
});

test("no path has no corner", () => {
  assert.deepEqual(pathCorners(""), []);
});
