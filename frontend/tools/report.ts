/** What the bench found, as lines to read. */
import { type Advice, adviceFor, adviceForAll, WIDEN_BELOW_M } from "./advice";
import type { BenchResult, Counts } from "./bench";
import type { Tour, TourStop } from "./tour";

const COLUMNS = ["on_time", "early", "late", "missed", "wrong"] as const;
const SENTENCES: Readonly<Record<Advice, string>> = {
  not_passed: "the track does not pass its zone. Move it, or widen its zone.",
  neighbour: "a neighbour is near, so its zone was cut. Set them farther apart.",
  small: `its zone is small. Widen it to ${WIDEN_BELOW_M + 5} m.`,
  late: "its story tends to start late: a wider zone starts it sooner.",
  early: "its story tends to start early: a narrower zone starts it later.",
  narrow:
    "what fails there fails where phones err by 15 m. Move it out of a narrow street.",
};

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
  const told = adviceForAll(tour.stops, result);
  const table = [head, ...rows].map(([name = "", ...cells]) =>
    [name.slice(0, 28).padEnd(28), ...cells.map((cell) => cell.padStart(9))].join(""),
  );
  return [...table, ...tour.stops.flatMap((stop, i) => sentences(stop, told[i] ?? []))];
}

function row(name: string, counts: Counts | undefined): string[] {
  if (!counts) return [name];
  const { due, repeated } = counts;
  const shares = COLUMNS.map((column) => share(counts[column], due));
  return [name, String(due), ...shares, String(repeated)];
}

/** What an editor may do about a stop. */
export function advice(stop: TourStop, counts: Counts | undefined): string[] {
  return sentences(stop, adviceFor(stop, counts));
}

/** Advice in words, each with its stop. */
export function sentences(stop: TourStop, told: readonly Advice[]): string[] {
  return told.map((each) => `Stop ${stop.number}, ${stop.title}: ${SENTENCES[each]}`);
}
