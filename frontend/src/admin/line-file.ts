/** A file that an editor chose, read as lines: GPX, KML, KMZ or GeoJSON. Pure. */
import { type FileLine, FileRefused, linesOf } from "./file-lines";
import { textOf } from "./file-text";
import { geojsonLines } from "./geojson-lines";
import { isZip, kmlOf } from "./kmz";
import { type XmlElement, xmlLines } from "./xml-lines";

export const MOST_FILE_BYTES = 5 * 1024 * 1024;
const PROLOGUE = /\s*(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->)/y;

/** Parses XML without a DOCTYPE; throws FileRefused, with the row that is wrong. */
export type ParseXml = (text: string) => XmlElement;

/**
 * The lines of a file, told apart by what it holds and not by its name. Throws
 * FileRefused when there is none that can be walked.
 */
export async function readLineFile(
  bytes: Uint8Array,
  parseXml: ParseXml,
): Promise<FileLine[]> {
  if (bytes.length > MOST_FILE_BYTES)
    throw new FileRefused("too_big", { megabytes: 5 });
  const text = textOf(isZip(bytes) ? await kmlOf(bytes) : bytes);
  const start = text.trimStart();
  if (!start) throw new FileRefused("empty");
  if (start.startsWith("{") || start.startsWith("["))
    return linesOf(geojsonLines(parseJson(text)));
  if (!start.startsWith("<")) throw new FileRefused("format");
  if (hasDoctype(text)) throw new FileRefused("doctype");
  return linesOf(xmlLines(parseXml(withoutDeclaration(text))));
}

/** The encoding is settled, and blanks before a declaration forgiven; rows stay. */
function withoutDeclaration(text: string): string {
  return text.replace(/^\s*<\?xml[^>]*\?>/, (declaration) =>
    declaration.replace(/[^\n]/g, ""),
  );
}

/** Whether a DOCTYPE, which may call for other files, stands before the root. */
function hasDoctype(text: string): boolean {
  PROLOGUE.lastIndex = 0;
  let end = 0;
  while (PROLOGUE.test(text)) end = PROLOGUE.lastIndex;
  return /^\s*<!DOCTYPE/i.test(text.slice(end, end + 1000));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const row = rowOf(String(error), text);
    throw row ? new FileRefused("not_json_row", { row }) : new FileRefused("not_json");
  }
}

/** The row that an engine names, or that of the position it names; null for neither. */
function rowOf(message: string, text: string): number | null {
  const row = /line (\d+)/.exec(message)?.[1];
  if (row) return Number(row);
  const position = /position (\d+)/.exec(message)?.[1];
  return position ? text.slice(0, Number(position)).split("\n").length : null;
}
