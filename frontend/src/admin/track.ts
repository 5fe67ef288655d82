/** A track while it is edited: one plain line, or legs from stop to stop. Pure. */
import type { Point } from "../geo";
import {
  type Line,
  type LineFault,
  readLine,
  readPosition,
  type Vertex,
  writeLine,
} from "./line";

const MOST_LEGS = 60;
const WAYS = ["street", "freehand", "imported"] as const;

export type LegBy = (typeof WAYS)[number];

/** One leg; the counterpart of TrackLeg in tours/track.py. */
export interface Leg {
  readonly line: Line;
  readonly by: LegBy;
  /** Points that a leg along streets passes on purpose. */
  readonly vias: readonly Point[];
  /** Why it could not follow streets everywhere. */
  readonly reason: string | null;
  /** Stairs and step-free state; null where no map was asked. */
  readonly steps: number | null;
  readonly isStepFree: boolean | null;
  /** Leads from the last stop back to the first. */
  readonly closes: boolean;
}

export interface Track {
  /** Written as one LineString, as drawn without legs. */
  readonly isPlain: boolean;
  readonly legs: readonly Leg[];
  /** The text it was read from, to be written back byte for byte. */
  readonly text?: string;
}

/** `leg` and `position` count from 1. */
export type TrackFault =
  | LineFault
  | { readonly code: "leg_type" | "leg_by" | "leg_too_few"; readonly leg: number }
  | {
      readonly code: "leg_position";
      readonly leg: number;
      readonly position: number;
    }
  | { readonly code: "too_many_legs" };

export type TrackReading = { readonly track: Track } | { readonly fault: TrackFault };

export const NO_TRACK: Track = { isPlain: true, legs: [] };

/** A track of one line, without legs. */
export function plainTrack(line: Line): Track {
  return { isPlain: true, legs: line.length ? [drawnLeg(line, "imported")] : [] };
}

/** A leg of which no map knows anything. */
export function drawnLeg(line: Line, by: LegBy, closes = false): Leg {
  return { line, by, vias: [], reason: null, steps: null, isStepFree: null, closes };
}

/** The track that a text holds; an empty text is an empty track. */
export function readTrack(text: string): TrackReading {
  const features = featuresOf(text);
  if (!features) {
    const reading = readLine(text);
    if ("fault" in reading) return reading;
    return { track: { ...plainTrack(reading.line), text } };
  }
  if (features.length > MOST_LEGS) return { fault: { code: "too_many_legs" } };
  const legs: Leg[] = [];
  for (const [i, feature] of features.entries()) {
    const reading = readLeg(feature, i + 1);
    if ("fault" in reading) return reading;
    legs.push(reading.leg);
  }
  return { track: { isPlain: false, legs, text } };
}

/** The GeoJSON text of a track; that which it was read from, when it has not changed. */
export function writeTrack(track: Track): string {
  if (track.text !== undefined) return track.text;
  if (track.isPlain) return writeLine(wholeLine(track));
  if (track.legs.length === 0) return "";
  const features = track.legs.map(writeLeg);
  return JSON.stringify({ type: "FeatureCollection", features });
}

/** All points of a track; where one leg begins as another ended, the point comes once. */
export function wholeLine(track: Track): Line {
  const [first] = track.legs;
  if (first && track.legs.length === 1) return first.line;
  const line: Vertex[] = [];
  for (const leg of track.legs) {
    const [start] = leg.line;
    const before = line.at(-1);
    const isJoined = before && start && samePoint(before, start);
    line.push(...(isJoined ? leg.line.slice(1) : leg.line));
  }
  return line;
}

/** Whether two points are the same to 0.1 m, the precision of what is kept. */
export function samePoint(a: Point, b: Point): boolean {
  const isNear = (one: number, other: number) => Math.abs(one - other) < 1e-6;
  return isNear(a.latitude, b.latitude) && isNear(a.longitude, b.longitude);
}

/** The track walked the other way; the way back to the first stop stays the last leg. */
export function reversedTrack(track: Track): Track {
  const legs = [...track.legs].reverse().map((leg) => ({
    ...leg,
    line: [...leg.line].reverse(),
    vias: [...leg.vias].reverse(),
    reason: turned(leg.reason),
  }));
  const [first] = legs;
  if (first?.closes) legs.push(...legs.splice(0, 1));
  return { isPlain: track.isPlain, legs };
}

function turned(reason: string | null): string | null {
  if (reason === "start-far-from-street") return "end-far-from-street";
  if (reason === "end-far-from-street") return "start-far-from-street";
  return reason;
}

function featuresOf(text: string): unknown[] | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null;
    const isCollection = value?.type === "FeatureCollection";
    return isCollection && Array.isArray(value.features) ? value.features : null;
  } catch {
    return null;
  }
}

function readLeg(
  feature: unknown,
  leg: number,
): { readonly leg: Leg } | { readonly fault: TrackFault } {
  const { type, properties, geometry } = record(feature);
  if (type !== "Feature") return { fault: { code: "leg_type", leg } };
  const reading = readLine(JSON.stringify(geometry ?? {}));
  if ("fault" in reading) {
    const { fault } = reading;
    if (fault.code === "position")
      return { fault: { code: "leg_position", leg, position: fault.position } };
    const code = fault.code === "too_few" ? "leg_too_few" : "leg_type";
    return { fault: { code, leg } };
  }
  const { by = "imported", via, reason, steps, step_free, closes } = record(properties);
  const way = WAYS.find((each) => each === by);
  if (!way) return { fault: { code: "leg_by", leg } };
  const vias = (Array.isArray(via) ? via : []).map(readPosition);
  return {
    leg: {
      line: reading.line,
      by: way,
      vias: vias.filter((each) => each !== null),
      reason: typeof reason === "string" ? reason : null,
      steps: typeof steps === "number" ? steps : null,
      isStepFree: typeof step_free === "boolean" ? step_free : null,
      closes: closes === true,
    },
  };
}

function writeLeg({ line, by, vias, reason, steps, isStepFree, closes }: Leg): object {
  const properties = {
    by,
    ...(vias.length ? { via: vias.map((via) => [via.longitude, via.latitude]) } : {}),
    ...(reason === null ? {} : { reason }),
    ...(steps === null ? {} : { steps }),
    ...(isStepFree === null ? {} : { step_free: isStepFree }),
    ...(closes ? { closes } : {}),
  };
  const coordinates = line.map(({ latitude, longitude, rest }) => [
    longitude,
    latitude,
    ...(rest ?? []),
  ]);
  return { type: "Feature", properties, geometry: { type: "LineString", coordinates } };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value ? (value as Record<string, unknown>) : {};
}
