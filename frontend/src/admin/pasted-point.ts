/**
 * Reads a point out of what people paste: a pair of numbers in French or English
 * writing, degrees with minutes and seconds, a `geo:` address (RFC 5870), or the address
 * of a map. Pure. The order is latitude then longitude, unless letters tell otherwise.
 */
import type { Point } from "../geo";

const NUMBER = "[-+]?\\d{1,3}(?:\\.\\d+)?";
const COMMA_NUMBER = "[-+]?\\d{1,3},\\d+";
const GEO_URI = new RegExp(
  `^geo:(${NUMBER}),(${NUMBER})(?:,[-+\\d.]+)?(?:[;?].*)?$`,
  "i",
);
const MAP_ADDRESSES = [
  new RegExp(`[?&]mlat=(${NUMBER})&mlon=(${NUMBER})`), // OpenStreetMap, with a marker
  new RegExp(`#(?:.*&)?map=[\\d.]+/(${NUMBER})/(${NUMBER})`), // OpenStreetMap
  new RegExp(`@(${NUMBER}),(${NUMBER})`), // Google Maps
  new RegExp(`[?&](?:q|ll|query)=(${NUMBER})(?:,|%2C)\\s*(${NUMBER})`, "i"),
];
const PAIRS = [
  // A comma alone parts two numbers only when a point shows that it is no decimal comma.
  new RegExp(`^([-+]?\\d{1,3}\\.\\d+)\\s*,\\s*(${NUMBER})$`),
  new RegExp(`^(${NUMBER})\\s*,\\s*([-+]?\\d{1,3}\\.\\d+)$`),
  new RegExp(`^(${NUMBER})(?:\\s*[;/|]\\s*|\\s+|,\\s+)(${NUMBER})$`),
  new RegExp(`^(${COMMA_NUMBER})(?:\\s*[;/|]\\s*|\\s+|,\\s*)(${COMMA_NUMBER})$`),
];
/** Degrees, then perhaps minutes and seconds; its three numbers are groups. */
const SIZE =
  "([-+]?\\d{1,3}(?:[.,]\\d+)?)\\s*°?\\s*" +
  "(?:(\\d{1,2}(?:[.,]\\d+)?)\\s*'\\s*)?" +
  '(?:(\\d{1,2}(?:[.,]\\d+)?)\\s*"\\s*)?';
/** N, S, E, W or O (ouest), which all people write on one side: before or after. */
const LETTER = "([NSEWO](?![a-z]))?";
const LETTER_FIRST = new RegExp(`${LETTER}\\s*${SIZE}`, "gi");
const LETTER_LAST = new RegExp(`${SIZE}${LETTER}`, "gi");

interface Angle {
  readonly degrees: number;
  readonly axis: "latitude" | "longitude" | null;
}

/** The point written in a text, or null when there is none. It may be out of range. */
export function readPastedPoint(text: string): Point | null {
  const plain = text
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[\u2019\u2032´]/g, "'")
    .replace(/[\u201c\u201d\u2033]|''/g, '"')
    .replace(/º/g, "°")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^[([](.*)[)\]]$/, "$1")
    .trim();
  return fromAddress(plain) ?? fromPair(plain) ?? fromAngles(plain);
}

/** A number of degrees typed by hand, with a decimal point or comma; null if it is none. */
export function readDegrees(text: string): number | null {
  const plain = text
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\s*°?\s*$/, "")
    .trim();
  return /^[-+]?\d+(?:[.,]\d*)?$/.test(plain) ? number(plain) : null;
}

/** Degrees as the fields hold them: six decimals (0.1 m), no needless zero. */
export function writeDegrees(degrees: number): string {
  return String(Number(degrees.toFixed(6)));
}

function number(text: string): number {
  return Number(text.replace(",", "."));
}

function point(latitude = "", longitude = ""): Point {
  return { latitude: number(latitude), longitude: number(longitude) };
}

function fromAddress(text: string): Point | null {
  const geo = GEO_URI.exec(text);
  if (geo) return point(geo[1], geo[2]);
  if (!/^https?:/i.test(text)) return null;
  for (const pattern of MAP_ADDRESSES) {
    const found = pattern.exec(text);
    if (found) return point(found[1], found[2]);
  }
  return null;
}

function fromPair(text: string): Point | null {
  for (const pattern of PAIRS) {
    const found = pattern.exec(text);
    if (found) return point(found[1], found[2]);
  }
  return null;
}

function fromAngles(text: string): Point | null {
  const letterFirst = /^[NSEWO]/i.test(text);
  const pattern = letterFirst ? LETTER_FIRST : LETTER_LAST;
  const between = text.replace(pattern, "").trim();
  const [first, second, ...others] = [...text.matchAll(pattern)].map(([, ...groups]) =>
    letterFirst ? angle(groups.slice(1), groups[0]) : angle(groups, groups[3]),
  );
  if (!first || !second || others.length > 0 || !/^[,;/]?$/.test(between)) return null;
  if (first.axis === "longitude" || second.axis === "latitude") {
    if (first.axis === second.axis || !first.axis || !second.axis) return null;
    return { latitude: second.degrees, longitude: first.degrees };
  }
  if (!text.includes("°") && !(first.axis && second.axis)) return null;
  return { latitude: first.degrees, longitude: second.degrees };
}

/** One angle; null when its minutes or seconds are no part of sixty. */
function angle(sizes: readonly string[], letter = ""): Angle | null {
  const [degrees = "", minutes = "0", seconds = "0"] = sizes;
  if (number(minutes) >= 60 || number(seconds) >= 60) return null;
  const size =
    Math.abs(number(degrees)) + number(minutes) / 60 + number(seconds) / 3600;
  const negative = degrees.startsWith("-") || /[SWO]/i.test(letter);
  const axis = letter ? (/[NS]/i.test(letter) ? "latitude" : "longitude") : null;
  return { degrees: negative ? -size : size, axis };
}
