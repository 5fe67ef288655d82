import type { Journey } from "../journey/journey";
import { MadeWalk, RecordedWalk, readFixes } from "../position/made-walk";
import type { PositionPanel } from "../position/panel";

/** Walks that nobody's feet make: from home, and from a recording. */
export class MadeWalks {
  readonly #position: PositionPanel | null;
  readonly #stands: () => boolean;

  constructor(position: PositionPanel | null, stands: () => boolean) {
    this.#position = position;
    this.#stands = stands;
  }

  /** Along the trail of a journey; null or false: back to the phone's own position. */
  fromHome(journey: Journey | null | false): void {
    const source = journey ? new MadeWalk(journey.ways, this.#stands) : null;
    this.#position?.use(source);
  }

  /** Whether the file held a walk. */
  async replay(file: File): Promise<boolean> {
    const fixes = readFixes(await file.text());
    if (fixes.length) this.#position?.use(new RecordedWalk(fixes));
    return fixes.length > 0;
  }
}
