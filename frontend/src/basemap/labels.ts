/** Which names are written on the city's map, the most wanted first. Pure. */
import type { Filter, LabelRule, LabelSymbolizer } from "protomaps-leaflet";
import type { Palette } from "./palette";
import { ofKind } from "./rules";
import { sign } from "./signs";
import { STREET_NAMES } from "./street-names";
import { centredName, dotWithName, type Lettering, lineName } from "./symbols";

/** The interface's face, which the page has loaded in two weights. */
export const FONT = '"Atkinson Hyperlegible Next", "Atkinson fallback", sans-serif';

/** Points of interest, by the zoom from which their names are worth the room. */
const SIGHTS: [zoom: number, kinds: string[]][] = [
  [15, ["station", "castle", "museum", "theatre", "townhall"]],
  [16, ["worship", "metro", "library", "viewpoint", "attraction"]],
  [17, ["monument", "marketplace", "cinema"]],
  [18, ["memorial", "artwork", "fountain", "information"]],
];
const STREET_REPEAT_PX = 300;
const LONG_NAME = 36;
const LONG_NAME_ZOOM = 18;
/** Covered, these are passages under buildings. */
const ON_FOOT = new Set<unknown>(["pedestrian", "steps", "path"]);

/**
 * Where a name is read: in the page's language where the map has it, else in the
 * city's own.
 */
export function nameKeys(language: string): string[] {
  const [primary = ""] = language.toLowerCase().split("-");
  return primary ? [`name:${primary}`, "name"] : ["name"];
}

/** The rules for one palette and language; `stretch` as in `paintRules`. */
export function labelRules(
  palette: Palette,
  language: string,
  stretch: number,
): LabelRule[] {
  const { ink, halo } = palette;
  const common = { names: nameKeys(language), font: FONT, ink, halo, stretch };
  const lettering = (sizePx: number, options: Partial<Lettering> = {}): Lettering => ({
    ...common,
    sizePx,
    ...options,
  });
  return [
    ...quarters(lettering),
    ...streets(lettering),
    ...sights(lettering, palette),
    ...open(lettering, palette),
    ...facilities(palette, stretch),
  ];
}

type MakeLettering = (sizePx: number, options?: Partial<Lettering>) => Lettering;

/** No names of tunnels, which nobody sees; long ones only when there is room. */
const isReadable: Filter = (zoom, { props }) => {
  const isTunnel = props["tunnel"] === true && !ON_FOOT.has(props["kind"]);
  const length = String(props["name"] ?? "").length;
  return !isTunnel && (length <= LONG_NAME || zoom >= LONG_NAME_ZOOM);
};

function rule(
  dataLayer: string,
  kinds: string[],
  [minzoom, maxzoom]: [from: number, to: number],
  symbolizer: LabelSymbolizer,
): LabelRule {
  const isWanted = ofKind(...kinds);
  const filter: Filter = (zoom, feature) =>
    isWanted(zoom, feature) && isReadable(zoom, feature);
  return { dataLayer, filter, minzoom, maxzoom, symbolizer };
}

const ALWAYS = 99;

function quarters(lettering: MakeLettering): LabelRule[] {
  const upper = centredName(lettering(12.5, { isBold: true, isUppercase: true }));
  const town = centredName(lettering(17, { isBold: true }));
  return [
    rule("places", ["city", "town", "village"], [10, 14], town),
    rule("places", ["suburb", "island"], [12, 15], upper),
    rule("places", ["quarter", "neighbourhood"], [14, 15], upper),
  ];
}

/** Streets: the wide ones first; steps and paths when one stands before them. */
function streets(lettering: MakeLettering): LabelRule[] {
  const main = ["highway", "major", "medium"];
  const square = centredName(lettering(13.5, { isBold: true }));
  const along = (
    kinds: string[],
    zooms: [from: number, to: number],
    sizePx: number,
    isBold = false,
  ): LabelRule[] =>
    [false, true].map((isBeside) => {
      const course = { repeatPx: STREET_REPEAT_PX, isBeside };
      const name = lineName(lettering(sizePx, { isBold }), course);
      return rule(STREET_NAMES, kinds, zooms, name);
    });
  return [
    ...along(main, [14, 15], 12.5),
    ...along(main, [16, ALWAYS], 14, true),
    rule("places", ["square"], [16, ALWAYS], square),
    rule("landuse", ["square"], [16, ALWAYS], square),
    ...along(["pedestrian"], [16, ALWAYS], 13.5),
    ...along(["minor"], [16, ALWAYS], 13.5),
    ...along(["steps"], [17, ALWAYS], 13),
    ...along(["service", "path", "cycle", "track"], [17, ALWAYS], 12.5),
  ];
}

function sights(lettering: MakeLettering, { placeInk }: Palette): LabelRule[] {
  const symbol = dotWithName(lettering(13, { ink: placeInk }), 3);
  return SIGHTS.map(([zoom, kinds]) => rule("pois", kinds, [zoom, ALWAYS], symbol));
}

/** Names of green places and of water. */
function open(lettering: MakeLettering, palette: Palette): LabelRule[] {
  const green = centredName(lettering(13, { ink: palette.greenInk }));
  const wet = centredName(lettering(13, { ink: palette.waterInk }));
  const flowing = lineName(lettering(12.5, { ink: palette.waterInk }), {
    repeatPx: STREET_REPEAT_PX,
  });
  const parks = ["park", "garden", "cemetery", "zoo", "wood", "beach", "playground"];
  return [
    rule("landuse", parks, [15, ALWAYS], green),
    rule("water", ["ocean", "water"], [14, ALWAYS], wet),
    rule("water", ["river", "canal", "stream"], [15, ALWAYS], flowing),
  ];
}

/** What a walker may need: known by its sign, in no language. */
function facilities(palette: Palette, stretch: number): LabelRule[] {
  return (["toilets", "drinking_water", "tram_stop"] as const).map((kind) =>
    rule("pois", [kind], [17, ALWAYS], sign(kind, palette, FONT, stretch)),
  );
}
