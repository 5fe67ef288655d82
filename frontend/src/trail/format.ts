/** Distances, times and sentences as each language writes them. Pure. */

const NO_BREAK = '\u00a0';

/** A distance: to 5 m below 100 m, to 10 m below 1 km, then to 0.1 km. */
export function metres(value: number, language: string): string {
  const length = Math.max(0, value);
  if (length >= 995) {
    const digits = length >= 99_950 ? 0 : 1;
    const km = new Intl.NumberFormat(language, { maximumFractionDigits: digits });
    return `${km.format(length / 1000)}${NO_BREAK}km`;
  }
  const step = length < 100 ? 5 : 10;
  const rounded = Math.round(length / step) * step;
  return `${length && !rounded ? step : rounded}${NO_BREAK}m`;
}

/** Minutes on foot, at least one. */
export function minutes(value: number): string {
  return `${Math.max(1, Math.round(value))}${NO_BREAK}min`;
}

/** A recording's time, as players show it: 2:48, or 1:02:05 beyond an hour. */
export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0;
  const [hours, mins, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours ? `${hours}:${two(mins)}:${two(rest)}` : `${mins}:${two(rest)}`;
}

/** A speed: 1×, 1,25×. */
export function speed(rate: number, language: string): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(rate)}×`;
}

/** A sentence with its {words} filled in; a word that is not given stays as it is. */
export function fill(sentence: string, words: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, key: string) => String(words[key] ?? whole));
}
