/** Points on the globe. Pure; the counterpart of places/geo.py. */

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_M = 6_371_008.8;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two points (haversine). */
export function distanceM(a: Point, b: Point): number {
  const halfLatitude = radians(b.latitude - a.latitude) / 2;
  const halfLongitude = radians(b.longitude - a.longitude) / 2;
  const h =
    Math.sin(halfLatitude) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(halfLongitude) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Direction from a to b: 0 north, 90 east, below 360. */
export function bearingDeg(a: Point, b: Point): number {
  const longitude = radians(b.longitude - a.longitude);
  const [latitudeA, latitudeB] = [radians(a.latitude), radians(b.latitude)];
  const east = Math.sin(longitude) * Math.cos(latitudeB);
  const north =
    Math.cos(latitudeA) * Math.sin(latitudeB) -
    Math.sin(latitudeA) * Math.cos(latitudeB) * Math.cos(longitude);
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}
