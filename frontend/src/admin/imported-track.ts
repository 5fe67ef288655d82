/** The track that a line of a file becomes, and what is told of it. Pure. */
import { formatMetres } from "../formatting";
import type { FileLine } from "./file-lines";
import { type FormStop, stopPoint } from "./form-stop";
import { type Cut, cutAtStops } from "./imported-legs";
import { lengthM, rounded } from "./line";
import { type Simplified, simplified } from "./simplify";
import { plainTrack, type Track } from "./track";

/** A sentence of the composer, with its words. */
export type Sentence = readonly [
  name: string,
  words: Readonly<Record<string, string | number>>,
];

export interface Imported {
  readonly track: Track;
  readonly news: readonly Sentence[];
}

/** Legs where the line passes the stops that have a point, else one plain line. */
export function importedTrack(
  file: string,
  from: FileLine,
  stops: readonly FormStop[],
  language: string,
): Imported {
  const read = simplified(from.line);
  const news = [reading(file, from, read, language)];
  if (from.parts > 1) news.push(["import_joined", { count: from.parts }]);
  const placed = stops.flatMap((stop) => {
    const point = stopPoint(stop);
    return point ? [{ ...rounded(point), number: stop.number }] : [];
  });
  if (placed.length < 2) return { track: plainTrack(read.line), news };
  const cut = cutAtStops(read.line, placed);
  if (!("track" in cut)) {
    const numbers = placed.map(({ number }) => number);
    news.push(whyPlain(cut, numbers, language));
    return { track: plainTrack(read.line), news };
  }
  news.push(["import_legs", { count: cut.track.legs.length }]);
  if (cut.isReversed) news.push(["import_reversed", {}]);
  if (cut.lostM >= 1)
    news.push(["import_lost", { length: formatMetres(cut.lostM, language) }]);
  return { track: cut.track, news };
}

/** A count as the language writes it. */
export function formatCount(count: number, language: string): string {
  return new Intl.NumberFormat(language).format(count);
}

function reading(
  file: string,
  { line }: FileLine,
  { line: kept, errorM }: Simplified,
  language: string,
): Sentence {
  const words = {
    file,
    length: formatMetres(lengthM(line), language),
    count: formatCount(line.length, language),
  };
  if (kept.length === line.length) return ["import_read", words];
  const fewer = { kept: formatCount(kept.length, language), metres: errorM };
  const name = errorM > 1 ? "import_coarse" : "import_simplified";
  return [name, { ...words, ...fewer }];
}

function whyPlain(
  cut: Exclude<Cut, { readonly track: Track }>,
  numbers: readonly number[],
  language: string,
): Sentence {
  switch (cut.code) {
    case "far": {
      const stop = numbers[cut.stop - 1] ?? cut.stop;
      return ["import_far", { stop, length: formatMetres(cut.metres, language) }];
    }
    case "outside":
      return ["import_outside", { length: formatMetres(cut.metres, language) }];
    case "order":
      return ["import_order", {}];
  }
}
