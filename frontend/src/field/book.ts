/** The field notebook: a walk under way, or none; and the walks that have ended. */
import { formatMetres } from "../formatting";
import type { Say } from "../strings";
import { ScreenLock } from "../trail/wake-lock";
import type { SiteCarrier } from "./carrier";
import { type Listener, NoteList } from "./note-list";
import { clock, type Walk } from "./notes";
import { ask, find, write } from "./parts";
import type { FieldStore } from "./store";
import { Trace } from "./trace";
import { WalkCard } from "./walk-card";
import { type Found, type Told, Walking } from "./walking";

export interface Limits {
  readonly notes: number;
  readonly marks: number;
  readonly memoSeconds: number;
  readonly photoBytes: number;
}

const SECOND_MS = 1000;

export class FieldBook implements Told, Listener {
  #walking: Walking | null = null;
  #person = "";
  #counts = { notes: 0, marks: 0 };
  readonly #list: NoteList;
  readonly #cards = new Map<string, WalkCard>();
  readonly #screen: ScreenLock;

  constructor(
    private readonly place: HTMLElement,
    private readonly store: FieldStore,
    private readonly carrier: SiteCarrier,
    private readonly say: Say,
    private readonly limits: Limits,
  ) {
    this.#list = new NoteList(find(place, "list"), store, say, this);
    this.#screen = new ScreenLock((isHeld) => {
      write(find(place, "screen"), say(isHeld ? "screen-on" : "screen-off"));
    });
    this.#on("begin", () => this.#begin());
    this.#on("go-on", () => this.#goOn());
    this.#on("mark", () => this.#mark());
    this.#on("memo", () => this.#memo());
    this.#on("end", () => this.#end());
    const file = find<HTMLInputElement>(place, "file");
    this.#on("photo", async () => file.click());
    file.addEventListener("change", () => void this.#photograph(file));
    setInterval(() => this.#tick(), SECOND_MS);
  }

  /** What the phone keeps, then who is signed in, if the site can be asked. */
  async open(): Promise<void> {
    const about = await this.store.about();
    this.#person = about?.person ?? "";
    await this.#resume();
    await this.#refresh();
    const answer = await this.carrier.person();
    const who = find(this.place, "who");
    find(this.place, "sign-in").hidden = answer.kind !== "signed-out";
    if (answer.kind === "refused") {
      // An account that may not: what others have noted here is not for it.
      write(who, answer.sentence);
      this.#person = "";
      await this.#resume();
      return this.#refresh();
    }
    if (answer.kind !== "taken") {
      write(who, this.say(answer.kind === "signed-out" ? "signed-out" : "no-network"));
      return;
    }
    const { person, name } = answer.told as { person: string; name: string };
    write(who, this.say("signed-in", { name }));
    await this.store.keepAbout({ person, name });
    if (person === this.#person) return;
    this.#person = person;
    await this.#resume();
    await this.#refresh();
  }

  changed(): void {
    void this.#refresh();
  }

  failed(): void {
    this.#tell(this.say("not-kept"));
  }

  position(found: Found, accuracyM: number): void {
    const accuracy = formatMetres(accuracyM, document.documentElement.lang);
    const sentence = this.say(`position-${found}`, { accuracy });
    const shown = find(this.place, "position");
    // Metres change all the time; that there is no position is said aloud, once.
    const isNews = shown.dataset["found"] !== found;
    if (isNews && (found === "refused" || found === "lost")) this.#tell(sentence);
    shown.dataset["found"] = found;
    write(shown, sentence);
  }

  #on(name: string, act: () => Promise<void>): void {
    const guarded = (): void => {
      act().catch(() => this.failed());
    };
    find(this.place, name).addEventListener("click", guarded);
  }

  async #begin(): Promise<void> {
    const walk: Walk = {
      key: crypto.randomUUID(),
      person: this.#person,
      title: "",
      begunAt: Date.now(),
      endedAt: null,
      lengthM: 0,
      isSent: false,
    };
    await this.store.keepWalk(walk);
    // Asked for once there is something to lose; a refusal changes nothing.
    void navigator.storage?.persist?.();
    this.#walking = new Walking(this.store, walk, new Trace(), this);
    await this.#goOn();
    find(this.place, "mark").focus();
  }

  async #goOn(): Promise<void> {
    find(this.place, "go-on").hidden = true;
    this.#screen.hold();
    this.#walking?.follow();
    await this.#refresh();
  }

  /** The walk that was under way as the page was closed. */
  async #resume(): Promise<void> {
    this.#walking?.stop();
    this.#walking = null;
    const walks = await this.store.walks();
    const walk = walks.find(
      ({ endedAt, person }) => endedAt === null && person === this.#person,
    );
    if (!walk) return;
    for (const note of await this.store.notesOf(walk.key))
      if (note.isRunning) await this.store.change(note.key, { isRunning: false });
    const trace = new Trace(await this.store.traceOf(walk.key));
    this.#walking = new Walking(this.store, walk, trace, this);
    if (await this.#walking.isAllowed()) await this.#goOn();
    else find(this.place, "go-on").hidden = false;
  }

  async #mark(): Promise<void> {
    if (!this.#walking || this.#isFull("mark")) return;
    const note = await this.#walking.mark();
    const { lang } = document.documentElement;
    const accuracy = formatMetres(note.where?.accuracy ?? 0, lang);
    this.#tell(this.say(note.where ? "noted-mark" : "noted-nowhere", { accuracy }));
  }

  async #photograph(field: HTMLInputElement): Promise<void> {
    const [file] = field.files ?? [];
    if (!file || !this.#walking || this.#isFull("photo")) return;
    try {
      await this.#walking.photograph(file, this.limits.photoBytes);
      this.#tell(this.say("noted-photo"));
    } catch (error) {
      const isFull = error instanceof DOMException && error.name.startsWith("Quota");
      this.#tell(this.say(isFull ? "not-kept" : "bad-photo", { name: file.name }));
    }
    field.value = "";
  }

  async #memo(): Promise<void> {
    const walking = this.#walking;
    if (!walking) return;
    if (walking.memoSeconds === null) {
      if (this.#isFull("memo")) return;
      const fault = await walking.beginMemo();
      this.#tell(this.say(fault ? `memo-${fault}` : "memo-begun"));
    } else {
      await walking.endMemo();
      this.#tell(this.say("noted-memo"));
    }
    this.#tick();
  }

  async #end(): Promise<void> {
    const walking = this.#walking;
    if (!walking || !(await ask(this.say("end-walk"), this.say("end")))) return;
    await walking.end();
    this.#walking = null;
    this.#screen.release();
    this.#tell(this.say("walk-ended"));
    await this.#refresh();
    const card = this.#cards.get(walking.walk.key);
    if (card) find(card.element, "walk-title").focus();
  }

  #isFull(kind: "mark" | "photo" | "memo"): boolean {
    const { notes, marks } = this.limits;
    const isFull =
      this.#counts.notes >= notes || (kind === "mark" && this.#counts.marks >= marks);
    if (isFull) this.#tell(this.say("too-many", { notes, marks }));
    return isFull;
  }

  #tick(): void {
    const walking = this.#walking;
    if (!walking) return;
    const minutes = Math.floor((Date.now() - walking.walk.begunAt) / 60_000);
    const { lang } = document.documentElement;
    const length = formatMetres(walking.lengthM, lang);
    write(find(this.place, "so-far"), this.say("so-far", { length, minutes }));
    const seconds = walking.memoSeconds;
    const key = find(this.place, "memo");
    key.setAttribute("aria-pressed", String(seconds !== null));
    const words = seconds === null ? "memo" : "memo-stop";
    write(find(key, "words"), this.say(words, { time: clock(seconds ?? 0) }));
    if (seconds !== null && seconds >= this.limits.memoSeconds) void this.#memo();
  }

  #tell(sentence: string): void {
    write(find(this.place, this.#walking ? "news" : "told"), sentence);
  }

  async #refresh(): Promise<void> {
    const isWalking = this.#walking !== null;
    find(this.place, "start").hidden = isWalking;
    find<HTMLButtonElement>(this.place, "begin").disabled = !this.#person;
    find(this.place, "walking").hidden = !isWalking;
    const walks = (await this.store.walks()).filter(
      ({ person }) => person === this.#person,
    );
    const current = this.#walking?.walk.key;
    const notes = current ? await this.store.notesOf(current) : [];
    const marks = notes.filter(({ kind }) => kind === "mark").length;
    this.#counts = { notes: notes.length, marks };
    this.#list.show(notes);
    find(this.place, "noted").hidden = notes.length === 0;
    this.#tick();
    await this.#showWalks(walks.filter(({ endedAt }) => endedAt !== null));
  }

  async #showWalks(walks: readonly Walk[]): Promise<void> {
    const keys = new Set(walks.map(({ key }) => key));
    for (const [key, card] of this.#cards) {
      if (keys.has(key)) continue;
      card.element.remove();
      this.#cards.delete(key);
    }
    const list = find(this.place, "walks");
    for (const walk of [...walks].reverse()) {
      let card = this.#cards.get(walk.key);
      if (!card) {
        card = new WalkCard(walk, this.store, this.carrier, this.say, this);
        this.#cards.set(walk.key, card);
        list.prepend(card.element);
      }
      card.show(walk, await this.store.notesOf(walk.key));
    }
    find(this.place, "ended").hidden = walks.length === 0;
  }
}
