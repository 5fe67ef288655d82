/** Chapters as lines of text, "1:25 The mine": the form's own way to write them. */

/** A moment as a line begins: minutes and seconds, with a tenth where it counts. */
export function chapterMoment(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const minutes = Math.floor(tenths / 600);
  const rest = tenths % 600;
  const whole = String(Math.floor(rest / 10)).padStart(2, "0");
  return rest % 10 ? `${minutes}:${whole}.${rest % 10}` : `${minutes}:${whole}`;
}

/** Seconds at which a line's chapter begins; null if it is no chapter. */
export function lineMoment(line: string): number | null {
  const found = /^\s*(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d))?(?:\s|$)/.exec(line);
  if (!found) return null;
  const [hours, minutes, seconds, tenth] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0) + (tenth ?? 0) / 10;
}

/**
 * The text with a line for a chapter at a moment, in its place, and where to write its
 * title. A chapter that begins there already is left as it is.
 */
export function withChapter(
  text: string,
  seconds: number,
): { text: string; caret: number } {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const moment = chapterMoment(seconds);
  const start = lineMoment(moment) ?? 0;
  let at = lines.findIndex((line) => (lineMoment(line) ?? -1) >= start);
  if (at < 0) at = lines.length;
  if (lineMoment(lines[at] ?? "") !== start) lines.splice(at, 0, `${moment} `);
  const caret = lines.slice(0, at + 1).join("\n").length;
  return { text: lines.join("\n"), caret };
}
