/** A `navigator.geolocation` that tells of the desk's walker instead of the phone. */
import type { Fix } from "../position/state";

export class PretendedPosition implements Geolocation {
  private readonly heard = new Map<number, PositionCallback>();
  private position: GeolocationPosition | null = null;
  private lastWatch = 0;

  /** The walker is here now: all who watch hear of it. */
  tell(fix: Fix): void {
    const position = positionOf(fix);
    this.position = position;
    for (const hear of this.heard.values()) hear(position);
  }

  getCurrentPosition(hear: PositionCallback): void {
    queueMicrotask(() => this.position && hear(this.position));
  }

  watchPosition(hear: PositionCallback): number {
    this.lastWatch += 1;
    this.heard.set(this.lastWatch, hear);
    this.getCurrentPosition(hear);
    return this.lastWatch;
  }

  clearWatch(watch: number): void {
    this.heard.delete(watch);
  }

  /** From now on the scripts of a page are told of the walker. */
  takePlaceIn(view: Window): void {
    this.heard.clear(); // the page before is gone
    Object.defineProperty(view.navigator, "geolocation", {
      value: this,
      configurable: true,
    });
  }
}

function positionOf({ latitude, longitude, accuracy, at }: Fix): GeolocationPosition {
  const unknown = {
    altitude: null,
    altitudeAccuracy: null,
    heading: null,
    speed: null,
  };
  const coords = { latitude, longitude, accuracy, ...unknown };
  const told = { coords, timestamp: at };
  return {
    coords: { ...coords, toJSON: () => coords },
    timestamp: at,
    toJSON: () => told,
  };
}
