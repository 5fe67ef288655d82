/** The notebook as GPX 1.1: a waypoint for each visit, and the route in order. Pure. */
import type { Point } from "../geo";
import { beganAt, type Visit } from "./notebook";

export interface GpxTrail {
  readonly title: string;
  readonly city: string;
  readonly url: string;
}

type Located = Visit & { readonly point: Point };

/** A whole file; `at` is when it is written. A visit without a point is left out. */
export function writeGpx(
  visits: readonly Visit[],
  trail: GpxTrail,
  at: number,
): string {
  const located = visits.filter((visit): visit is Located => visit.point !== null);
  const route = located.map((visit) => point("rtept", visit, name(visit)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="Traboule">',
    `<metadata>${text("name", trail.title)}${text("desc", trail.city)}` +
      `${link(trail.url)}${time(at)}</metadata>`,
    ...located.map((visit) => point("wpt", visit, waypoint(visit))),
    ...(located.length > 1
      ? ["<rte>", text("name", trail.title), ...route, "</rte>"]
      : []),
    "</gpx>",
    "",
  ].join("\n");
}

function point(tag: string, { point: at }: Located, inside: string): string {
  const latitude = at.latitude.toFixed(6);
  const longitude = at.longitude.toFixed(6);
  return `<${tag} lat="${latitude}" lon="${longitude}">${inside}</${tag}>`;
}

function waypoint(visit: Located): string {
  return `${time(beganAt(visit))}${name(visit)}${text("desc", visit.note)}`;
}

function name({ title }: Visit): string {
  return text("name", title);
}

function time(at: number | null): string {
  return at === null ? "" : `<time>${new Date(at).toISOString()}</time>`;
}

function link(url: string): string {
  return url ? `<link href="${escaped(url)}"/>` : "";
}

function text(tag: string, words: string): string {
  return words ? `<${tag}>${escaped(words)}</${tag}>` : "";
}

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
// What XML 1.0 has no place for: control signs, halves of pairs, non-characters.
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escaped(words: string): string {
  return words.replace(NOT_XML, "").replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}
