/** How a name is written on the map: what protomaps-leaflet's own symbols lack. */
import {
  CenteredTextSymbolizer,
  CircleSymbolizer,
  type Feature,
  GeomType,
  GroupSymbolizer,
  type Label,
  type LabelSymbolizer,
  type Layout,
  LineLabelPlacement,
  LineLabelSymbolizer,
  OffsetTextSymbolizer,
  Padding,
  TextPlacements,
} from "protomaps-leaflet";
import { straighten } from "./street-names";

type Geometry = Parameters<LabelSymbolizer["place"]>[1];
type Ring = Geometry[number];
type Box = Label["bboxes"][number];

/** How a kind of names looks; sizes in pixels of the screen. */
export interface Lettering {
  /** Properties that may hold the name, the best first. */
  names: string[];
  font: string;
  sizePx: number;
  isBold?: boolean;
  ink: string;
  halo: string;
  isUppercase?: boolean;
  /** How much the tile will be stretched on the screen. */
  stretch: number;
}

const HALO_PX = 2.2;
const LINE_CHARACTERS = 16;
const AIR_PX = 6;
/** How far a street may bend away from its name, which is straight: part of its size. */
const BEND = 0.6;
/** Along a street its name is tried at such steps, until one place is free. */
const TRIAL_PX = 60;
/** From the middle of the trail to the foot of a name beside it. */
const BESIDE_PX = 8;
/** Half the height of letters, part of their size. */
const HALF_HEIGHT = 0.36;
const FAMILIAR_SIDE = [TextPlacements.E, TextPlacements.W, TextPlacements.S];

/** What every text symbol of protomaps-leaflet takes. */
function text({ names, font, sizePx, isBold, ink, halo, ...rest }: Lettering) {
  const px = sizePx / rest.stretch;
  return {
    labelProps: names,
    font: `${isBold ? 700 : 400} ${px.toFixed(1)}px ${font}`,
    fill: ink,
    stroke: halo,
    width: HALO_PX / rest.stretch,
    lineHeight: 1.3,
    maxLineChars: LINE_CHARACTERS,
    ...(rest.isUppercase
      ? { textTransform: "uppercase", letterSpacing: px / 12, maxLineChars: 24 }
      : {}),
  };
}

/** A name in the middle of a point or of an area that is wide enough to hold it. */
export function centredName(lettering: Lettering): LabelSymbolizer {
  const name = new CenteredTextSymbolizer(text(lettering));
  const air = AIR_PX / lettering.stretch;
  return new Once(new SoftHalo(new Padding(air, new InItsArea(name))), lettering);
}

/** How names lie along lines, again after `repeatPx`. */
export interface AlongLine {
  repeatPx: number;
  /** Where the trail takes the middle of the street, its name is written beside. */
  isBeside?: boolean;
}

/** A name along a line, slight bends taken as none. */
export function lineName(
  lettering: Lettering,
  { repeatPx, isBeside = false }: AlongLine,
): LabelSymbolizer {
  const { stretch, sizePx } = lettering;
  const { width, ...rest } = text(lettering);
  const name = new LineLabelSymbolizer({
    ...rest,
    width: width * 2, // here the library takes both sides of the halo
    position: isBeside ? LineLabelPlacement.Above : LineLabelPlacement.Center,
    offset: isBeside ? BESIDE_PX / stretch : 0,
    repeatDistance: TRIAL_PX / stretch,
    maxLabelChars: 48,
  });
  const beside = isBeside ? (BESIDE_PX + sizePx * HALF_HEIGHT) / stretch : 0;
  return new SoftHalo(
    new Straightened(name, {
      bend: (sizePx * BEND) / stretch,
      repeat: repeatPx / stretch,
      beside,
      half: (sizePx * HALF_HEIGHT) / stretch,
    }),
  );
}

/** A dot and its name at the right, else at the left, else below. */
export function dotWithName(lettering: Lettering, radiusPx: number): LabelSymbolizer {
  const { stretch, ink, halo } = lettering;
  const radius = radiusPx / stretch;
  const dot = new CircleSymbolizer({
    radius,
    fill: ink,
    stroke: halo,
    width: 1.5 / stretch,
  });
  const gap = radius + 4 / stretch;
  const sides = FAMILIAR_SIDE.map((side) => {
    const away =
      { [TextPlacements.E]: gap, [TextPlacements.W]: -gap }[side as number] ?? 0;
    const name = new OffsetTextSymbolizer({
      ...text(lettering),
      offsetX: away,
      offsetY: side === TextPlacements.S ? gap : 0,
      placements: [side],
    });
    return new Padding(AIR_PX / stretch / 2, new GroupSymbolizer([dot, name]));
  });
  return new Once(new SoftHalo(new FirstThatFits(sides)), lettering);
}

/** Round corners for the halo: the canvas would draw thorns. */
class SoftHalo implements LabelSymbolizer {
  readonly #symbol: LabelSymbolizer;

  constructor(symbol: LabelSymbolizer) {
    this.#symbol = symbol;
  }

  place(layout: Layout, geometry: Geometry, feature: Feature): Label[] | undefined {
    return this.#symbol.place(layout, geometry, feature)?.map((label) => ({
      ...label,
      draw: (context, extra) => {
        context.lineJoin = "round";
        label.draw(context, extra);
      },
    }));
  }
}

