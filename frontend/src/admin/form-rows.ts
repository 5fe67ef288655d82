/** Turns the rows of a formset round, as Wagtail's own arrows would one by one. */

/** Last row first. Deleted rows, which are hidden, stay out of it. */
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
