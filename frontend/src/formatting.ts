/** Distances and sentences as each language writes them. Pure; the counterpart of formatting.py. */

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
