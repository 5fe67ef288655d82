/** The bench in a thread of its own: one question in, progress and figures out. */
import { figuresOf } from "./trigger-figures";
import type { Told, Wanted } from "./trigger-run";

const tell = (told: Told): void => self.postMessage(told);

self.addEventListener("message", ({ data }: MessageEvent<Wanted>) => {
  const { document, walks } = data;
  tell({ figures: figuresOf(document, walks, (walked) => tell({ walked })) });
});
