/** Scales of the map: from the drawing to Leaflet, and the scale bar. Pure. */

export const TILE_PX = 256;
/** Side of the paper's squares in the drawing's units: as in tours/drawing.py. */
const FOLD_UNITS = 64;
const DRAWN_ZOOM = 15;
const EARTH_CIRCUMFERENCE_M = 2 * Math.PI * 6_371_008.8;
const SCALE_STEPS = [
  5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000,
];

/**
 * The zoom at which Leaflet shows what a drawing shows: the drawing's units are
 * pixels at `drawnZoom`, and its side of `units` measures `shownPx` on the screen.
 */
export function zoomOf(shownPx: number, units: number, drawnZoom: number): number {
  if (shownPx <= 0 || units <= 0) return drawnZoom;
  return drawnZoom + Math.log2(shownPx / units);
}

/** Ground metres of one pixel at a latitude and a zoom, whole or not. */
export function metresPerPixel(latitude: number, zoom: number): number {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  return (shrink * EARTH_CIRCUMFERENCE_M) / (TILE_PX * 2 ** zoom);
}

/** The corners of a path of the drawing: `M`, where it starts, then `l` and its steps. */
export function pathCorners(path: string): [number, number][] {
  let [x, y] = [0, 0];
  return [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, dx, dy]) => {
    x += Number(dx);
    y += Number(dy);
    return [x, y];
  });
}

/** The longest round length that fits, and its width in pixels. */
export function scaleBar(
  perPixel: number,
  maxPx: number,
): { metres: number; px: number } {
  const fitting = SCALE_STEPS.filter((step) => step / perPixel <= maxPx);
  const metres = fitting[fitting.length - 1] ?? SCALE_STEPS[0] ?? 5;
  return { metres, px: metres / perPixel };
}

/** Side in pixels of the paper's squares at a whole zoom. */
export function foldPx(zoom: number): number {
  return FOLD_UNITS * 2 ** (zoom - DRAWN_ZOOM);
}
