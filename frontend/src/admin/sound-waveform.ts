/** The waveform as a way through the sound: shows the moment, goes where it is clicked. */

export class Waveform {
  private readonly aborting = new AbortController();
  private readonly head: HTMLElement | null;

  constructor(
    private readonly picture: HTMLElement,
    private readonly sound: HTMLAudioElement,
  ) {
    const { signal } = this.aborting;
    this.head = picture.querySelector("[data-waveform-head]");
    picture.classList.add("waveform--live");
    picture.addEventListener("click", (event) => this.goTo(event.clientX), { signal });
    for (const name of ["timeupdate", "seeked", "loadedmetadata"]) {
      sound.addEventListener(name, () => this.showMoment(), { signal });
    }
  }

  stop(): void {
    this.aborting.abort();
  }

  /** The native control beside it does the same by keyboard. */
  private goTo(clientX: number): void {
    const { left, width } = this.picture.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (clientX - left) / width));
    const go = (): void => {
      this.sound.currentTime = part * this.sound.duration;
      this.sound.play().catch(() => undefined); // stopped before it began
    };
    if (Number.isFinite(this.sound.duration)) go();
    else {
      this.sound.addEventListener("loadedmetadata", go, { once: true });
      this.sound.preload = "metadata";
      this.sound.load();
    }
  }

  private showMoment(): void {
    const { currentTime, duration } = this.sound;
    if (!this.head || !Number.isFinite(duration)) return;
    this.head.hidden = false;
    this.head.style.insetInlineStart = `${(100 * currentTime) / duration}%`;
  }
}
