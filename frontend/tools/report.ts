/** What the bench found, as lines to read. */
import type { BenchResult, Counts } from "./bench";
import type { Tour, TourStop } from "./tour";

const COLUMNS = ["on_time", "early", "late", "missed", "wrong"] as const;
/** Below this share a stop is worth a look. */
const DOUBTFUL = 0.95;
const WIDEN_BELOW_M = 25;

/** Of all stories that were due, in 100. */
export function share(count: number, due: number): string {
  return due ? ((100 * count) / due).toFixed(1) : "–";
}

export function lines(tour: Tour, result: BenchResult): string[] {
  const head = [
    "",
    "due",
    ...COLUMNS.map((name) => name.replace("_", " ")),
    "repeated",
  ];
  const rows = [
    ...tour.stops.map((stop, i) =>
      row(`${stop.number} ${stop.title}`, result.stops[i]),
    ),
    ...[...result.bySigma]
      .sort(([a], [b]) => a - b)
      .map(([sigmaM, counts]) => row(`error of ${sigmaM} m`, counts)),
    row("whole trail", result.whole),
  ];
  const table = [head, ...rows].map(([name = "", ...cells]) =>
    [name.slice(0, 28).padEnd(28), ...cells.map((cell) => cell.padStart(9))].join(""),
  );
  return [...table, ...tour.stops.flatMap((stop, i) => advice(stop, result.stops[i]))];
}

function row(name: string, counts: Counts | undefined): string[] {
  if (!counts) return [name];
  const { due, repeated } = counts;
  const shares = COLUMNS.map((column) => share(counts[column], due));
  return [name, String(due), ...shares, String(repeated)];
}

/** What an editor may do about a stop. */
export function advice(stop: TourStop, counts: Counts | undefined): string[] {
  const name = `Stop ${stop.number}, ${stop.title}:`;
  if (!stop.due)
    return [`${name} the track does not pass its zone. Move it, or widen its zone.`];
  if (!counts?.due || counts.on_time / counts.due >= DOUBTFUL) return [];
  const told = [];
  if (stop.radiusM < stop.givenM)
    told.push("a neighbour is near, so its zone was cut. Set them farther apart.");
  else if (stop.radiusM < WIDEN_BELOW_M)
    told.push(`its zone is small. Widen it to ${WIDEN_BELOW_M + 5} m.`);
  if (counts.late + counts.missed > counts.early + counts.wrong)
    told.push("its story tends to start late: a wider zone starts it sooner.");
  else told.push("its story tends to start early: a narrower zone starts it later.");
  return told.map((each) => `${name} ${each}`);
}
