/**
 * What was noted, on the phone: each thing is written the moment it is made, so that a
 * closed page or an empty battery loses nothing.
 */
import type { Note, Walk } from "./notes";
import type { Shelf } from "./sending";
import type { TracePoint } from "./trace";

const NAME = "traboule-field";
const VERSION = 1;
type Area = "walks" | "notes" | "pieces" | "points" | "about";

interface About {
  readonly person: string;
  readonly name: string;
}

export class FieldStore implements Shelf {
  private constructor(private readonly base: IDBDatabase) {}

  /** Rejects where the browser keeps nothing. */
  static async open(): Promise<FieldStore> {
    const asking = indexedDB.open(NAME, VERSION);
    asking.addEventListener("upgradeneeded", () => {
      const base = asking.result;
      base.createObjectStore("walks", { keyPath: "key" });
      base.createObjectStore("notes", { keyPath: "key" }).createIndex("walk", "walk");
      // Keys: a note and the number of its piece; a walk and the moment of a fix.
      base.createObjectStore("pieces");
      base.createObjectStore("points");
      base.createObjectStore("about");
    });
    return new FieldStore(await done(asking));
  }

  /** Who was signed in when the site was last heard. */
  async about(): Promise<About | null> {
    return (await this.#read<About>("about", "person")) ?? null;
  }

  keepAbout(about: About): Promise<void> {
    return this.#write(["about"], ({ about: area }) => area.put(about, "person"));
  }

  async walks(): Promise<Walk[]> {
    const all = (await done(this.#area("walks").getAll())) as Walk[];
    return all.sort((a, b) => b.begunAt - a.begunAt);
  }

  keepWalk(walk: Walk): Promise<void> {
    return this.#write(["walks"], ({ walks }) => walks.put(walk));
  }

  async notesOf(walk: string): Promise<Note[]> {
    const index = this.#area("notes").index("walk");
    const all = (await done(index.getAll(walk))) as Note[];
    return all.sort((a, b) => a.at - b.at);
  }

  /** A note with the beginning of its file, or its whole. */
  keepNote(note: Note, file?: Blob): Promise<void> {
    return this.#write(["notes", "pieces"], ({ notes, pieces }) => {
      notes.put(note);
      if (file) pieces.put(file, [note.key, 0]);
    });
  }

  keepPiece(note: string, number: number, piece: Blob): Promise<void> {
    return this.#write(["pieces"], ({ pieces }) => pieces.put(piece, [note, number]));
  }

  /** Changes of a note that is here; its words have then not been sent. */
  async change(key: string, changes: Partial<Note>): Promise<Note | null> {
    let changed: Note | null = null;
    await this.#write(["notes"], ({ notes }) => {
      const asking = notes.get(key) as IDBRequest<Note | undefined>;
      asking.addEventListener("success", () => {
        if (!asking.result) return;
        changed = { ...asking.result, ...changes };
        notes.put(changed);
      });
    });
    return changed;
  }

  async fileOf(key: string): Promise<Blob | null> {
    const pieces = (await done(this.#area("pieces").getAll(below(key)))) as Blob[];
    return pieces.length ? new Blob(pieces, { type: pieces[0]?.type ?? "" }) : null;
  }

  async noteArrived(sent: Note): Promise<void> {
    await this.#write(["notes"], ({ notes }) => {
      const asking = notes.get(sent.key) as IDBRequest<Note | undefined>;
      asking.addEventListener("success", () => {
        const now = asking.result;
        if (!now) return; // taken away meanwhile
        const isSame = now.title === sent.title && now.text === sent.text;
        notes.put({ ...now, isSent: isSame, refusal: "" });
      });
    });
  }

  async noteRefused(key: string, sentence: string): Promise<void> {
    await this.change(key, { refusal: sentence });
  }

  removeNote(key: string): Promise<void> {
    return this.#write(["notes", "pieces"], ({ notes, pieces }) => {
      notes.delete(key);
      pieces.delete(below(key));
    });
  }

  /** A walk with all that was noted on it. */
  async removeWalk(key: string): Promise<void> {
    const notes = await this.notesOf(key);
    await this.#write(["walks", "notes", "pieces", "points"], (areas) => {
      for (const note of notes) {
        areas.notes.delete(note.key);
        areas.pieces.delete(below(note.key));
      }
      areas.points.delete(below(key));
      areas.walks.delete(key);
    });
  }

  keepPoint(walk: string, point: TracePoint): Promise<void> {
    return this.#write(["points"], ({ points }) => points.put(point, [walk, point.at]));
  }

  async traceOf(walk: string): Promise<TracePoint[]> {
    return (await done(this.#area("points").getAll(below(walk)))) as TracePoint[];
  }

  #area(name: Area): IDBObjectStore {
    return this.base.transaction(name).objectStore(name);
  }

  #read<T>(area: Area, key: IDBValidKey): Promise<T | undefined> {
    return done(this.#area(area).get(key) as IDBRequest<T | undefined>);
  }

  /** All of it or nothing; rejects where the phone is full. */
  #write(
    names: Area[],
    act: (areas: Record<Area, IDBObjectStore>) => void,
  ): Promise<void> {
    const change = this.base.transaction(names, "readwrite");
    const areas = Object.fromEntries(
      names.map((name) => [name, change.objectStore(name)]),
    ) as Record<Area, IDBObjectStore>;
    act(areas);
    return new Promise((resolve, reject) => {
      change.addEventListener("complete", () => resolve());
      change.addEventListener("abort", () => reject(change.error));
      change.addEventListener("error", () => reject(change.error));
    });
  }
}

/** Every key that begins with one: numbers come before lists. */
const below = (key: string): IDBKeyRange => IDBKeyRange.bound([key], [key, []]);

function done<T>(asking: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asking.addEventListener("success", () => resolve(asking.result));
    asking.addEventListener("error", () => reject(asking.error));
  });
}
