/** Points on the globe: distance and bearing. Pure; degrees and metres. */
export interface Point {
  latitude: number;
  longitude: number;
}

const EARTH_RADIUS_M = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two points (haversine). */
export function distance(a: Point, b: Point): number {
  const halfLat = radians(b.latitude - a.latitude) / 2;
  const halfLon = radians(b.longitude - a.longitude) / 2;
  const h =
    Math.sin(halfLat) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(halfLon) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Direction from a to b: 0 north, 90 east, below 360. */
export function bearing(a: Point, b: Point): number {
  const lon = radians(b.longitude - a.longitude);
  const [latA, latB] = [radians(a.latitude), radians(b.latitude)];
  const east = Math.sin(lon) * Math.cos(latB);
  const north = Math.cos(latA) * Math.sin(latB) - Math.sin(latA) * Math.cos(latB) * Math.cos(lon);
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
