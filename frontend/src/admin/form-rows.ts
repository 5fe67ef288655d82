/** Rows of a formset, changed as an editor would with Wagtail's own buttons. */
import type { LinkedPlace } from "./place-service";

/** What Wagtail's chooser of snippets shows, and keeps the number of. */
interface Chooser extends HTMLElement {
  readonly widget: {
    setStateFromModalData(state: {
      id: string;
      string: string;
      edit_url: string | null;
    }): void;
  };
}

/**
 * Adds an empty row at the end; the name before each of its fields, such as `stops-3`.
 * Wagtail would take the focus and the page to it: both stay where they are, `still`
 * at the same height of the screen.
 */
export function addRow(
  form: HTMLFormElement,
  formset: string,
  still: Element,
): string | null {
  const list = form.querySelector<HTMLElement>(`#id_${formset}-FORMS`);
  const button = form.querySelector<HTMLButtonElement>(`#id_${formset}-ADD`);
  if (!list || !button) return null;
  const count = list.childElementCount;
  const { top } = still.getBoundingClientRect();
  list.hidden = true; // what is not shown is neither scrolled to nor focused
  button.click();
  list.hidden = false;
  const moved = still.getBoundingClientRect().top - top;
  window.scrollBy({ top: moved, behavior: "instant" });
  return list.children[count]?.id.replace("inline_child_", "") ?? null;
}

/** Gives a row its place, and the place's name for a title where it has none. */
export function setPlace(prefix: string, place: LinkedPlace): void {
  const chooser = document.getElementById(`id_${prefix}-place-chooser`);
  (chooser as Chooser | null)?.widget.setStateFromModalData({
    id: String(place.id),
    string: place.name,
    edit_url: place.editUrl,
  });
  const title = document.querySelector<HTMLInputElement>(`[name="${prefix}-title"]`);
  if (!title || title.value.trim()) return;
  title.value = place.name;
  for (const name of ["input", "change"]) {
    title.dispatchEvent(new Event(name, { bubbles: true }));
  }
}

/** Turns the rows round, last row first. Deleted rows, which are hidden, stay out of it. */
export function turnRows(form: HTMLFormElement, formset: string): void {
  const list = form.querySelector<HTMLElement>(`#id_${formset}-FORMS`);
  if (!list) return;
  const rows = [...list.children].filter((row) => !row.classList.contains("deleted"));
  const turned = [...rows].reverse();
  list.append(...turned);
  turned.forEach((row, i) => {
    const prefix = row.id.replace("inline_child_", "");
    const order = row.querySelector<HTMLInputElement>(`[name="${prefix}-ORDER"]`);
    if (order) order.value = String(i + 1);
    const count = row.querySelector("[data-inline-panel-child-count]");
    if (count) count.textContent = ` ${i + 1}`;
    disable(row, "up", i === 0);
    disable(row, "down", i === turned.length - 1);
  });
}

function disable(row: Element, way: "up" | "down", isDisabled: boolean): void {
  const name = `[data-inline-panel-child-move-${way}]`;
  const button = row.querySelector<HTMLButtonElement>(name);
  if (button) button.disabled = isDisabled;
}
