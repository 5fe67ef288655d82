/**
 * Sends a walk, one thing after the other. Pure: what keeps and what carries are given.
 *
 * The walk goes first, and its answer says which notes are there already: one that
 * arrived while its answer was lost is not sent twice. What fails stays on the phone,
 * and another try goes on where this one stopped.
 */
import type { Note, Walk } from "./notes";
import { positions, type TracePoint } from "./trace";

/** What became of one thing that was sent. */
export type Answer =
  | { readonly kind: "taken"; readonly told: unknown }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "signed-out" | "offline" | "unwell" };

/** How it ended: all is there, some was refused, or it stopped on the way. */
export type Outcome =
  | { readonly kind: "sent" | "partly" | "signed-out" | "offline" | "unwell" }
  | { readonly kind: "somebody-else" }
  | { readonly kind: "refused"; readonly sentence: string };

/** What the phone keeps. */
export interface Shelf {
  notesOf(walk: string): Promise<Note[]>;
  traceOf(walk: string): Promise<TracePoint[]>;
  fileOf(note: string): Promise<Blob | null>;
  /** The note as it is now has arrived, unless its words changed meanwhile. */
  noteArrived(sent: Note): Promise<void>;
  noteRefused(key: string, sentence: string): Promise<void>;
}

/** What carries it to the site. */
export interface Carrier {
  /** Who is signed in. */
  person(): Promise<Answer>;
  walk(key: string, told: object): Promise<Answer>;
  note(note: Note, file: Blob | null): Promise<Answer>;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The note that is on its way. */
  readonly note: string | null;
}

export async function sendWalk(
  walk: Walk,
  shelf: Shelf,
  carrier: Carrier,
  tell: (progress: Progress) => void,
): Promise<Outcome> {
  const signedIn = await carrier.person();
  if (signedIn.kind !== "taken") return signedIn;
  if (field(signedIn.told, "person") !== walk.person) return { kind: "somebody-else" };
  const notes = await shelf.notesOf(walk.key);
  const answer = await carrier.walk(walk.key, {
    title: walk.title,
    begun_at: walk.begunAt,
    note_count: notes.length,
    trace: positions(await shelf.traceOf(walk.key)),
  });
  if (answer.kind !== "taken") return answer;
  const there = new Set(list(field(answer.told, "notes")));
  let refused = 0;
  for (const [done, note] of notes.entries()) {
    if (note.isSent && there.has(note.key)) continue;
    tell({ done, total: notes.length, note: note.key });
    const file = there.has(note.key) ? null : await shelf.fileOf(note.key);
    const told = await carrier.note(note, file);
    if (told.kind === "taken") await shelf.noteArrived(note);
    else if (told.kind === "refused") {
      refused += 1;
      await shelf.noteRefused(note.key, told.sentence);
    } else return told;
  }
  tell({ done: notes.length, total: notes.length, note: null });
  return { kind: refused ? "partly" : "sent" };
}

const field = (told: unknown, name: string): unknown =>
  (told as Record<string, unknown> | null)?.[name];

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
