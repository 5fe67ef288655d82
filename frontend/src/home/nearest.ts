/** Orders trails by how far they begin. Pure. */
import { distanceM, type Point } from "../geo";

export interface Located<Item> {
  readonly item: Item;
  readonly metres: number | null;
}

/** The items with their distances, nearest first; those without a point last, as they were. */
export function nearestFirst<Item>(
  items: readonly Item[],
  pointOf: (item: Item) => Point | null,
  here: Point,
): Located<Item>[] {
  return items
    .map((item) => {
      const point = pointOf(item);
      return { item, metres: point ? distanceM(here, point) : null };
    })
    .sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || 0);
}

/** The point written in an element's data, or null when there is none. */
export function readPoint(
  data: Readonly<Record<string, string | undefined>>,
): Point | null {
  const latitude = Number.parseFloat(data.latitude ?? "");
  const longitude = Number.parseFloat(data.longitude ?? "");
  return Number.isFinite(latitude) && Number.isFinite(longitude)
    ? { latitude, longitude }
    : null;
}
