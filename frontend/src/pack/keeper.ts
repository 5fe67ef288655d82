/** Keeps one trail in one language on the phone: fetches, proves, renews and deletes it. */
import { ask, type Contact } from "./contact";
import { download, fetchFile, type Progress } from "./download";
import { isAborted, PackFault, reasonOf } from "./fault";
import { type KeepState, nothingKept, proven } from "./keep-state";
import { nameOf, type Part } from "./kept-names";
import { packageOf, planPack, sizesOf, type Written } from "./plan";
import { isWhole, type Proof, prove } from "./proof";
import { bytesOf, isFresh, type KeptFile, type PackRecord } from "./record";
import { askToStay, roomLeft } from "./room";
import { type PackStore, sha256 } from "./store";
import { bringWorker, mendShell } from "./worker-link";

const OVERHEAD = 1.02;

export interface Site {
  /** Where the service worker comes from, and the release of this page. */
  readonly worker: string;
  readonly release: string;
}

export class Keeper {
  state: KeepState = nothingKept(null);
  private stop: AbortController | null = null;
  // One thing at a time: whoever looks while it is fetched would tell what was before.
  private looking: Promise<KeepState> | null = null;
  private fetching: Promise<KeepState> | null = null;

  constructor(
    private readonly store: PackStore,
    private readonly site: Site,
    /** Of the trail's page. */
    readonly address: string,
    private readonly tell: (state: KeepState) => void,
  ) {}

  private say(state: KeepState): KeepState {
    this.state = state;
    this.tell(state);
    return state;
  }

