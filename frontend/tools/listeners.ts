/** Those who hear a simulated walk: the engine of the phone, and plain distance. */
import { nextLook } from "../src/walk/duty-cycle";
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

/** Seconds in which a receiver that was off finds its satellites again. */
const WARM_START_S = 4;

/** The engine behind a receiver that is off whenever it may be. */
export function sparing(tour: Tour): Listener {
  const walk = new WalkEngine(tour.trail);
  let [onFor, onS] = [WARM_START_S, 0];
  return {
    hear(second, fix) {
      const at = second * 1000;
      const { isOn } = nextLook(walk.state, tour.trail, at);
      onFor = isOn ? onFor + 1 : 0;
      if (isOn) onS += 1;
      const isFound = isOn && onFor > WARM_START_S;
      const events = fix && isFound ? walk.take(fix) : walk.tick(at, isFound);
      return events.flatMap((event) => (event.kind === "enter" ? [event.id] : []));
    },
    get onS() {
      return onS;
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
