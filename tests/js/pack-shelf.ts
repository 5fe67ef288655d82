/** Cache Storage and a site, as far as packs use them, in memory. */
export class MemoryCaches {
  readonly held = new Map<string, Map<string, Response>>();
  /** Bytes that still fit; the browser's own error where they do not. */
  roomBytes = Number.POSITIVE_INFINITY;

  async keys(): Promise<string[]> {
    return [...this.held.keys()];
  }

  async open(name: string) {
    const held = this.held.get(name) ?? new Map<string, Response>();
    this.held.set(name, held);
    return {
      put: async (address: string, answer: Response): Promise<void> => {
        const { size } = await answer.clone().blob();
        if (size > this.roomBytes) throw new DOMException("full", "QuotaExceededError");
        this.roomBytes -= size;
        held.set(address, answer.clone());
      },
      delete: async (address: string): Promise<boolean> => held.delete(address),
    };
  }

  async match(
    address: string,
    options: { readonly cacheName?: string } = {},
  ): Promise<Response | undefined> {
    const names = options.cacheName ? [options.cacheName] : [...this.held.keys()];
    for (const name of names) {
      const found = this.held.get(name)?.get(address);
      if (found) return found.clone();
    }
    return undefined;
  }

  async delete(name: string): Promise<boolean> {
    return this.held.delete(name);
  }

  /** As the browser's own. */
  get shelf(): CacheStorage {
    return this as unknown as CacheStorage;
  }
}

/** A site whose answers are given; the rest is not found, and no network is a TypeError. */
export class MemorySite {
  readonly asked: string[] = [];
  isCut = false;
  /** The network ends after so many answers more. */
  answersLeft = Number.POSITIVE_INFINITY;

  constructor(readonly pages: Map<string, () => Response>) {}

  readonly fetch = async (address: string | Request, init: RequestInit = {}) => {
    const url = typeof address === "string" ? address : new URL(address.url).pathname;
    init.signal?.throwIfAborted();
    if (this.isCut || this.answersLeft <= 0) throw new TypeError("no network");
    this.answersLeft -= 1;
    this.asked.push(url);
    return this.pages.get(url)?.() ?? new Response("", { status: 404 });
  };
}