/** Measures of a name along a line, in pixels of the tile. */
interface Course {
  /** How far the line may bend away from its name. */
  bend: number;
  /** How far it is to the same name again. */
  repeat: number;
  /** How far the middle of the name lies above the line. */
  beside: number;
  /** Half the height of the letters. */
  half: number;
}

/** Gives the library's names along lines the course that they are to take. */
class Straightened implements LabelSymbolizer {
  readonly #symbol: LabelSymbolizer;
  readonly #course: Course;

  constructor(symbol: LabelSymbolizer, course: Course) {
    this.#symbol = symbol;
    this.#course = course;
  }

  place(layout: Layout, geometry: Geometry, feature: Feature): Label[] | undefined {
    const { bend, repeat } = this.#course;
    const lines = geometry.map((line) => straighten(line, bend));
    return this.#symbol.place(layout, lines, feature)?.map((label) => ({
      ...label,
      bboxes: roomOf(label.bboxes, this.#course),
      deduplicationDistance: repeat,
    }));
  }
}

/**
 * The room that a name takes, as small squares. The library's are as high as two lines
 * and lie on the line: too many names would be left out, and those beside not guarded.
 */
function roomOf(boxes: Box[], { beside, half }: Course): Box[] {
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  if (!first || !last) return boxes;
  const [fromX, fromY] = middle(first);
  const [toX, toY] = middle(last);
  const length = Math.hypot(toX - fromX, toY - fromY) || 1;
  // Names are written from left to right, and "above" is seen from there.
  const sense = toX < fromX ? -1 : 1;
  const [alongX, alongY] = [(toX - fromX) / length, (toY - fromY) / length];
  const [upX, upY] = [sense * alongY * beside, -sense * alongX * beside];
  const count = Math.ceil(length / half);
  return Array.from({ length: count + 1 }, (_, index) => {
    const way = (length * index) / count;
    const x = fromX + alongX * way + upX;
    const y = fromY + alongY * way + upY;
    return { minX: x - half, minY: y - half, maxX: x + half, maxY: y + half };
  });
}

function middle({ minX, minY, maxX, maxY }: Box): [number, number] {
  return [(minX + maxX) / 2, (minY + maxY) / 2];
}

/** The first of some symbols that covers no other name. */
class FirstThatFits implements LabelSymbolizer {
  readonly #symbols: LabelSymbolizer[];

  constructor(symbols: LabelSymbolizer[]) {
    this.#symbols = symbols;
  }

  place(layout: Layout, geometry: Geometry, feature: Feature): Label[] | undefined {
    for (const symbol of this.#symbols) {
      const labels = symbol.place(layout, geometry, feature);
      const isFree = labels?.every(
        (label) => !layout.index.labelCollides(label, layout.order),
      );
      if (isFree) return labels;
    }
    return undefined;
  }
}

const REPEAT_PX = 600;

/** One name, once: a park cut by tiles, a square known as area and as point. */
class Once implements LabelSymbolizer {
  readonly #symbol: LabelSymbolizer;
  readonly #lettering: Lettering;

  constructor(symbol: LabelSymbolizer, lettering: Lettering) {
    this.#symbol = symbol;
    this.#lettering = lettering;
  }

  place(layout: Layout, geometry: Geometry, feature: Feature): Label[] | undefined {
    const { names, stretch } = this.#lettering;
    const name = names.map((key) => feature.props[key]).find(Boolean);
    return this.#symbol.place(layout, geometry, feature)?.map((label) => ({
      ...label,
      deduplicationKey: String(name),
      deduplicationDistance: REPEAT_PX / stretch,
    }));
  }
}

/** Puts a name in the middle of its area, where it is not wider than the area. */
class InItsArea implements LabelSymbolizer {
  readonly #symbol: LabelSymbolizer;

  constructor(symbol: LabelSymbolizer) {
    this.#symbol = symbol;
  }

  place(layout: Layout, geometry: Geometry, feature: Feature): Label[] | undefined {
    if (feature.geomType !== GeomType.Polygon) {
      return this.#symbol.place(layout, geometry, feature);
    }
    const ring = largest(geometry);
    const middle = ring[0]?.clone();
    if (!middle) return undefined;
    const [x, y] = centroid(ring);
    Object.assign(middle, { x, y });
    const labels = this.#symbol.place(layout, [[middle]], feature);
    const width = spread(ring.map((point) => point.x));
    return labels?.filter(({ bboxes }) =>
      bboxes.every((box) => box.maxX - box.minX <= width),
    );
  }
}

/** Twice the area of a ring, in square pixels; its sign tells which way it turns. */
function doubleArea(ring: Ring): number {
  return ring.reduce((sum, { x, y }, index) => {
    const next = ring[(index + 1) % ring.length] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0);
}

function largest(rings: Geometry): Ring {
  return rings.reduce<Ring>(
    (best, ring) =>
      Math.abs(doubleArea(ring)) > Math.abs(doubleArea(best)) ? ring : best,
    [],
  );
}

/** The centre of gravity of a ring. */
function centroid(ring: Ring): [number, number] {
  const area = doubleArea(ring);
  let [sumX, sumY] = [0, 0];
  ring.forEach(({ x, y }, index) => {
    const next = ring[(index + 1) % ring.length] ?? { x, y };
    const cross = x * next.y - next.x * y;
    sumX += (x + next.x) * cross;
    sumY += (y + next.y) * cross;
  });
  return [sumX / (3 * area), sumY / (3 * area)];
}

function spread(values: number[]): number {
  return Math.max(...values) - Math.min(...values);
}
