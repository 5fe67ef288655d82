/** Small signs for what walkers need, drawn on the map's canvas. */
import type { Label, LabelSymbolizer } from "protomaps-leaflet";
import type { Palette } from "./palette";

export type SignName = "toilets" | "drinking_water" | "tram_stop";

type Draw = (context: CanvasRenderingContext2D, palette: Palette, font: string) => void;

const HALF_PX = 9;

const faces: Record<SignName, Draw> = {
  toilets(context, { placeInk, halo }, font) {
    plate(context, placeInk, halo);
    context.fillStyle = halo;
    context.font = `700 9px ${font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("WC", 0, 0.5);
  },
  drinking_water(context, { placeInk, halo }) {
    plate(context, placeInk, halo);
    context.fillStyle = halo;
    context.beginPath(); // a drop
    context.moveTo(0, -5.5);
    context.bezierCurveTo(1.5, -2.5, 3.8, -0.8, 3.8, 1.6);
    context.arc(0, 1.6, 3.8, 0, Math.PI);
    context.bezierCurveTo(-3.8, -0.8, -1.5, -2.5, 0, -5.5);
    context.fill();
  },
  tram_stop(context, { placeInk, halo }) {
    context.lineWidth = 2;
    context.strokeStyle = placeInk;
    context.fillStyle = halo;
    context.beginPath();
    context.arc(0, 0, 3.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  },
};

/** The round-cornered ground of a sign, with a rim that parts it from the map. */
function plate(context: CanvasRenderingContext2D, fill: string, rim: string): void {
  const side = HALF_PX - 1.5;
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = rim;
  context.fillStyle = fill;
  context.beginPath();
  context.rect(-side, -side, 2 * side, 2 * side);
  context.stroke();
  context.fill();
}

/** A sign at its point, upright and of one size at any stretch. */
export function sign(
  name: SignName,
  palette: Palette,
  font: string,
  stretch: number,
): LabelSymbolizer {
  const half = HALF_PX / stretch;
  return {
    place(_layout, geometry): Label[] | undefined {
      const point = geometry[0]?.[0];
      if (!point) return undefined;
      const { x, y } = point;
      const box = { minX: x - half, minY: y - half, maxX: x + half, maxY: y + half };
      const draw = (context: CanvasRenderingContext2D): void => {
        context.globalAlpha = 1;
        context.scale(1 / stretch, 1 / stretch);
        faces[name](context, palette, font);
      };
      return [{ anchor: point, bboxes: [box], draw }];
    },
  };
}
