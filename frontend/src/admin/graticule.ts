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

/** Degrees as written beside their lines, all with as many decimals. */
export function lineLabels(lines: readonly number[], language: string): string[] {
  const decimals = Math.max(
    0,
    ...lines.map((degrees) => String(degrees).split(".")[1]?.length ?? 0),
  );
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: decimals });
  return lines.map((degrees) => `${number.format(degrees)}°`);
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
