/** A kept list of notices: beside its trail's page, with the moment it was kept. Pure. */

/** Header: milliseconds since 1970, by the phone's clock. */
export const KEPT_AT = "Kept-At";

/** The trail's page that a list stands beside; null for any other address. */
export const trailOfList = (address: string): string | null =>
  /^(.*\/)notices\.json$/.exec(address)?.[1] ?? null;
