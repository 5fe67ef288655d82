/** Where everything stands on the postcard of a walk. Pure; `postcard.ts` draws it. */
import type { Point } from "../geo";
import { Ground } from "../local-metres";

export const WIDTH = 1200;
export const HEIGHT = 1600;
const MARGIN = 80;
const INNER = WIDTH - 2 * MARGIN;
const GAP = 40;
const LOGO = 84;
const ROW = 58;
const MOST_ROWS = 6;
const MOST_LISTED = 2 * MOST_ROWS;
const LEAST_MAP = 380;
const MAP_PADDING = 64;

/** What a postcard says, in words that are ready. */
export interface PostcardWords {
  readonly heading: string;
  readonly title: string;
  readonly city: string;
  readonly date: string;
  /** Where the trail is found. */
  readonly address: string;
  readonly more: (count: number) => string;
}

export interface Stopped {
  readonly title: string;
  readonly point: Point | null;
}

export type Role = "paper" | "second" | "ink" | "soft" | "red" | "ochre" | "green";
export type Weight = 400 | 700;
export type Place = readonly [x: number, y: number];

export type Mark =
  | {
      readonly kind: "words";
      readonly at: Place;
      readonly words: string;
      readonly size: number;
      readonly weight: Weight;
      readonly role: Role;
      readonly isAtEnd?: boolean;
    }
  | {
      readonly kind: "sheet";
      readonly at: Place;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: "line"; readonly points: readonly Place[] }
  | { readonly kind: "stop"; readonly at: Place }
  | { readonly kind: "tick"; readonly at: Place }
  | { readonly kind: "logo"; readonly at: Place; readonly size: number };

/** How wide words are, in the letters of the postcard. */
export type Measure = (words: string, size: number, weight: Weight) => number;

/** Everything to draw, from back to front. `line` is the trail's track. */
export function layOut(
  words: PostcardWords,
  stops: readonly Stopped[],
  line: readonly Point[],
  measure: Measure,
): Mark[] {
  const head = layOutHead(words, measure);
  const list = layOutList(words, stops, measure);
  const foot = HEIGHT - MARGIN;
  const listTop = foot - ROW - list.height;
  const mapHeight = Math.max(LEAST_MAP, listTop - GAP - head.bottom);
  const map = layOutMap(stops, line, head.bottom, mapHeight);
  return [
    ...head.marks,
    ...map,
    ...list.marks.map((mark) => moved(mark, map.length ? listTop : head.bottom)),
    {
      kind: "words",
      at: [MARGIN, foot],
      words: fitted(words.address, INNER, 28, 400, measure),
      size: 28,
      weight: 400,
      role: "soft",
    },
  ];
}

function layOutHead(
  words: PostcardWords,
  measure: Measure,
): { readonly marks: Mark[]; readonly bottom: number } {
  const middle = MARGIN + LOGO / 2 + 13;
  const marks: Mark[] = [
    { kind: "logo", at: [MARGIN, MARGIN], size: LOGO },
    {
      kind: "words",
      at: [MARGIN + LOGO + 28, middle],
      words: words.heading,
      size: 38,
      weight: 700,
      role: "ochre",
    },
    {
      kind: "words",
      at: [WIDTH - MARGIN, middle],
      words: words.date,
      size: 34,
      weight: 400,
      role: "soft",
      isAtEnd: true,
    },
  ];
  const size = wrapped(words.title, 76, measure).length > 2 ? 60 : 76;
  let bottom = MARGIN + LOGO + GAP;
  for (const each of balanced(words.title, size, measure).slice(0, 3)) {
    bottom += Math.round(size * 1.12);
    const fitting = fitted(each, INNER, size, 700, measure);
    marks.push({
      kind: "words",
      at: [MARGIN, bottom],
      words: fitting,
      size,
      weight: 700,
      role: "ink",
    });
  }
  if (!words.title.includes(words.city)) {
    bottom += 62;
    marks.push({
      kind: "words",
      at: [MARGIN, bottom],
      words: words.city,
      size: 38,
      weight: 400,
      role: "soft",
    });
  }
  return { marks, bottom: bottom + GAP };
}

