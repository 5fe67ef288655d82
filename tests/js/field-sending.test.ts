import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import type { Note, Walk } from "../../frontend/src/field/notes.ts";
import { fileName, standing } from "../../frontend/src/field/notes.ts";
import {
  type Answer,
  type Carrier,
  type Shelf,
  sendWalk,
} from "../../frontend/src/field/sending.ts";

const WALK: Walk = {
  key: "walk-1",
  person: "7",
  title: "Place",
  begunAt: 1,
  endedAt: 2,
  lengthM: 0,
  isSent: false,
};

const note = (key: string, changes: Partial<Note> = {}): Note => ({
  key,
  walk: "walk-1",
  kind: "mark",
  at: 1,
  where: null,
  title: "",
  text: "",
  seconds: 0,
  type: "",
  isRunning: false,
  isSent: false,
  refusal: "",
  ...changes,
});

const taken = (told: unknown = {}): Answer => ({ kind: "taken", told });
const SENTENCE = "“b” was not taken: it is no picture.";

/** A phone, and a site that may go away before it answers. */
class World implements Shelf, Carrier {
  notes: Note[] = [];
  site = new Set<string>();
  files: string[] = [];
  person7: Answer = taken({ person: "7" });
  /** What the network does with each note, by its key. */
  fate = new Map<string, Answer | "answer lost">();

  notesOf = async () => [...this.notes];
  traceOf = async () => [];
  fileOf = async (key: string) => new Blob([key]);
  noteArrived = async ({ key }: Note) => this.#change(key, { isSent: true });
  noteRefused = async (key: string, refusal: string) => this.#change(key, { refusal });
  person = async () => this.person7;
  walk = async () => taken({ notes: [...this.site] });

  async note({ key }: Note, file: Blob | null): Promise<Answer> {
    const fate = this.fate.get(key) ?? taken();
    if (fate === "answer lost" || fate.kind === "taken") {
      this.site.add(key);
      if (file) this.files.push(key);
    }
    return fate === "answer lost" ? { kind: "offline" } : fate;
  }

  #change(key: string, changes: Partial<Note>): void {
    this.notes = this.notes.map((each) =>
      each.key === key ? { ...each, ...changes } : each,
    );
  }
}

let world: World;
const send = () => sendWalk(WALK, world, world, () => undefined);

beforeEach(() => {
  world = new World();
  world.notes = [note("a"), note("b"), note("c")];
});

describe("sending a walk", () => {
  test("tells how far it is, and ends with all of it there", async () => {
    const seen: string[] = [];
    const outcome = await sendWalk(WALK, world, world, ({ done, total, note }) =>
      seen.push(`${done}/${total} ${note}`),
    );
    assert.equal(outcome.kind, "sent");
    assert.deepEqual(seen, ["0/3 a", "1/3 b", "2/3 c", "3/3 null"]);
    assert.ok(world.notes.every(({ isSent }) => isSent));
  });

  test("goes on where the network went away, and sends no file twice", async () => {
    world.fate.set("b", "answer lost");
    assert.equal((await send()).kind, "offline");
    assert.deepEqual([...world.site], ["a", "b"]);
    world.fate.clear();
    assert.equal((await send()).kind, "sent");
    assert.deepEqual(world.files, ["a", "b", "c"]);
  });

  test("marks what was refused, with its sentence, and sends the rest", async () => {
    world.fate.set("b", { kind: "refused", sentence: SENTENCE });
    assert.equal((await send()).kind, "partly");
    assert.deepEqual(
      world.notes.map(({ isSent, refusal }) => (isSent ? "sent" : refusal)),
      ["sent", SENTENCE, "sent"],
    );
  });

  test("sends nothing once the session has ended, or in another one's name", async () => {
    world.person7 = { kind: "signed-out" };
    assert.equal((await send()).kind, "signed-out");
    world.person7 = taken({ person: "8" });
    assert.equal((await send()).kind, "somebody-else");
    assert.equal(world.site.size, 0);
  });

  test("sends again what the site has no more", async () => {
    await send();
    world.site.delete("a");
    await send();
    assert.deepEqual(world.files, ["a", "b", "c", "a"]);
  });
});

describe("a note", () => {
  test("stands in one of four places", () => {
    assert.equal(standing(note("a"), false), "kept");
    assert.equal(standing(note("a"), true), "sending");
    assert.equal(standing(note("a", { isSent: true, refusal: "x" }), false), "sent");
    assert.equal(standing(note("a", { refusal: "x" }), false), "refused");
  });

  test("has a file name that says what it was recorded in", () => {
    const memo = note("a", { kind: "memo", type: "audio/webm;codecs=opus" });
    assert.equal(fileName(memo), "memo.webm");
    assert.equal(
      fileName(note("a", { kind: "photo", type: "image/jpeg" })),
      "photo.jpg",
    );
  });
});
