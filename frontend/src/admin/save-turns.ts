/**
 * One save of a form at a time.
 *
 * Wagtail saves a form by itself half a second after a change, also while the editor
 * presses a button that saves it. A new page would then be made twice: the server
 * refuses one of the two, and which one is chance. So a button pressed meanwhile waits
 * for the running save and is pressed again at its end, whatever came of it (the form
 * posts to its new address by then); and once the form is on its way, nothing saves it
 * by itself any more.
 *
 * Sources: Wagtail's `w-autosave` controller sends `w-autosave:save` (which may be
 * prevented), then `w-autosave:success` or `w-autosave:error`, from the form.
 */

/** Watches every form in the document that saves itself. */
export function saveOneAtATime(root: Document): void {
  const saving = new Set<EventTarget>();
  const leaving = new Set<EventTarget>();
  const held = new Map<EventTarget, HTMLElement | null>();

  root.addEventListener("w-autosave:save", (event) => {
    const form = event.target;
    if (!form) return;
    if (leaving.has(form)) event.preventDefault();
    else saving.add(form);
  });

  const ended = (event: Event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    saving.delete(form);
    const button = held.get(form);
    if (button === undefined) return;
    held.delete(form);
    // After every listener: one of Wagtail's may ask before a button saves.
    queueMicrotask(() => (overtaken(event) ? release(button) : press(form, button)));
  };
  root.addEventListener("w-autosave:success", ended);
  root.addEventListener("w-autosave:error", ended);

  root.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form || !saving.has(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      held.set(form, event.submitter);
    },
    { capture: true },
  );

  // Last of all listeners: another one may have stopped the form.
  root.defaultView?.addEventListener("submit", (event) => {
    if (event.target && !event.defaultPrevented) leaving.add(event.target);
  });
  // Back from the next page with the browser's arrow, the form may save itself again.
  root.defaultView?.addEventListener("pageshow", () => leaving.clear());
}

/** Whether somebody else saved meanwhile: the editor is told, and decides what to save. */
function overtaken(event: Event): boolean {
  const { type } = (event as CustomEvent<{ type?: string }>).detail;
  return type === "invalid_revision" || type === "locked";
}

/** Wagtail disables a pressed button and shows it at work. */
function release(button: HTMLElement | null): void {
  button?.setAttribute("data-w-progress-loading-value", "false");
  button?.removeAttribute("disabled");
}

function press(form: HTMLFormElement, button: HTMLElement | null): void {
  release(button);
  if (button) button.click();
  else form.requestSubmit();
}
