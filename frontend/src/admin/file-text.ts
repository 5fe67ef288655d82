/** The text that the bytes of a file hold, whatever they declare. Pure. */

const MARKS: readonly (readonly [encoding: string, ...bytes: number[]])[] = [
  ["utf-8", 0xef, 0xbb, 0xbf],
  ["utf-16le", 0xff, 0xfe],
  ["utf-16be", 0xfe, 0xff],
  ["utf-16le", 0x3c, 0, 0x3f, 0], // <? without a mark before it
  ["utf-16be", 0, 0x3c, 0, 0x3f],
];
const DECLARATION_BYTES = 200;

/**
 * The text of some bytes. The mark of a byte order is believed; without one, bytes
 * that are UTF-8 throughout are no other encoding, whatever is declared; then the
 * declaration of XML is tried, and last windows-1252, which holds ISO-8859-1.
 */
export function textOf(bytes: Uint8Array): string {
  const mark = MARKS.find(([, ...start]) =>
    start.every((byte, i) => bytes[i] === byte),
  );
  const encodings = mark ? [mark[0]] : ["utf-8", declared(bytes)];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Unknown, or not what the bytes are: the next one.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

/** The encoding that the first line of XML names; UTF-8 without any. */
function declared(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
  return /^<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1] ?? "utf-8";
}
