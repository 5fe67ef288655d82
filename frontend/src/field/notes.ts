/** What is noted on a walk, as the phone keeps it. Pure. */
import type { Point } from "../geo";

export type Kind = "mark" | "photo" | "memo";

export interface Walk {
  /** Made on the phone, so that what is sent twice is there once. */
  readonly key: string;
  /** Whose it is: the account that was signed in. */
  readonly person: string;
  readonly title: string;
  /** Milliseconds, on the phone's clock. */
  readonly begunAt: number;
  /** null while it is walked. */
  readonly endedAt: number | null;
  readonly lengthM: number;
  /** Its line and its name have arrived. */
  readonly isSent: boolean;
}

export interface Note {
  readonly key: string;
  readonly walk: string;
  readonly kind: Kind;
  readonly at: number;
  /** null where the phone did not know. */
  readonly where: (Point & { readonly accuracy: number }) | null;
  readonly title: string;
  readonly text: string;
  /** How long a memo lasts. */
  readonly seconds: number;
  /** The media type of its file; empty for a mark. */
  readonly type: string;
  /** A memo that is being spoken: its pieces are kept as they come. */
  readonly isRunning: boolean;
  readonly isSent: boolean;
  /** Why the site did not take it, in its own words; empty where it did not say so. */
  readonly refusal: string;
}

/** Where a note stands. */
export type Standing = "kept" | "sending" | "sent" | "refused";

export const standing = (note: Note, isOnItsWay: boolean): Standing => {
  if (isOnItsWay) return "sending";
  if (note.isSent) return "sent";
  return note.refusal ? "refused" : "kept";
};

/** File name endings by media type, as the site reads them. */
const ENDINGS: Readonly<Record<string, string>> = {
  "audio/webm": "webm",
  "audio/mp4": "m4a",
  "audio/ogg": "ogg",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/avif": "avif",
};

/** A name under which a note's file is sent. */
export function fileName({ kind, type }: Note): string {
  const bare = type.split(";")[0]?.trim() ?? "";
  return `${kind}.${ENDINGS[bare] ?? "bin"}`;
}

/** Seconds as a clock shows them: 0:07, 12:30. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
