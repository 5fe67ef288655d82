import type { Track } from "../trail/stops";

/** Shows on the page's own buttons which recording is playing. */
export function markPlaying(
  page: HTMLElement,
  track: Track | null,
  isPlaying: boolean,
): void {
  for (const button of page.querySelectorAll("[data-listen]")) {
    const isThis = button.closest("[data-recording]") === track?.element;
    button.classList.toggle("is-playing", isThis && isPlaying);
    button.setAttribute("aria-pressed", String(isThis && isPlaying));
  }
}
