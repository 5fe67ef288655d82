import type { Event } from "./state";

const LOST = 2; // GeolocationPositionError.POSITION_UNAVAILABLE
const REFUSED = 1; // PERMISSION_DENIED
const TICK_MS = 5000;
const GRACE_MS = 12_000; // errors come before good fixes on many phones
const DEAF_MS = 20_000; // some phones' watches die in silence: then watch again

/**
 * The phone's own search for its position, told as events. It starts only when
 * asked; what it finds is handed to the page and goes nowhere else.
 */
export class Watch {
  readonly #tell: (event: Event) => void;
  #id: number | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #startedAt = 0;
  #heardAt = 0;
  #hasFix = false;

  constructor(tell: (event: Event) => void) {
    this.#tell = tell;
  }

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

  start(): void {
    this.stop();
    if (!("geolocation" in navigator)) {
      this.#tell({ kind: "lost" });
      return;
    }
    this.#startedAt = Date.now();
    this.#hasFix = false;
    this.#watch();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    if (this.#id !== null) navigator.geolocation.clearWatch(this.#id);
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#id = this.#timer = null;
  }

  #watch(): void {
    this.#heardAt = Date.now();
    this.#id = navigator.geolocation.watchPosition(
      ({ coords }) => {
        this.#heardAt = Date.now();
        this.#hasFix = true;
        const { latitude, longitude, accuracy } = coords;
        this.#tell({
          kind: "fix",
          fix: { latitude, longitude, accuracy, at: this.#heardAt },
        });
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
      { enableHighAccuracy: true, maximumAge: 5000 },
    );
  }

  #tick(): void {
    const now = Date.now();
    this.#tell({ kind: "tick", now });
    this.#tellLost();
    if (now - this.#heardAt < DEAF_MS || this.#id === null) return;
    navigator.geolocation.clearWatch(this.#id);
    this.#watch();
  }

  /** Nothing found for a while: said once patience is over. */
  #tellLost(): void {
    const waited = Date.now() - this.#startedAt;
    if (!this.#hasFix && waited >= GRACE_MS) this.#tell({ kind: "lost" });
  }
}
