/** <kept-walks>: the walks kept on this phone, with what can be done with each. */

import { formatWeight } from "../formatting";
import { readStrings, type Say } from "../strings";
import { type Act, actsOf, type KeepState } from "./keep-state";
import { sayFacts, sayState } from "./keep-words";
import { Keeper } from "./keeper";
import { nameOf } from "./kept-names";
import type { PackRecord } from "./record";
import { roomLeft } from "./room";
import { PackStore } from "./store";
import { offerNewRelease, pageRelease, workerAddress } from "./worker-link";

export class KeptWalks extends HTMLElement {
  readonly #say: Say = readStrings(document, "#keep-strings");
  readonly #language = document.documentElement.lang;

  connectedCallback(): void {
    const offline = document.querySelector<HTMLElement>("[data-offline]");
    if (offline) offline.hidden = navigator.onLine;
    offerNewRelease(document.querySelector("[data-renew]"));
    if ("caches" in window) void this.#list();
    else this.#part("[data-empty]").hidden = false;
  }

  async #list(): Promise<void> {
    const store = new PackStore();
    const kept = await store.kept();
    // Two versions of one trail are there while one takes the other's place.
    const newest = new Map(kept.map((record) => [record.address, record]));
    const items = [...newest.values()].map((record) => this.#item(store, record));
    this.#part("[data-list]").replaceChildren(...items.map(({ item }) => item));
    this.#part("[data-empty]").hidden = items.length > 0;
    await this.#showRoom();
    for (const { keeper } of items) await keeper.open();
  }

  #item(store: PackStore, record: PackRecord): { item: HTMLElement; keeper: Keeper } {
    const template = this.querySelector<HTMLTemplateElement>("[data-part=kept-walk]");
    const item = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
    item.dataset["walk"] = nameOf(record);
    const open = item.querySelector<HTMLAnchorElement>("[data-open]");
    if (open) {
      open.href = record.address;
      open.textContent = record.title;
      open.lang = record.language;
    }
    const cover = item.querySelector<HTMLImageElement>("[data-cover]");
    if (record.cover && cover) cover.src = record.cover;
    else cover?.remove();
    const site = { worker: workerAddress() ?? "", release: pageRelease() };
    const keeper = new Keeper(store, site, record.address, (state) =>
      this.#show(item, record, state),
    );
    item.addEventListener("click", (event) => {
      const pressed = (event.target as Element).closest<HTMLElement>("[data-act]");
      if (pressed) void this.#do(pressed, item, keeper);
    });
    return { item, keeper };
  }

  async #do(pressed: HTMLElement, item: HTMLElement, keeper: Keeper): Promise<void> {
    const { state } = keeper;
    const act = pressed.dataset["act"] as Act;
    if (act === "delete" && pressed.dataset["sure"] === undefined) {
      pressed.dataset["sure"] = "";
      pressed.textContent = this.#say("delete-sure");
      return;
    }
    if (act === "update" && "record" in state) await keeper.keep(state.record.part);
    else if (act === "delete") await keeper.delete();
    else if (act === "pause") keeper.pause();
    else if (act === "cancel") await keeper.cancel();
    else if (act === "resume" && "part" in state) await keeper.keep(state.part);
    else await keeper.open();
    await this.#showRoom();
    if (!item.isConnected) this.closest<HTMLElement>("main")?.focus();
  }

  #show(item: HTMLElement, record: PackRecord, state: KeepState): void {
    if (state.name === "absent" && !state.isGone) {
      item.remove();
      this.#part("[data-empty]").hidden = this.querySelector("[data-walk]") !== null;
      return;
    }
    item.dataset["keepState"] = state.name;
    const acts = state.name === "absent" ? [] : actsOf(state);
    for (const button of item.querySelectorAll<HTMLElement>("[data-act]"))
      button.hidden = !acts.includes(button.dataset["act"] as Act);
    const shown = "record" in state ? state.record : record;
    this.#write(item, "[data-facts]", sayFacts(shown, this.#say, this.#language));
    this.#write(item, "[data-state]", sayState(state, this.#say, this.#language));
    const update = "updateBytes" in state ? state.updateBytes : null;
    if (update === null) return;
    const size = formatWeight(update, this.#language);
    this.#write(item, "[data-act=update]", this.#say("update", { size }));
  }

  async #showRoom(): Promise<void> {
    const room = await roomLeft();
    const told = this.#part("[data-room]");
    told.hidden = room === null;
    if (!room) return;
    const used = formatWeight(room.usedBytes, this.#language);
    const free = formatWeight(room.freeBytes, this.#language);
    told.textContent = this.#say("room", { used, free });
  }

  #part(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector) as HTMLElement;
  }

  #write(within: HTMLElement, selector: string, text: string): void {
    const element = within.querySelector<HTMLElement>(selector);
    if (element && element.textContent !== text) element.textContent = text;
  }
}
