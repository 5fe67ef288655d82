const HOLD_MS = 900;

/**
 * A button that must be held: nothing that brushes it in a pocket sets it off. The
 * keyboard and screen readers press it as any other.
 */
export function onHold(button: HTMLElement, act: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => {
    clearTimeout(timer);
    button.classList.remove("is-held");
  };
  button.addEventListener("pointerdown", () => {
    button.classList.add("is-held");
    timer = setTimeout(() => {
      release();
      act();
    }, HOLD_MS);
  });
  for (const name of ["pointerup", "pointerleave", "pointercancel"])
    button.addEventListener(name, release);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("click", (event) => {
    if (event.detail === 0) act(); // no finger, no mouse
  });
}
