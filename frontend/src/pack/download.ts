/**
 * Fetches what a pack lacks, three files at a time.
 *
 * What came before an interruption stays, and is not fetched again; what another
 * version of the trail has is copied. A failure ends the others' fetching as well.
 */
import { isAborted, PackFault } from "./fault";
import { FRESH, HASH, PAST_WORKER } from "./kept-names";
import { bytesOf, isFresh, type KeptFile, type PackRecord } from "./record";
import { type Body, type PackStore, sha256 } from "./store";

const AT_ONCE = 3;

/** In bytes. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Job {
  readonly store: PackStore;
  readonly record: PackRecord;
  /** A pack of the same trail whose unchanged files are taken over. */
  readonly old: PackRecord | null;
  readonly signal: AbortSignal;
  onProgress(progress: Progress): void;
}

/**
 * Gives the record with the sizes of its pages, once every file is there. Throws a
 * PackFault, an AbortError, or what the browser throws where it has no room.
 */
export async function download(job: Job): Promise<PackRecord> {
  const { record, store } = job;
  await store.begin(record);
  const stop = new AbortController();
  const signal = AbortSignal.any
    ? AbortSignal.any([job.signal, stop.signal])
    : linked(job.signal, stop);
  const progress = new Tally(bytesOf(record.files), job.onProgress);
  const queue = [...record.files];
  const files = new Map<string, number>();
  const work = async (): Promise<void> => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      signal.throwIfAborted();
      files.set(file.address, await bring(job, file, signal, progress));
    }
  };
  const works = Array.from({ length: AT_ONCE }, () =>
    work().catch((error: unknown) => {
      stop.abort();
      throw error;
    }),
  );
  // What the others have begun to keep is kept before the failure is told.
  const failures = (await Promise.allSettled(works)).flatMap((end) =>
    end.status === "rejected" ? [end.reason as unknown] : [],
  );
  const cause = failures.find((error) => !isAborted(error)) ?? failures[0];
  if (cause !== undefined) throw job.signal.aborted ? job.signal.reason : cause;
  const sized = record.files.map((file) => ({
    ...file,
    bytes: files.get(file.address) ?? file.bytes,
  }));
  return { ...record, files: sized };
}

/** For browsers that cannot join two signals. */
function linked(signal: AbortSignal, stop: AbortController): AbortSignal {
  if (signal.aborted) stop.abort();
  signal.addEventListener("abort", () => stop.abort());
  return stop.signal;
}

/** How many bytes a file has, once it is in the pack. */
async function bring(
  { store, record, old }: Job,
  file: KeptFile,
  signal: AbortSignal,
  progress: Tally,
): Promise<number> {
  const known = await store.read(record, file.address);
  if (known && isCurrent(known, file, record.release)) {
    progress.add(file.bytes);
    return (await store.bytesOf(record, file.address)) ?? file.bytes;
  }
  const same = old?.files.find((each) => each.sha256 && each.sha256 === file.sha256);
  const found = old && same && (await store.read(old, same.address));
  if (found) {
    await store.copy(record, file, found);
    progress.add(file.bytes);
    return file.bytes;
  }
  const body = await fetchFile(file, record.release, signal, (bytes) => {
    progress.add(bytes);
  });
  progress.add(file.bytes && file.bytes - body.blob.size);
  return store.put(record, file, body, record.release);
}

/** A page is of its site's release, a file of its content. */
function isCurrent(known: Response, file: KeptFile, release: string): boolean {
  return isFresh(file)
    ? known.headers.get(FRESH) === release
    : known.headers.get(HASH) === file.sha256;
}

/** One file, past the service worker and the browser's own cache, without cookies. */
export async function fetchFile(
  file: KeptFile,
  release: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Body> {
  const answer = await fetch(file.address, {
    cache: "reload",
    credentials: "omit",
    headers: { [PAST_WORKER]: "1" },
    signal,
  });
  if (answer.status !== 200 || answer.redirected)
    throw new PackFault(answer.status >= 500 ? "network" : "refused", file.address);
  const type = answer.headers.get("Content-Type") ?? "";
  const blob = new Blob(await read(answer, onBytes), { type });
  const hash = await sha256(blob);
  if (file.sha256 && hash !== file.sha256) throw new PackFault("damaged", file.address);
  // Its scripts would be those of another release than is kept.
  if (file.kind === "page" && !(await blob.text()).includes(release))
    throw new PackFault("changed", file.address);
  return { blob, type, sha256: hash };
}

async function read(
  answer: Response,
  onBytes: (bytes: number) => void,
): Promise<BlobPart[]> {
  const reader = answer.body?.getReader();
  if (!reader) return [await answer.blob()];
  const parts: BlobPart[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
    onBytes(value.length);
  }
}

/** What has come, told as it comes. Sizes of pages are found on the way. */
class Tally {
  private done = 0;

  constructor(
    private readonly total: number,
    private readonly tell: (progress: Progress) => void,
  ) {}

  add(bytes: number): void {
    this.done += bytes;
    const done = Math.max(0, Math.min(this.done, this.total));
    this.tell({ done, total: this.total });
  }
}
