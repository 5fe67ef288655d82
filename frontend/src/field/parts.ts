/** Pieces of the notebook's page: what its templates hold, and what is found in them. */

/** A copy of a template's one element. */
export function part(name: string): HTMLElement {
  const template = document.querySelector<HTMLTemplateElement>(
    `template[data-part="${name}"]`,
  );
  const made = template?.content.firstElementChild?.cloneNode(true);
  if (!(made instanceof HTMLElement)) throw new Error(`no part ${name}`);
  return made;
}

/** An element that must be there. */
export function find<T extends HTMLElement = HTMLElement>(
  place: ParentNode,
  name: string,
): T {
  const found = place.querySelector<T>(`[data-${name}]`);
  if (!found) throw new Error(`no [data-${name}]`);
  return found;
}

/** Writes a text where it is another one: live regions speak only of changes. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** The language in which days and hours are written: as the site does, 24 hours. */
export function dateLanguage(): string {
  const { lang } = document.documentElement;
  return lang === "en" ? "en-GB" : lang;
}

/** Asks before something is lost; false where it is to stay. */
export function ask(sentence: string, yes: string): Promise<boolean> {
  const dialog = find<HTMLDialogElement>(document, "ask");
  write(find(dialog, "ask-sentence"), sentence);
  write(find(dialog, "ask-yes"), yes);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), {
      once: true,
    }),
  );
}
