/** Asks the site how long its recordings are, and remembers the answers. */
import type { KnownRecording } from "./heard-seconds";

interface Answer {
  readonly recordings: readonly AnsweredRecording[];
}

interface AnsweredRecording {
  readonly id: number;
  readonly duration_s: number;
  /** Of stories alone. */
  readonly language?: string;
  readonly telling?: string;
}

export class KnownRecordings {
  private readonly known = new Map<string, KnownRecording>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly address: string,
    private readonly fetching: typeof fetch = (...words) => fetch(...words),
  ) {}

  /** What is known now of some recordings, without asking; the others are left out. */
  among(ids: readonly string[]): KnownRecording[] {
    return ids.flatMap((id) => this.known.get(id) ?? []);
  }

  /** Asks for those that nobody asked for yet; true when something new is known. */
  async learn(ids: readonly string[]): Promise<boolean> {
    const missing = [...new Set(ids)].filter((id) => !this.asked.has(id));
    if (!missing.length) return false;
    for (const id of missing) this.asked.add(id);
    const answer = await this.ask(missing);
    // Offline: asked again at the next change.
    if (!answer) for (const id of missing) this.asked.delete(id);
    for (const { id, duration_s: seconds, language, telling } of answer?.recordings ??
      []) {
      if (seconds > 0) this.known.set(String(id), { seconds, language, telling });
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
