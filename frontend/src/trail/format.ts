/** Times and speeds as the player writes them. Pure. */

const NO_BREAK = "\u00a0";

/** Minutes on foot, at least one. */
export function formatMinutes(value: number): string {
  return `${Math.max(1, Math.round(value))}${NO_BREAK}min`;
}

/** A recording's time: 2:48, or 1:02:05 beyond an hour. */
export function formatClock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.round(seconds)) : 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (value: number): string => String(value).padStart(2, "0");
  const rest = two(whole % 60);
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** A speed: 1×, 1.25×, in French 1,25×. */
export function formatSpeed(rate: number, language: string): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return `${number.format(rate)}×`;
}
