/** The fixes of a recorded walk, one JSON object a line. Pure. */
import type { Fix } from "./state";

/** A recording that cannot be read: the number of the line at fault, from 1. */
export class RecordingRefused extends Error {
  constructor(readonly line: number) {
    super(`Line ${line} is no fix: t, lat, lng and accuracy are awaited, as numbers.`);
  }
}

/**
 * What a recording holds, for the page and the replay tool alike. Throws
 * RecordingRefused. Only its last line may be cut short: the phone went off in it.
 */
export function readFixes(text: string): Fix[] {
  const lines = text.split("\n");
  const fixes: Fix[] = [];
  for (const [i, line] of lines.entries()) {
    if (!line.trim()) continue;
    const fix = readFix(line);
    if (fix) fixes.push(fix);
    else if (i < lines.length - 1 || !isCutShort(line))
      throw new RecordingRefused(i + 1);
  }
  if (!fixes.length) throw new RecordingRefused(1);
  return fixes;
}

function isCutShort(line: string): boolean {
  return line.startsWith("{") && !line.trimEnd().endsWith("}");
}

function readFix(line: string): Fix | null {
  try {
    const { t, lat, lng, accuracy, speed = null } = JSON.parse(line);
    const isWhole =
      [t, lat, lng, accuracy].every(Number.isFinite) &&
      Math.abs(lat) <= 90 &&
      Math.abs(lng) <= 180 &&
      (speed === null || Number.isFinite(speed));
    return isWhole ? { latitude: lat, longitude: lng, accuracy, at: t, speed } : null;
  } catch {
    return null;
  }
}
