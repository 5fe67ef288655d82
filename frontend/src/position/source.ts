/** Where positions come from: the phone, a walk made up at home, or one recorded before. */
import type { Event } from "./state";

export interface PositionSource {
  /** Tells what it finds until it is stopped. */
  start(tell: (event: Event) => void): void;
  stop(): void;
  /** Looks no more before this moment, to spare the battery; null: looks on. */
  restUntil(at: number | null): void;
  /** Whether the walker has already allowed it; false where nobody will say. */
  isGranted(): Promise<boolean>;
}
