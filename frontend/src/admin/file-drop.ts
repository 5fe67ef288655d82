/** A place where files can be dropped, which says so while one hovers over it. */
import { make } from "./controls";

export class FileDrop {
  private readonly aborting = new AbortController();
  private readonly hint: HTMLElement;

  constructor(
    private readonly zone: HTMLElement,
    sentence: string,
    dropped: (files: readonly File[]) => void,
  ) {
    const { signal } = this.aborting;
    this.hint = make("div", "map-field__drop", sentence);
    this.hint.hidden = true;
    zone.append(this.hint);
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault(); // or the browser would open the file instead
      event.dataTransfer.dropEffect = "copy";
      this.hint.hidden = false;
    };
    zone.addEventListener("dragenter", over, { signal });
    zone.addEventListener("dragover", over, { signal });
    zone.addEventListener("dragleave", (event) => this.leave(event), { signal });
    zone.addEventListener(
      "drop",
      (event) => {
        this.hint.hidden = true;
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        dropped(files);
      },
      { signal },
    );
  }

  stop(): void {
    this.aborting.abort();
    this.hint.remove();
  }

  private leave({ relatedTarget }: DragEvent): void {
    const isInside = relatedTarget instanceof Node && this.zone.contains(relatedTarget);
    if (!isInside) this.hint.hidden = true;
  }
}
