/** Carries a walk to the site over the network, in the name of who is signed in. */
import { fileName, type Note } from "./notes";
import type { Answer, Carrier } from "./sending";

/** Without a sign of life for so long, the network is taken for gone. */
const PATIENCE_MS = 120_000;

export class SiteCarrier implements Carrier {
  #token = "";

  constructor(private readonly root: string) {}

  async person(): Promise<Answer> {
    const answer = await this.#ask("person/");
    if (answer.kind === "taken") {
      const { token } = answer.told as { token?: string };
      this.#token = token ?? "";
    }
    return answer;
  }

  walk(key: string, told: object): Promise<Answer> {
    const headers = { "Content-Type": "application/json" };
    return this.#ask(`walks/${key}/`, { body: JSON.stringify(told), headers });
  }

  note(note: Note, file: Blob | null): Promise<Answer> {
    const body = new FormData();
    const { kind, at, where, title, text } = note;
    body.set("kind", kind);
    body.set("noted_at", String(Math.round(at)));
    body.set("title", title);
    body.set("text", text);
    if (where) {
      body.set("latitude", String(where.latitude));
      body.set("longitude", String(where.longitude));
      body.set("accuracy_m", String(Math.round(where.accuracy)));
    }
    if (file) body.set("file", file, fileName(note));
    return this.#ask(`walks/${note.walk}/notes/${note.key}/`, { body });
  }

  async #ask(address: string, sent: RequestInit = {}): Promise<Answer> {
    try {
      const answer = await fetch(`${this.root}${address}`, {
        ...sent,
        method: sent.body ? "POST" : "GET",
        headers: {
          ...sent.headers,
          Accept: "application/json",
          ...(sent.body ? { "X-CSRFToken": this.#token } : {}),
        },
        cache: "no-store",
        redirect: "manual", // to the screen of signing in
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.type === "opaqueredirect") return { kind: "signed-out" };
      const told: unknown = await answer.json().catch(() => null);
      if (answer.ok) return { kind: "taken", told };
      const { error } = (told ?? {}) as { error?: string };
      return error ? { kind: "refused", sentence: error } : { kind: "unwell" };
    } catch {
      return { kind: "offline" };
    }
  }
}
