/** A voice memo while it is spoken: each second of it is handed on as it comes. */
import { recordingType } from "../admin/sound-recorder";

const PIECE_MS = 1000;
const BITS_PER_SECOND = 64_000;

export type MemoFault = "refused" | "missing";

export class Memo {
  readonly #recorder: MediaRecorder;
  readonly #stream: MediaStream;
  readonly #startedAt = performance.now();
  #handing: Promise<void> = Promise.resolve();
  readonly #ended: Promise<void>;

  private constructor(
    stream: MediaStream,
    readonly type: string,
    keep: (piece: Blob) => Promise<void>,
  ) {
    this.#stream = stream;
    this.#recorder = new MediaRecorder(stream, {
      mimeType: type,
      audioBitsPerSecond: BITS_PER_SECOND,
    });
    this.#recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size) this.#handing = this.#handing.then(() => keep(data));
    });
    this.#ended = new Promise((resolve) =>
      this.#recorder.addEventListener("stop", () => resolve()),
    );
    this.#recorder.start(PIECE_MS);
  }

  /** Begins; a word that says why it cannot. */
  static async begin(keep: (piece: Blob) => Promise<void>): Promise<Memo | MemoFault> {
    const found = recordingType();
    if (!found) return "missing";
    try {
      const audio = { channelCount: 1 };
      const stream = await navigator.mediaDevices.getUserMedia({ audio });
      return new Memo(stream, found[0], keep);
    } catch (error) {
      const isRefused =
        error instanceof DOMException && error.name === "NotAllowedError";
      return isRefused ? "refused" : "missing";
    }
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /** Ends it; resolves once its last piece is kept. Rejects where one was not. */
  async end(): Promise<void> {
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    await this.#ended;
    for (const track of this.#stream.getTracks()) track.stop();
    await this.#handing;
  }
}
