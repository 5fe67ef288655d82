/** Whether a finger is down, so that nothing moves under it between press and click. */
let isDown = false;
let waiting: (() => void)[] = [];

function release(): void {
  isDown = false;
  // The click comes after the release: let it reach what was pressed.
  setTimeout(() => {
    for (const go of waiting) go();
    waiting = [];
  });
}

addEventListener(
  "pointerdown",
  () => {
    isDown = true;
  },
  true,
);
addEventListener("pointerup", release, true);
addEventListener("pointercancel", release, true);

/** Resolves when no finger is down and its click has been handled. */
export function released(): Promise<void> {
  return isDown ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
}
