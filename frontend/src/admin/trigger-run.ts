/** One run of the bench, beside the page: it can be stopped, and blocks nothing. */
import type { StopFigures } from "./trigger-grades";

/** What the thread is asked. */
export interface Wanted {
  /** The trail, as the bench reads it. */
  readonly document: string;
  readonly walks: number;
}

/** What it answers, until the figures are there. */
export type Told =
  | { readonly walked: number }
  | { readonly figures: readonly StopFigures[] };

export class TriggerRun {
  private worker: Worker | null = null;

  get isGoing(): boolean {
    return this.worker !== null;
  }

  /** The figures; null when something fails. A run that is stopped answers never. */
  start(
    address: string,
    wanted: Wanted,
    walked: (walks: number) => void,
  ): Promise<readonly StopFigures[] | null> {
    this.stop();
    const worker = new Worker(address);
    this.worker = worker;
    return new Promise((resolve) => {
      const end = (figures: readonly StopFigures[] | null): void => {
        this.stop();
        resolve(figures);
      };
      worker.addEventListener("error", (event) => {
        event.preventDefault(); // it is told in the page
        end(null);
      });
      worker.addEventListener("message", ({ data }: MessageEvent<Told>) => {
        if ("walked" in data) walked(data.walked);
        else end(data.figures);
      });
      worker.postMessage(wanted);
    });
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
