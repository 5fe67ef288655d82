import type { PositionSource } from "./source";
import type { Event, Fix } from "./state";

const LOST = 2; // GeolocationPositionError.POSITION_UNAVAILABLE
const REFUSED = 1; // PERMISSION_DENIED
const TICK_MS = 5000;
const GRACE_MS = 12_000; // errors come before good fixes on many phones
const DEAF_MS = 20_000; // some phones' watches die in silence: then watch again
/** A phone's own time for a fix is believed as far as this from our clock. */
const CLOCKS_AGREE_MS = 30_000;

/**
 * The phone's own search for its position, told as events. It starts only when
 * asked; what it finds is handed to the page and goes nowhere else.
 */
export class Watch implements PositionSource {
  #tell: (event: Event) => void = () => undefined;
  #id: number | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #waking: ReturnType<typeof setTimeout> | null = null;
  #startedAt = 0;
  #heardAt = 0;
  #hasFix = false;

  /** Whether the walker has already allowed it; false when the phone will not say. */
  async isGranted(): Promise<boolean> {
    try {
      const status = await navigator.permissions.query({ name: "geolocation" });
      status.onchange = () => {
        if (status.state === "granted") this.#tell({ kind: "granted" });
      };
      return status.state === "granted";
    } catch {
      return false;
    }
  }

  start(tell: (event: Event) => void): void {
    this.stop();
    this.#tell = tell;
    if (!("geolocation" in navigator)) {
      tell({ kind: "lost" });
      return;
    }
    this.#startedAt = Date.now();
    this.#hasFix = false;
    this.#watch();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    this.#leave();
    if (this.#timer !== null) clearInterval(this.#timer);
    if (this.#waking !== null) clearTimeout(this.#waking);
    this.#timer = this.#waking = null;
  }

  restUntil(at: number | null): void {
    if (this.#timer === null) return; // not started, or stopped
    if (this.#waking !== null) clearTimeout(this.#waking);
    this.#waking = null;
    if (at === null) {
      if (this.#id === null) this.#watch();
      return;
    }
    this.#leave();
    this.#tell({ kind: "rest", until: at });
    this.#waking = setTimeout(() => this.restUntil(null), at - Date.now());
  }

  #leave(): void {
    if (this.#id !== null) navigator.geolocation.clearWatch(this.#id);
    this.#id = null;
  }

  #watch(): void {
    this.#heardAt = Date.now();
    this.#id = navigator.geolocation.watchPosition(
      (position) => {
        this.#heardAt = Date.now();
        this.#hasFix = true;
        this.#tell({ kind: "fix", fix: fixOf(position, this.#heardAt) });
      },
      (error) => {
        if (error.code === REFUSED) {
          this.stop();
          this.#tell({ kind: "refused" });
        } else if (error.code === LOST) {
          this.#tell({ kind: "granted" }); // else it would not have looked
          this.#tellLost();
        }
      },
      { enableHighAccuracy: true, maximumAge: 1000 },
    );
  }

  #tick(): void {
    const now = Date.now();
    this.#tell({ kind: "tick", now });
    this.#tellLost();
    if (now - this.#heardAt < DEAF_MS || this.#id === null) return;
    this.#leave();
    this.#watch();
  }

  /** Nothing found for a while: said once patience is over. */
  #tellLost(): void {
    const waited = Date.now() - this.#startedAt;
    if (!this.#hasFix && waited >= GRACE_MS) this.#tell({ kind: "lost" });
  }
}

function fixOf({ coords, timestamp }: GeolocationPosition, now: number): Fix {
  const { latitude, longitude, accuracy, speed, heading } = coords;
  const isOurClock = Math.abs(timestamp - now) < CLOCKS_AGREE_MS;
  const at = isOurClock ? Math.min(timestamp, now) : now;
  return { latitude, longitude, accuracy, at, speed, heading };
}
