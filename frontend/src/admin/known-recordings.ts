/** Asks the site how long its recordings are, and remembers the answers. */

interface Answer {
  readonly recordings: readonly { readonly id: number; readonly duration_s: number }[];
}

/** Seconds of each recording, by its number; those unknown are left out. */
export type Durations = ReadonlyMap<string, number>;

export class KnownRecordings {
  private readonly seconds = new Map<string, number>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly address: string,
    private readonly fetching: typeof fetch = (...words) => fetch(...words),
  ) {}

  /** What is known now, without asking. */
  get durations(): Durations {
    return this.seconds;
  }

  /** Asks for those that nobody asked for yet; true when something new is known. */
  async learn(ids: readonly string[]): Promise<boolean> {
    const missing = [...new Set(ids)].filter((id) => !this.asked.has(id));
    if (!missing.length) return false;
    for (const id of missing) this.asked.add(id);
    const answer = await this.ask(missing);
    // Offline: asked again at the next change.
    if (!answer) for (const id of missing) this.asked.delete(id);
    for (const { id, duration_s } of answer?.recordings ?? []) {
      if (duration_s > 0) this.seconds.set(String(id), duration_s);
    }
    return (answer?.recordings.length ?? 0) > 0;
  }

  private async ask(ids: readonly string[]): Promise<Answer | null> {
    try {
      const query = new URLSearchParams({ ids: ids.join(",") });
      const answer = await this.fetching(`${this.address}?${query}`, {
        headers: { Accept: "application/json" },
      });
      return answer.ok ? ((await answer.json()) as Answer) : null;
    } catch {
      return null;
    }
  }
}
