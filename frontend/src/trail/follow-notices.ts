import type { Cards } from "./cards";
import type { Guide } from "./guide";
import type { MapStage } from "./map-stage";

/** What notices change of a walk. */
export interface Followed {
  readonly guide: Guide;
  readonly stage: MapStage;
  readonly cards: Cards;
}

/** The walk goes by the trail's notices. */
export function followNotices(guide: Guide, stage: MapStage, cards: Cards): void {
  import("./notices").then(
    ({ follow }) => follow({ guide, stage, cards }),
    () => undefined, // they stay as the page was made with them
  );
}
