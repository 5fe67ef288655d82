/** Where the phone points, in degrees from the north; null while it does not know. */
type Oriented = DeviceOrientationEvent & { webkitCompassHeading?: number };
type Asking = { requestPermission?: () => Promise<"granted" | "denied"> };

export class Compass {
  heading: number | null = null;
  readonly #hear = (event: Event): void => {
    const { webkitCompassHeading, absolute, alpha } = event as Oriented;
    if (typeof webkitCompassHeading === "number") this.heading = webkitCompassHeading;
    else if (absolute && alpha !== null) this.heading = (360 - alpha) % 360;
  };

  /** Call it from a tap: iPhones ask their owner. */
  async start(): Promise<void> {
    if (!("DeviceOrientationEvent" in window)) return;
    const { requestPermission } = DeviceOrientationEvent as unknown as Asking;
    try {
      if (requestPermission && (await requestPermission()) !== "granted") return;
    } catch {
      return; // it ticks by distance alone
    }
    for (const name of ["deviceorientationabsolute", "deviceorientation"])
      addEventListener(name, this.#hear);
  }

  stop(): void {
    for (const name of ["deviceorientationabsolute", "deviceorientation"])
      removeEventListener(name, this.#hear);
    this.heading = null;
  }
}
