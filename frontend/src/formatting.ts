/** Distances, weights and sentences as each language writes them. Pure; the counterpart of formatting.py. */

const NO_BREAK = "\u00a0";
const NARROW_NO_BREAK = "\u202f";
const KILOMETRE_FROM_M = 995;
const WHOLE_KILOMETRES_FROM_M = 99_950;

/** A distance: to 5 m below 100 m, to 10 m below 1 km, then to 0.1 km. */
export function formatMetres(value: number, language: string): string {
  const length = Math.max(0, value);
  if (length >= KILOMETRE_FROM_M) return `${kilometres(length, language)}${NO_BREAK}km`;
  const step = length < 100 ? 5 : 10;
  const rounded = Math.round(length / step) * step;
  return `${length > 0 ? Math.max(step, rounded) : 0}${NO_BREAK}m`;
}

/** A weight: to 1 kB, then to 0.1 MB or GB, of 1,000 each. */
export function formatWeight(bytes: number, language: string): string {
  const isFrench = language.startsWith("fr");
  const byte = isFrench ? "o" : "B";
  const thousands = Math.max(1, Math.round(bytes / 1000));
  if (thousands < 1000) return `${thousands}${NO_BREAK}k${byte}`;
  const isLarge = bytes >= 1e9;
  const tenths = (bytes / (isLarge ? 1e9 : 1e6)).toFixed(1).replace(/\.0$/, "");
  const written = isFrench ? tenths.replace(".", ",") : tenths;
  return `${written}${NO_BREAK}${isLarge ? "G" : "M"}${byte}`;
}

/** A sentence with its {words} put in. */
export function fill(
  sentence: string,
  words: Readonly<Record<string, string | number>>,
): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(words[name] ?? whole),
  );
}

function kilometres(lengthM: number, language: string): string {
  const french = language.split("-")[0] === "fr";
  if (lengthM >= WHOLE_KILOMETRES_FROM_M) {
    const whole = String(Math.round(lengthM / 1000));
    return whole.replace(/\B(?=(\d{3})+$)/g, french ? NARROW_NO_BREAK : ",");
  }
  const tenths = (lengthM / 1000).toFixed(1).replace(/\.0$/, "");
  return french ? tenths.replace(".", ",") : tenths;
}
