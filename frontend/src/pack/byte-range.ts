/**
 * The Range header of RFC 9110 §14, for one range of bytes. Pure.
 *
 * Phones fetch sound by ranges, and Safari plays none without exact answers to
 * `bytes=0-1`, `0-0`, `n-` and `-n`. The server has the same rules in
 * `media_library/byte_range.py`.
 */
export interface ByteRange {
  readonly first: number;
  /** Included. */
  readonly last: number;
}

/** `whole` without a range that is understood; `beyond` the end is an answer of 416. */
export function byteRange(
  header: string | null,
  size: number,
): ByteRange | "whole" | "beyond" {
  const [, start = "", end = ""] =
    /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (!start && !end) return "whole";
  if (!start) {
    const suffix = Number(end);
    if (!suffix || !size) return "beyond";
    return { first: Math.max(0, size - suffix), last: size - 1 };
  }
  const first = Number(start);
  const last = end ? Math.min(Number(end), size - 1) : size - 1;
  if (end && Number(end) < first) return "whole";
  return first >= size ? "beyond" : { first, last };
}
