/** A row of the stops as the map knows it. Pure. */

/** What the map may change in a row, as texts: a step back restores them exactly. */
export interface StopRow {
  /** Name before each of its fields, such as `stops-3`. */
  readonly prefix: string;
  readonly place: string;
  readonly latitude: string;
  readonly longitude: string;
  readonly radius: string;
}

/** Whether two readings are the same. */
export function sameRows(a: readonly StopRow[], b: readonly StopRow[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
