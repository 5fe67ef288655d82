/** Those who hear a simulated walk: the engine of the phone, and plain distance. */
import { WalkEngine } from "../src/walk/engine";
import type { Listener } from "./bench";
import { OUTSIDE, walkTo } from "./plain-distance";
import type { Tour } from "./tour";

/** The engine, which hears each second pass. */
export function engine(tour: Tour): Listener {
  const walk = new WalkEngine(tour.trail);
  return {
    hear(second, fix) {
      const events = fix ? walk.take(fix) : walk.tick(second * 1000);
      return events.flatMap((event) => (event.kind === "enter" ? [event.id] : []));
    },
  };
}

/** Plain distance, to compare with: every entrance starts the story again. */
export function plainDistance(tour: Tour): Listener {
  let entered = OUTSIDE;
  return {
    hear(_second, fix) {
      if (!fix) return [];
      const step = walkTo(entered, fix, tour.trail.zones);
      entered = step.entered;
      return step.events.flatMap(({ kind, id }) => (kind === "enter" ? [id] : []));
    },
  };
}
