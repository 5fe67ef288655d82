import type { Point } from "../geo";
import type { Fix } from "../position/state";
import type { Layout } from "./layout";
import type { MapStage } from "./map-stage";
import type { Covered, SheetStage } from "./sheet-stage";
import type { Teller } from "./teller";
import { isNear } from "./way";

/** What the map shows: the walker, the stop and the way on, beside what covers it. */
export class Framing {
  readonly #layout: Layout;
  readonly #sheet: SheetStage;
  readonly #stage: MapStage;
  readonly #teller: Teller;

  constructor(layout: Layout, sheet: SheetStage, stage: MapStage, teller: Teller) {
    this.#layout = layout;
    this.#sheet = sheet;
    this.#stage = stage;
    this.#teller = teller;
  }

  /** Shows what matters now; `found` is where the walker is, or was last. */
  show(found: Fix | null): void {
    const stop = this.#teller.current;
    if (!stop) return;
    const fix = found && stop.point && isNear(found, stop.point) ? found : null;
    if (!this.#layout.isApp && this.#layout.isSmall && !fix) return;
    const points = [fix, stop.point, fix ? null : this.#teller.neighbour(1)?.point];
    this.#stage.show(points, this.#covered);
  }

  /** The map goes along with who walks out of its sight. */
  async follow(walker: Fix): Promise<void> {
    if (await this.#loses(walker)) this.show(walker);
  }

  #loses(walker: Point): Promise<boolean> {
    return this.#stage.loses(walker, this.#covered);
  }

  get #covered(): Covered | null {
    return this.#layout.isApp ? this.#sheet.covered : null;
  }
}
