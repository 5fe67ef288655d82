/**
 * What is changed while a form saves itself is saved too.
 *
 * As a save ends, Wagtail takes the form as it stands then for what was saved. What
 * changed after the save had read the form, and was not noticed yet (it looks twice a
 * second), would stay unsaved until the next change, and nobody would be asked before
 * leaving. So the form is compared with what was sent, and Wagtail is told of edits.
 *
 * Sources: Wagtail's `w-autosave` saves on `w-unsaved:add`, and `w-unsaved` forgets on
 * `w-autosave:success`, whose `response.field_updates` names what the server has set.
 */

type Sent = ReadonlyMap<string, string>;
type Entries = Iterable<[string, FormDataEntryValue]>;

// Of the form's own business, and comments, which are watched in another way.
const ASIDE =
  /^(csrfmiddlewaretoken|loaded_revision_|next$|overwrite_revision_id|comments-)/;

/** Each name with all its values; a file by its name and size. */
export function reading(entries: Entries): Sent {
  const read = new Map<string, string>();
  for (const [name, value] of entries) {
    if (ASIDE.test(name)) continue;
    const text = typeof value === "string" ? value : `${value.name} ${value.size}`;
    read.set(name, `${read.get(name) ?? ""}\n${text}`);
  }
  return read;
}

/** Whether what was sent says something else now, but for what the server has set. */
export function differs(sent: Sent, now: Sent, set: Iterable<string>): boolean {
  const byServer = new Set(set);
  for (const [name, value] of sent) {
    const is = now.get(name);
    if (is !== undefined && is !== value && !byServer.has(name)) return true;
  }
  return false;
}

interface Ended {
  readonly response?: { readonly field_updates?: Record<string, string> };
}

/** Watches every form in the document that saves itself. */
export function saveEditsMeanwhile(root: Document): void {
  const sent = new Map<EventTarget, Sent>();
  // Once in a row: a form that changes with each save would never rest.
  const again = new Set<EventTarget>();

  root.addEventListener("w-autosave:save", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && !event.defaultPrevented) {
      sent.set(form, reading(new FormData(form)));
    }
  });
  root.addEventListener("w-autosave:success", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const before = sent.get(form);
    const { response } = (event as CustomEvent<Ended>).detail;
    const set = Object.keys(response?.field_updates ?? {});
    const isLate = before && differs(before, reading(new FormData(form)), set);
    if (!isLate || again.delete(form)) return;
    again.add(form);
    // After every listener: Wagtail's own has just forgotten the edits.
    queueMicrotask(() => {
      const detail = { type: "edits" };
      form.dispatchEvent(
        new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail }),
      );
    });
  });
}
