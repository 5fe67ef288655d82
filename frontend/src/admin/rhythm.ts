/**
 * The walk as a timeline: stories beside ways, and whether they keep step. Pure.
 *
 * The story of a stop starts in its zone and goes on while one walks to the next stop.
 * Whoever has more story than way stands before leaving, so that the next story never
 * starts into this one; whoever has more way than story walks the rest in silence.
 */

/** A voice that is followed outdoors; the field's usual value. */
const WORDS_A_MINUTE = 150;

/**
 * Where a leg stops being calm, in seconds.
 *
 * Silence belongs to a walk: VoiceMap advises 100 words for each minute on foot, at 150
 * a minute a third of the way without a voice. After 4 minutes, some 270 m, one wonders
 * whether the phone still works; after 8, over half a kilometre, the trail is lost.
 *
 * Standing is for what one came to see: a minute is a pause. Over 4 minutes nothing is
 * left of the way, and the story nears the 5 minutes that VoiceMap sets as its limit.
 */
export const LIMITS = {
  silence: { watch: 240, alarm: 480 },
  standing: { watch: 60, alarm: 240 },
} as const;

export interface Story {
  readonly words: number;
  /** Seconds of its recordings; null without any whose length is known. */
  readonly audioSeconds: number | null;
}

export type Level = "calm" | "watch" | "alarm";

export interface Verdict {
  readonly level: Level;
  /** What there is too much of; none where all is calm. */
  readonly excess: "silence" | "standing" | null;
}

/** One stop with the way that leaves it. All times in seconds. */
export interface Part {
  readonly start: number;
  readonly story: number;
  /** Whether the story's length is guessed from its words. */
  readonly isEstimated: boolean;
  readonly words: number;
  readonly standing: number;
  readonly walking: number;
  readonly silence: number;
  /** None for the last stop, which no way leaves: its story ends the walk. */
  readonly verdict: Verdict | null;
}

export interface Timeline {
  readonly parts: readonly Part[];
  readonly seconds: number;
  readonly walking: number;
  readonly standing: number;
}

/** Seconds that a story is listened to: its recordings, or else its words read out. */
export function storySeconds({ words, audioSeconds }: Story): number {
  return audioSeconds ?? (words * 60) / WORDS_A_MINUTE;
}

/** The timeline of stops in their order; the way of the same number leaves each. */
export function timelineOf(
  stops: readonly Story[],
  ways: readonly { readonly seconds: number }[],
): Timeline {
  const parts: Part[] = [];
  let start = 0;
  for (const [i, stop] of stops.entries()) {
    const story = storySeconds(stop);
    const walking = ways[i]?.seconds ?? 0;
    const standing = Math.max(0, story - walking);
    const silence = Math.max(0, walking - story);
    parts.push({
      start,
      story,
      isEstimated: stop.audioSeconds === null,
      words: stop.words,
      standing,
      walking,
      silence,
      verdict: ways[i] ? verdictOf(silence, standing) : null,
    });
    start += standing + walking;
  }
  const sum = (name: "walking" | "standing") =>
    parts.reduce((total, part) => total + part[name], 0);
  return {
    parts,
    seconds: start,
    walking: sum("walking"),
    standing: sum("standing"),
  };
}

/** Numbers of the legs that are not calm, counted from 0. */
export function restless(timeline: Timeline): number[] {
  return timeline.parts.flatMap(({ verdict }, i) =>
    verdict && verdict.level !== "calm" ? [i] : [],
  );
}

/** Whole minutes between two marks of the axis, so that they number twelve at most. */
export function minutesApart(seconds: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60];
  return steps.find((step) => seconds / 60 / step <= 12) ?? 120;
}

/** A time as one reads it: with its seconds, up to an hour. */
export function formatSeconds(value: number): string {
  const seconds = Math.round(Math.max(0, value));
  if (seconds >= 3600) return formatMinutes(Math.round(seconds / 60));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [
    ...(minutes ? [`${minutes}\u00a0min`] : []),
    ...(rest || !minutes ? [`${rest}\u00a0s`] : []),
  ];
  return parts.join("\u00a0");
}

/** Whole minutes as one reads them. */
export function formatMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!hours) return `${rest}\u00a0min`;
  const padded = String(rest).padStart(2, "0");
  return rest ? `${hours}\u00a0h\u00a0${padded}\u00a0min` : `${hours}\u00a0h`;
}

function verdictOf(silence: number, standing: number): Verdict {
  const excess = silence > standing ? "silence" : "standing";
  const { watch, alarm } = LIMITS[excess];
  const seconds = excess === "silence" ? silence : standing;
  if (seconds > alarm) return { level: "alarm", excess };
  if (seconds > watch) return { level: "watch", excess };
  return { level: "calm", excess: null };
}
