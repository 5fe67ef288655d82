/** Fills in a form what a file says of itself, and marks it to be checked. */

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Fields that an editor has written in stay. `input`: where the file was chosen. */
export function fill(
  input: HTMLInputElement,
  form: HTMLFormElement,
  words: Readonly<Record<string, string | number>>,
  note: string,
): void {
  const prefix = input.name.slice(0, -"file".length);
  for (const [name, value] of Object.entries(words)) {
    const field = form.elements.namedItem(prefix + name) as Field | null;
    if (field && isUntouched(field)) {
      field.value = String(value);
      field.dispatchEvent(new Event("change", { bubbles: true }));
      mark(field, note);
    }
  }
  const confirmed = form.elements.namedItem(`${prefix}is_confirmed`) as Field | null;
  if (confirmed) confirmed.value = "on";
}

/** Empty, as the form came, or as the file chosen before has filled it. */
function isUntouched(field: Field): boolean {
  if (field.dataset.fromFile === field.value) return true;
  if (!(field instanceof HTMLSelectElement)) return field.value.trim() === "";
  return field.selectedOptions[0]?.defaultSelected ?? true;
}

function mark(field: Field, note: string): void {
  field.dataset.fromFile = field.value;
  const id = `${field.id}-from-file`;
  if (document.getElementById(id)) return;
  const said = document.createElement("p");
  said.id = id;
  said.className = "help from-file";
  said.textContent = note;
  field.after(said);
  const others = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", [others, id].filter(Boolean).join(" "));
}
