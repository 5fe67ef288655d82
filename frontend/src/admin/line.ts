/** The line of a track while it is edited: its points, and what was done to them. Pure. */
import { distanceM, type Point } from "../geo";

/** A point of a line. What its position holds beyond two numbers (altitude) is kept. */
export interface Vertex extends Point {
  readonly rest?: readonly number[];
}

export type Line = readonly Vertex[];

/** Why a text is not a line. `position` counts from 1. */
export type LineFault =
  | { readonly code: "json" }
  | { readonly code: "type" }
  | { readonly code: "too_few" }
  | { readonly code: "position"; readonly position: number };

export type Reading = { readonly line: Line } | { readonly fault: LineFault };

/** The line that a GeoJSON text holds; an empty text is an empty line. */
export function readLine(text: string): Reading {
  if (!text.trim() || text.trim() === "null") return { line: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: { code: "json" } };
  }
  const { type, coordinates } = (value ?? {}) as Record<string, unknown>;
  if (type !== "LineString") return { fault: { code: "type" } };
  if (!Array.isArray(coordinates) || coordinates.length < 2) {
    return { fault: { code: "too_few" } };
  }
  const line = coordinates.map(readPosition);
  const wrong = line.indexOf(null);
  if (wrong >= 0) return { fault: { code: "position", position: wrong + 1 } };
  return { line: line.filter((each) => each !== null) };
}

/** The GeoJSON text of a line; empty below two points, which are no line yet. */
export function writeLine(line: Line): string {
  if (line.length < 2) return "";
  const coordinates = line.map(({ latitude, longitude, rest }) => [
    longitude,
    latitude,
    ...(rest ?? []),
  ]);
  return JSON.stringify({ type: "LineString", coordinates });
}

/** Metres along a line. */
export function lengthM(line: Line): number {
  let metres = 0;
  for (let i = 1; i < line.length; i += 1) {
    const [from, to] = [line[i - 1], line[i]];
    if (from && to) metres += distanceM(from, to);
  }
  return metres;
}

/** Half way between two points, as the map shows it. */
export function midpoint(a: Point, b: Point): Point {
  return rounded({
    latitude: (a.latitude + b.latitude) / 2,
    longitude: (a.longitude + b.longitude) / 2,
  });
}

/** A point to six decimals (0.1 m), the precision of everything drawn by hand. */
export function rounded({ latitude, longitude }: Point): Point {
  return {
    latitude: Number(latitude.toFixed(6)),
    longitude: Number(longitude.toFixed(6)),
  };
}

/** A point moved by metres east and north, kept on the globe. */
export function movedBy(from: Point, eastM: number, northM: number): Point {
  const perDegree = 111_195;
  const shrink = Math.max(Math.cos((from.latitude * Math.PI) / 180), 1e-6);
  const within = (value: number, limit: number) =>
    Math.max(-limit, Math.min(limit, value));
  return rounded({
    latitude: within(from.latitude + northM / perDegree, 90),
    longitude: within(from.longitude + eastM / (perDegree * shrink), 180),
  });
}

export interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Numbers of the points inside a box, and of the kept one wherever it is. */
export function insideOf(line: Line, box: Box, kept: number | null): number[] {
  return line.flatMap(({ latitude, longitude }, i) => {
    const isInside =
      latitude >= box.south &&
      latitude <= box.north &&
      longitude >= box.west &&
      longitude <= box.east;
    return isInside || i === kept ? [i] : [];
  });
}

/**
 * Numbers of the points to show as handles: those in view, while they are at most
 * `limit`; else only both ends and the kept one, for the editor to come closer.
 */
export function handles(
  line: Line,
  inside: number[],
  limit: number,
  kept: number | null,
): number[] {
  if (inside.length <= limit) return inside;
  const ends = [0, line.length - 1, ...(kept === null ? [] : [kept])];
  return [...new Set(ends)].sort((a, b) => a - b);
}

/**
 * Of positions on the screen, the numbers of those far enough from the one kept before
 * to be told apart; the first, the last and the `always` one are kept in any case.
 */
export function spaced(
  positions: readonly { readonly x: number; readonly y: number }[],
  minimumPx: number,
  always: number,
): number[] {
  const kept: number[] = [];
  const last = positions.length - 1;
  positions.forEach(({ x, y }, i) => {
    const before = positions[kept.at(-1) ?? -1];
    const isFar = !before || Math.hypot(x - before.x, y - before.y) >= minimumPx;
    if (isFar || i === last || i === always) kept.push(i);
  });
  return kept;
}

/** The point of a GeoJSON position; null for what is none. */
export function readPosition(position: unknown): Vertex | null {
  if (!Array.isArray(position)) return null;
  const [longitude, latitude, ...rest] = position as unknown[];
  if (typeof latitude !== "number" || typeof longitude !== "number") return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  const kept = rest.filter((each) => typeof each === "number");
  return kept.length ? { latitude, longitude, rest: kept } : { latitude, longitude };
}