/** The stops with their ticks, in one column or two; its marks begin at a height of 0. */
function layOutList(
  words: PostcardWords,
  stops: readonly Stopped[],
  measure: Measure,
): { readonly marks: Mark[]; readonly height: number } {
  const listed = stops.length > MOST_LISTED ? MOST_LISTED - 1 : stops.length;
  const titles = stops.slice(0, listed).map(({ title }) => title);
  const left = stops.length - listed;
  const lines = left ? [...titles, words.more(left)] : titles;
  const columns = lines.length > MOST_ROWS ? 2 : 1;
  const rows = Math.ceil(lines.length / columns);
  const width = INNER / columns;
  const size = columns > 1 ? 31 : 34;
  const marks = lines.flatMap((each, number): Mark[] => {
    const x = MARGIN + Math.floor(number / rows) * width;
    const y = (number % rows) * ROW + 40;
    const text: Mark = {
      kind: "words",
      at: [x + 56, y],
      words: fitted(each, width - 56 - 24, size, 400, measure),
      size,
      weight: 400,
      role: number < listed ? "ink" : "soft",
    };
    return number < listed ? [{ kind: "tick", at: [x + 18, y - 12] }, text] : [text];
  });
  return { marks, height: rows * ROW };
}

function layOutMap(
  stops: readonly Stopped[],
  line: readonly Point[],
  top: number,
  height: number,
): Mark[] {
  const points = stops.flatMap(({ point }) => (point ? [point] : []));
  const [origin] = [...line, ...points];
  if (!origin) return [];
  const place = projection([...line, ...points], origin, top, height);
  const drawn = line.length > 1 ? line : points;
  return [
    { kind: "sheet", at: [MARGIN, top], width: INNER, height },
    ...(drawn.length > 1
      ? [{ kind: "line", points: drawn.map(place) } satisfies Mark]
      : []),
    ...points.map((point): Mark => ({ kind: "stop", at: place(point) })),
  ];
}

/** North up, whole and in the middle of the sheet. */
function projection(
  points: readonly Point[],
  origin: Point,
  top: number,
  height: number,
): (point: Point) => Place {
  const ground = new Ground(origin);
  const spots = points.map((point) => ground.spot(point));
  const easts = spots.map(({ east }) => east);
  const norths = spots.map(({ north }) => north);
  const [west, east] = [Math.min(...easts), Math.max(...easts)];
  const [south, north] = [Math.min(...norths), Math.max(...norths)];
  const scale = Math.min(
    (INNER - 2 * MAP_PADDING) / Math.max(east - west, 1),
    (height - 2 * MAP_PADDING) / Math.max(north - south, 1),
  );
  const middle: Place = [WIDTH / 2, top + height / 2];
  return (point) => {
    const spot = ground.spot(point);
    return [
      Math.round(middle[0] + (spot.east - (west + east) / 2) * scale),
      Math.round(middle[1] - (spot.north - (south + north) / 2) * scale),
    ];
  };
}

function moved(mark: Mark, down: number): Mark {
  return mark.kind === "line" ? mark : { ...mark, at: [mark.at[0], mark.at[1] + down] };
}

function wrapped(
  words: string,
  size: number,
  measure: Measure,
  width = INNER,
): string[] {
  const lines: string[] = [];
  for (const word of words.split(/ +/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer, size, 700) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** As few lines as can be, and those about as long as each other. */
function balanced(words: string, size: number, measure: Measure): string[] {
  let lines = wrapped(words, size, measure);
  for (let width = INNER - 40; width > INNER / 2; width -= 40) {
    const narrower = wrapped(words, size, measure, width);
    if (narrower.length > lines.length) break;
    lines = narrower;
  }
  return lines;
}

/** The words, cut with an ellipsis where they are too wide. */
function fitted(
  words: string,
  width: number,
  size: number,
  weight: Weight,
  measure: Measure,
): string {
  if (measure(words, size, weight) <= width) return words;
  const signs = [...words];
  while (signs.length && measure(`${signs.join("")}…`, size, weight) > width) {
    signs.pop();
  }
  return `${signs.join("").trimEnd()}…`;
}
