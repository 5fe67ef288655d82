/** Which phone it is, where the way into its settings must be told. Pure. */

export type Platform = "ios" | "android" | "other";

/** From what the browser says of itself. An iPad says that it is a Mac: "other". */
export function platformOf(userAgent: string): Platform {
  if (/iPhone|iPad|iPod/.test(userAgent)) return "ios";
  return /Android/.test(userAgent) ? "android" : "other";
}