  /**
   * Looks at what is kept, proves it, mends what is missing where there is a network,
   * and asks whether there is something newer. While the trail is fetched it stays at
   * that; who looks twice is told the same.
   */
  async open(): Promise<KeepState> {
    if (this.fetching) return this.state;
    this.looking ??= this.look().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  private async look(): Promise<KeepState> {
    const [kept, contact] = await Promise.all([
      this.store.keptAt(this.address),
      ask(this.address),
    ]);
    const written = contact.name === "told" ? contact.written : null;
    if (!kept) return this.openDraft(written);
    if (contact.name === "gone") {
      await this.forget(kept);
      return this.say(nothingKept(null, true));
    }
    await this.forgetOlder(kept);
    const { record, proof } = await this.check(kept, written !== null);
    return this.say(proven(record, proof, newer(record, written)));
  }

  /** Two versions are there where the phone went out while one took over. */
  private async forgetOlder(kept: PackRecord): Promise<void> {
    for (const each of await this.store.kept())
      if (each.address === this.address && nameOf(each) !== nameOf(kept))
        await this.store.forget(each);
  }

  /** Proves what is kept; with a network it is mended where it is not whole. */
  private async check(kept: PackRecord, mayMend: boolean): Promise<Checked> {
    const proof = await prove(this.store, kept);
    const isCurrent = kept.release === this.site.release;
    if (!mayMend || (isWhole(proof) && isCurrent)) return { record: kept, proof };
    const record = await this.mend(kept, proof);
    return { record, proof: await prove(this.store, record) };
  }

  /** A download that was interrupted may go on. */
  private async openDraft(written: Written | null): Promise<KeepState> {
    const drafts = await this.store.drafts();
    const draft = drafts.find(({ address }) => address === this.address);
    if (!draft) return this.say(nothingKept(written && sizesOf(written)));
    const done = await this.doneOf(draft);
    const progress = { done, total: bytesOf(draft.files) };
    return this.say({ name: "paused", part: draft.part, progress });
  }

  private async doneOf(draft: PackRecord): Promise<number> {
    const there = await Promise.all(
      draft.files.map(({ address }) => this.store.read(draft, address)),
    );
    return bytesOf(draft.files.filter((_, i) => there[i]));
  }

  /** Keeps the trail, or its newer version; goes on where that was interrupted. */
  async keep(part: Part): Promise<KeepState> {
    await this.looking?.catch(ignore);
    this.fetching ??= this.fetch(part).finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  /** Nothing is under way any more. */
  private async atRest(): Promise<void> {
    await this.looking?.catch(ignore);
    await this.fetching?.catch(ignore);
  }

  private async fetch(part: Part): Promise<KeepState> {
    this.stop = new AbortController();
    const { signal } = this.stop;
    const before = this.state;
    this.say({ name: "loading", part, progress: { done: 0, total: 0 } });
    const kept = await this.store.keptAt(this.address);
    try {
      return await withLock(`keep ${this.address}`, () =>
        this.fetchAll(part, kept, signal),
      );
    } catch (error) {
      if (signal.aborted && isAborted(error)) return this.paused(part, before);
      return this.failed(part, kept, error);
    }
  }

  private paused(part: Part, before: KeepState): KeepState {
    const { state } = this;
    if (state.name === "loading") return this.say({ ...state, name: "paused", part });
    return this.say(before);
  }

  private async failed(
    part: Part,
    kept: PackRecord | null,
    error: unknown,
  ): Promise<KeepState> {
    const room = await roomLeft();
    const { state } = this;
    const neededBytes = state.name === "loading" ? state.progress.total : 0;
    const freeBytes = room?.freeBytes ?? null;
    const reason = reasonOf(error);
    return this.say({ name: "failed", part, reason, kept, neededBytes, freeBytes });
  }

  private async fetchAll(
    part: Part,
    old: PackRecord | null,
    signal: AbortSignal,
  ): Promise<KeepState> {
    const contact = await ask(this.address);
    if (contact.name !== "told")
      throw new PackFault(
        contact.name === "silent" ? "network" : "refused",
        this.address,
      );
    const plan = planPack(contact.written, part, this.site.release, Date.now());
    const onProgress = (progress: Progress): void => {
      this.say({ name: "loading", part, progress });
    };
    onProgress({ done: 0, total: bytesOf(plan.files) });
    await this.checkRoom(plan, old);
    await bringWorker(this.site.worker);
    await this.putPackage(plan, contact);
    const { store } = this;
    const record = await download({ store, record: plan, old, signal, onProgress });
    this.say({ name: "proving", part });
    const { proof } = await this.check(record, true);
    if (!isWhole(proof)) throw new PackFault("damaged", proof.missing[0]?.address);
    await store.commit(record);
    await store.forgetOthers(record);
    const fresh = { cache: "no-cache" } as const;
    await fetch(`${this.address}notices.json`, fresh).catch(ignore); // the worker keeps it
    await askToStay();
    return this.say(proven(record, proof, null));
  }

  private async checkRoom(plan: PackRecord, old: PackRecord | null): Promise<void> {
    const room = await roomLeft();
    const done = await this.doneOf(plan);
    const needed = OVERHEAD * (toFetch(plan, old) - done);
    if (room && needed > room.freeBytes) throw new PackFault("room");
  }

  /** The very package that was planned for: a newer one may come while it is fetched. */
  private async putPackage(
    plan: PackRecord,
    { text }: Extract<Contact, { name: "told" }>,
  ): Promise<void> {
    const address = packageOf(plan.address);
    const file = plan.files.find((each) => each.address === address);
    const type = "application/json";
    const blob = new Blob([text], { type });
    const body = { blob, type, sha256: await sha256(blob) };
    if (file) await this.store.put(plan, file, body, plan.release);
  }

  /** Fetches what is missing, and the pages of this release where they are older. */
  private async mend(record: PackRecord, proof: Proof): Promise<PackRecord> {
    const { store, site } = this;
    const isOld = record.release !== site.release;
    try {
      await bringWorker(site.worker);
      if (isOld || proof.missingShell?.length !== 0) await mendShell();
      if (!(await store.shellOf(site.release))) return record; // another release's
      const wanted = isOld ? record.files.filter(isFresh) : [];
      for (const file of new Set([...proof.missing, ...wanted]))
        await this.renew(record, file);
      if (!isOld) return record;
      const renewed = { ...record, release: site.release };
      await store.commit(renewed);
      return renewed;
    } catch {
      return record; // what is there still opens; the next opening tries again
    }
  }

  private async renew(record: PackRecord, file: KeptFile): Promise<void> {
    const { release } = this.site;
    const { signal } = new AbortController();
    // The package stays the one whose files are kept.
    if (file.kind === "data" && file.address === packageOf(this.address)) {
      const version = `${this.address}package/${record.version}.json`;
      const body = await fetchFile(
        { ...file, address: version },
        release,
        signal,
        ignore,
      );
      await this.store.put(record, file, body, release);
      return;
    }
    const body = await fetchFile(file, release, signal, ignore);
    await this.store.put(record, file, body, release);
  }

  pause(): void {
    this.stop?.abort();
  }

  /** Gives up what was begun; what was kept before stays. */
  async cancel(): Promise<KeepState> {
    this.stop?.abort();
    await this.atRest();
    const drafts = await this.store.drafts();
    for (const draft of drafts)
      if (draft.address === this.address) await this.store.forget(draft);
    return this.open();
  }

  async delete(): Promise<KeepState> {
    await this.atRest();
    const kept = await this.store.keptAt(this.address);
    if (kept) await this.forget(kept);
    return this.open();
  }

  private async forget(record: PackRecord): Promise<void> {
    await this.store.forgetOthers(record);
    await this.store.forget(record);
  }
}

interface Checked {
  readonly record: PackRecord;
  readonly proof: Proof;
}

const ignore = (): void => undefined;

/** Bytes that are not on the phone in an older version. */
function toFetch(plan: PackRecord, old: PackRecord | null): number {
  const known = new Set(old?.files.map((file) => file.sha256));
  return bytesOf(plan.files.filter((file) => !file.sha256 || !known.has(file.sha256)));
}

/** What a newer version would fetch; null where what is kept is the newest. */
function newer(record: PackRecord, written: Written | null): number | null {
  if (!written || written.version === record.version) return null;
  return toFetch(planPack(written, record.part, record.release, 0), record);
}

/** One tab at a time fetches a pack, where the browser can hold a lock. */
async function withLock<T>(name: string, act: () => Promise<T>): Promise<T> {
  if (!("locks" in navigator)) return act();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock) throw new PackFault("busy");
    return act();
  });
}
