/** The outbox of this phone. Nothing is written where the site does not count visits. */
import { Outbox, type Visit } from "./outbox";

const KEY = "traboule:outbox";

/** Whether the site counts visits: none does yet, its sender is still to be written. */
const counts = (): boolean => "countsVisits" in document.documentElement.dataset;

/** Notes that a walk was begun, or the story of one of its stops heard. */
export function noteVisit(
  what: Visit["what"],
  tour: string,
  stop: string | null,
): void {
  if (!counts()) return;
  new Outbox(SHELF).put({ what, tour, stop, day: dayOf(new Date()) });
}

const SHELF = {
  read: (): string | null => localStorage.getItem(KEY),
  write: (text: string): void => {
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // Full, or forbidden: a visit that is not counted harms nobody.
    }
  },
};

function dayOf(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
