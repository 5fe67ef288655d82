/** Lines of latitude and longitude that give an empty map a scale and numbers. Pure. */
import type { Box } from "./line";

const STEPS = [
  30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005,
  0.0002, 0.0001,
];
const LINES_WANTED = 4;

export interface Graticule {
  readonly latitudes: readonly number[];
  readonly longitudes: readonly number[];
}

/** Round degrees inside a box: some four lines each way, never more than eleven. */
export function graticule(box: Box): Graticule {
  return {
    latitudes: roundNumbers(box.south, box.north),
    longitudes: roundNumbers(box.west, box.east),
  };
}

/** Degrees as written beside a line: as few decimals as tell the lines apart. */
export function lineLabel(degrees: number, language: string): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 4 });
  return `${number.format(degrees)}°`;
}

function roundNumbers(from: number, to: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [];
  const step = STEPS.find((each) => span / each >= LINES_WANTED) ?? 0.0001;
  const first = Math.ceil(from / step);
  const count = Math.min(40, Math.floor(to / step) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_none, i) =>
    Number(((first + i) * step).toFixed(4)),
  );
}
