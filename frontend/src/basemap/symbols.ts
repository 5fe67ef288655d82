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

/** A name along a line. */
export function lineName(lettering: Lettering, repeatPx: number): LabelSymbolizer {
  const { width, ...rest } = text(lettering);
  const name = new LineLabelSymbolizer({
    ...rest,
    width: width * 2, // here the library takes both sides of the halo
    position: LineLabelPlacement.Center,
    repeatDistance: TRIAL_PX / lettering.stretch,
    maxLabelChars: 48,
  });
  const bend = (lettering.sizePx * BEND) / lettering.stretch;
  return new SoftHalo(new Straightened(name, bend, repeatPx / lettering.stretch));
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

/** A name along a line, slight bends taken as none, again only after a while. */
class Straightened implements LabelSymbolizer {
  readonly #symbol: LabelSymbolizer;
  readonly #bend: number;
  readonly #repeat: number;

  constructor(symbol: LabelSymbolizer, bend: number, repeat: number) {
    this.#symbol = symbol;
    this.#bend = bend;
    this.#repeat = repeat;
  }

  place(layout: Layout, geometry: Geometry, feature: Feature): Label[] | undefined {
    const lines = geometry.map((line) => straighten(line, this.#bend));
    const labels = this.#symbol.place(layout, lines, feature);
    const deduplicationDistance = this.#repeat;
    return labels?.map((label) => ({ ...label, deduplicationDistance }));
  }
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
