/** Which notices hold, and how old the list of them is. Pure. */

export interface Notice {
  /** Permanent. */
  readonly id: string;
  readonly severity: "info" | "warning" | "closed";
  /** Instants: the first one, and the first one after it; null until further notice. */
  readonly from: string;
  readonly to: string | null;
  /** What kind of thing it is about: `leg`, `stop`, `place`, or wider. */
  readonly about: string;
  /** The stops that it is about, by identifier and by code; a leg has that it leads to. */
  readonly stops: readonly string[];
  readonly codes: readonly string[];
  readonly headline: string;
  readonly concerns: string;
  readonly text: string;
  /** Of the text. */
  readonly language: string;
  /** The way round, as GeoJSON; null where none was drawn. */
  readonly detour: {
    readonly coordinates: readonly (readonly [longitude: number, latitude: number])[];
  } | null;
}

/** Those that hold at a moment, by the phone's clock. */
export const holdingAt = (list: readonly Notice[], now: number): Notice[] =>
  list.filter(
    ({ from, to }) => Date.parse(from) <= now && (to === null || now < Date.parse(to)),
  );

/** Whether it closes its stops; a closed leg leaves them open. */
export const closesStop = ({ severity, about }: Notice): boolean =>
  severity === "closed" && (about === "stop" || about === "place");

/** Whether maps and walks show more of it than its words. */
export const isOnMap = (notice: Notice): boolean =>
  notice.severity === "closed" || notice.detour !== null;

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** Such as “3 days ago”, to the largest unit that is whole; at least one minute. */
export function ago(ms: number, language: string): string {
  const [unit, length] = UNITS.find((each) => ms >= each[1]) ?? UNITS[2];
  const count = Math.max(1, Math.floor(ms / length));
  return new Intl.RelativeTimeFormat(language).format(-count, unit);
}
