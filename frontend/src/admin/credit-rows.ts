/** `credit-rows`: as many credits as a work has, one row each. */
import { Controller } from "./wagtail";

export class CreditRows extends Controller {
  declare readonly element: HTMLElement;

  connect(): void {
    const add = this.element.querySelector<HTMLButtonElement>("[data-add]");
    if (!add) return;
    add.hidden = false;
    add.addEventListener("click", () => this.add(add));
    this.element.addEventListener("click", (event) => {
      const button = (event.target as Element).closest("[data-remove]");
      const row = button?.closest<HTMLElement>("[data-row]");
      if (row) this.remove(row);
    });
    // The empty rows are for who cannot add any; one to begin with is enough.
    const empty = this.rows.filter((row) => !named(row));
    for (const row of this.rows.length > empty.length ? empty : empty.slice(1)) {
      row.remove();
    }
    for (const row of this.rows) showRemove(row);
  }

  private get rows(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("[data-row]")];
  }

  /** One more, empty, and the cursor in it. */
  private add(button: HTMLElement): void {
    const row = this.rows[0]?.cloneNode(true) as HTMLElement | undefined;
    if (!row) return;
    clear(row);
    showRemove(row);
    button.before(row);
    row.querySelector("select")?.focus();
  }

  /** The last one is emptied instead: there is always one to write in. */
  private remove(row: HTMLElement): void {
    const { rows } = this;
    const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
    if (next) row.remove();
    else clear(row);
    (next ?? row).querySelector("select")?.focus();
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function named(row: HTMLElement): boolean {
  return Boolean(row.querySelector("input")?.value.trim());
}

function clear(row: HTMLElement): void {
  for (const field of row.querySelectorAll<HTMLInputElement>("input")) field.value = "";
  for (const field of row.querySelectorAll("select")) field.selectedIndex = 0;
}

function showRemove(row: HTMLElement): void {
  const button = row.querySelector<HTMLElement>("[data-remove]");
  if (button) button.hidden = false;
}
