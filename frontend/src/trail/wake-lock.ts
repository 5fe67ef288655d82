/** Keeps the screen on while one walks: a phone that sleeps does not know where it is. */
export class ScreenLock {
  readonly #onChange: (isHeld: boolean) => void;
  #isWanted = false;
  #lock: WakeLockSentinel | null = null;

  constructor(onChange: (isHeld: boolean) => void) {
    this.#onChange = onChange;
    document.addEventListener("visibilitychange", () => {
      if (this.#isWanted) void this.#take();
    });
  }

  /** Whether the screen stays on, as the phone has promised. */
  get isHeld(): boolean {
    return this.#lock !== null;
  }

  hold(): void {
    this.#isWanted = true;
    void this.#take();
  }

  release(): void {
    this.#isWanted = false;
    void this.#lock?.release();
  }

  async #take(): Promise<void> {
    if (this.#lock || document.visibilityState !== "visible") return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      this.#lock.addEventListener("release", () => {
        this.#lock = null;
        this.#onChange(false);
      });
    } catch {
      // Not known here, or refused: a battery that runs low.
    }
    this.#onChange(this.isHeld);
  }
}
