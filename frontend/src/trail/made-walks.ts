import { MadeWalk, RecordedWalk } from "../position/made-walk";
import type { PositionPanel } from "../position/panel";
import type { PositionSource } from "../position/source";
import type { Guide } from "./guide";
import type { Teller } from "./teller";

/**
 * Walks that nobody's feet make: from home, and from a recording. Such a walk is only
 * tried: it begins anew, is not kept, and does not count for the real one.
 */
export class MadeWalks {
  readonly #position: Pick<PositionPanel, "use"> | null;
  readonly #guide: Pick<Guide, "begin" | "isKept" | "journey">;
  readonly #teller: Pick<Teller, "isHeard">;

  constructor(
    position: Pick<PositionPanel, "use"> | null,
    guide: Pick<Guide, "begin" | "isKept" | "journey">,
    teller: Pick<Teller, "isHeard">,
  ) {
    this.#position = position;
    this.#guide = guide;
    this.#teller = teller;
  }

  /** Along the trail; false: back to where the phone is, and to a real walk. */
  fromHome(isOn: boolean): void {
    this.#begin(isOn);
    const { journey } = this.#guide;
    const stands = (): boolean => this.#teller.isHeard;
    const source = isOn && journey ? new MadeWalk(journey.ways, stands) : null;
    this.#use(source);
  }

  /** As it was recorded. Throws RecordingRefused, and then nothing has begun. */
  async replay(file: Blob): Promise<void> {
    const { readFixes } = await import("../position/recorded-fixes"); // seldom asked for
    const fixes = readFixes(await file.text());
    this.#begin(true);
    this.#use(new RecordedWalk(fixes));
  }

  #begin(isMade: boolean): void {
    this.#guide.isKept = !isMade;
    this.#guide.begin(null);
  }

  #use(source: PositionSource | null): void {
    this.#position?.use(source);
  }
}
