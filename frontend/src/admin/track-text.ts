/** The text area of a track: its GeoJSON, and what is wrong with it. */
import { readTrack, type Track, type TrackFault, writeTrack } from "./track";

export class TrackText {
  /** What the last reading found wrong; a good line written over it mends it. */
  fault: TrackFault | null = null;
  /** True while it is written by us: nobody has typed. */
  isWriting = false;

  constructor(private readonly area: HTMLTextAreaElement) {}

  /** The track that it holds; null when something is wrong with it. */
  read(): Track | null {
    const reading = readTrack(this.area.value);
    this.fault = "fault" in reading ? reading.fault : null;
    return "track" in reading ? reading.track : null;
  }

  holds(track: Track): boolean {
    return this.area.value === writeTrack(track);
  }

  /** Writes a track as if it were typed; nothing when the text is that already. */
  write(track: Track): void {
    this.fault = null;
    const text = writeTrack(track);
    if (this.area.value === text) return;
    this.area.value = text;
    this.isWriting = true;
    for (const name of ["input", "change"]) {
      this.area.dispatchEvent(new Event(name, { bubbles: true }));
    }
    this.isWriting = false;
  }

  get isShown(): boolean {
    return !this.area.hidden;
  }

  set isShown(isShown: boolean) {
    this.area.hidden = !isShown;
  }
}
