import { distanceM } from "../geo";
import type { Fix } from "../position/state";
import type { Dock, Goal } from "./dock";
import type { Guide } from "./guide";
import type { Stop } from "./stops";
import { isNear, minutesOf, wayTo } from "./way";

/** What one must know to lead a walker on. */
export interface Whereabouts {
  readonly stop: Stop;
  readonly next: Stop | null;
  /** Where the walker is, while that is known well. */
  readonly walker: Fix | null;
  /** Whether the stop's story was heard, or is. */
  readonly isTold: boolean;
}

/** Leads the walker: how far the stop is, and where to go now. */
export class Leading {
  readonly #dock: Dock;
  readonly #guide: Guide;

  constructor(dock: Dock, guide: Guide) {
    this.#dock = dock;
    this.#guide = guide;
  }

  /** Shows it in the dock, and returns where one is led. */
  show(where: Whereabouts): Goal | null {
    const { stop, walker } = where;
    const away = walker && stop.point ? distanceM(walker, stop.point) : null;
    const isHere =
      this.#guide.here === stop.code || (away !== null && away <= stop.radiusMetres);
    this.#dock.showAway(away, isHere);
    const goal = this.goal(where);
    this.#dock.showGoal(goal);
    return goal;
  }

  /** The stop shown while it is not reached, then the next one. */
  goal({ stop, next, walker, isTold }: Whereabouts): Goal | null {
    const isReached = !walker || isTold || this.#guide.here === stop.code;
    const goal = isReached ? next : stop;
    if (!goal) return null;
    // Who is not in town has no way to walk: the trail's own is shown.
    const near = walker && goal.point && isNear(walker, goal.point) ? walker : null;
    const ahead = near && this.#guide.wayTo(goal.code);
    const way = ahead
      ? { ...ahead, minutes: minutesOf(ahead.metres) }
      : wayTo(goal, stop.point, near);
    const lookFor = this.#guide.lookFor(goal.code);
    return { stop: goal, isCurrent: goal === stop, way, lookFor };
  }
}
