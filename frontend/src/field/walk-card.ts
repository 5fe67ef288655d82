/** A walk that has ended: its name, how much it holds, and the key that sends it. */
import { formatMetres } from "../formatting";
import type { Say } from "../strings";
import { type Listener, NoteList } from "./note-list";
import type { Note, Walk } from "./notes";
import { ask, dateLanguage, find, part, write } from "./parts";
import { type Carrier, type Outcome, sendWalk } from "./sending";
import type { FieldStore } from "./store";

export class WalkCard {
  readonly element = part("walk");
  readonly #list: NoteList;
  #walk: Walk;
  #notes: readonly Note[] = [];
  #isSending = false;
  #wasStopped = false;

  constructor(
    walk: Walk,
    private readonly store: FieldStore,
    private readonly carrier: Carrier,
    private readonly say: Say,
    private readonly listener: Listener,
  ) {
    this.#walk = walk;
    this.#list = new NoteList(find(this.element, "list"), store, say, listener);
    const title = find<HTMLInputElement>(this.element, "walk-title");
    title.value = walk.title;
    title.addEventListener("input", () => {
      const changed = { ...this.#walk, title: title.value, isSent: false };
      this.#walk = changed;
      store.keepWalk(changed).then(
        () => listener.changed(),
        () => listener.failed(),
      );
    });
    find(this.element, "send").addEventListener("click", () => void this.send());
    find(this.element, "remove-walk").addEventListener("click", () => {
      void this.#remove();
    });
    window.addEventListener("online", () => {
      if (this.#wasStopped && this.element.isConnected) void this.send();
    });
  }

  show(walk: Walk, notes: readonly Note[]): void {
    this.#walk = walk;
    this.#notes = notes;
    const language = document.documentElement.lang;
    const begun = new Date(walk.begunAt).toLocaleString(dateLanguage(), {
      dateStyle: "long",
      timeStyle: "short",
    });
    write(find(this.element, "walk-name"), walk.title || begun);
    const count = (kind: Note["kind"]): number =>
      notes.filter((note) => note.kind === kind).length;
    const facts = this.say("walk-facts", {
      length: formatMetres(walk.lengthM, language),
      marks: count("mark"),
      photos: count("photo"),
      memos: count("memo"),
    });
    write(find(this.element, "walk-facts"), walk.title ? `${begun} · ${facts}` : facts);
    const isSent = this.isSent;
    this.element.dataset["standing"] = isSent ? "sent" : "kept";
    if (!this.#isSending) {
      write(
        find(this.element, "walk-state"),
        this.say(isSent ? "all-sent" : "all-kept"),
      );
      find(this.element, "send").hidden = isSent;
      find(this.element, "desk").hidden = !isSent;
    }
    const desk = find<HTMLAnchorElement>(this.element, "desk");
    desk.href = `${desk.dataset["root"]}${walk.key}/`;
    this.#list.show(notes);
  }

  get isSent(): boolean {
    return this.#walk.isSent && this.#notes.every((note) => note.isSent);
  }

  /** All that is not on the site yet; what does not arrive stays here. */
  async send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    this.#wasStopped = false;
    const button = find<HTMLButtonElement>(this.element, "send");
    button.setAttribute("aria-disabled", "true");
    this.#tell(this.say("sending-begins"));
    const sent = this.#walk;
    const outcome = await sendWalk(sent, this.store, this.carrier, (progress) => {
      const { done, total, note } = progress;
      this.#list.onItsWay(note);
      if (note) this.#tell(this.say("sending-note", { number: done + 1, total }));
    });
    this.#list.onItsWay(null);
    button.removeAttribute("aria-disabled");
    this.#isSending = false;
    if (outcome.kind === "sent" && this.#walk.title === sent.title)
      await this.store.keepWalk({ ...this.#walk, isSent: true });
    this.#wasStopped = outcome.kind === "offline";
    this.#conclude(outcome);
    this.listener.changed();
  }

  #conclude(outcome: Outcome): void {
    const sentence =
      outcome.kind === "refused" ? outcome.sentence : this.say(`ended-${outcome.kind}`);
    this.#tell(sentence);
    find(this.element, "sign-in").hidden = !["signed-out", "somebody-else"].includes(
      outcome.kind,
    );
  }

  #tell(sentence: string): void {
    write(find(this.element, "walk-news"), sentence);
  }

  async #remove(): Promise<void> {
    const sentence = this.say(this.isSent ? "remove-walk-sent" : "remove-walk");
    if (!(await ask(sentence, this.say("remove")))) return;
    await this.store.removeWalk(this.#walk.key);
    this.listener.changed();
  }
}
