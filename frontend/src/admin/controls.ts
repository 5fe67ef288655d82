/** Buttons and sentences around a map, in the admin's own look. */

/** An element with a class and, perhaps, a text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** A button with one of the admin's icons. */
export function makeButton(
  icon: string,
  label: string,
  act: () => void,
): HTMLButtonElement {
  const button = make(
    "button",
    "button button-small button-secondary map-field__button",
  );
  button.type = "button";
  button.append(makeIcon(icon), label);
  button.addEventListener("click", act);
  return button;
}

/** A button with an icon alone; its label is given with what it acts on. */
export function makeIconButton(icon: string, act: () => void): HTMLButtonElement {
  const button = make("button", "map-field__icon-button");
  button.type = "button";
  button.append(makeIcon(icon));
  button.addEventListener("click", act);
  return button;
}

/** Sets an attribute that is another: what observes the page is left in peace. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Sets a text that is another. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Turns a button on or off, keeping the focus near when it had it. */
export function enable(button: HTMLButtonElement, enabled: boolean): void {
  if (button.disabled !== enabled) return;
  const hadFocus = document.activeElement === button;
  button.disabled = !enabled;
  if (hadFocus) {
    button.parentElement?.querySelector<HTMLElement>("button:enabled")?.focus();
  }
}

/** The line that tells what happened; a fault is told in the same place. */
export class StatusLine {
  readonly element = make("p", "map-field__status");

  constructor() {
    this.element.setAttribute("role", "status");
  }

  say(sentence: string, isFault = false): void {
    this.element.classList.toggle("map-field__status--fault", isFault);
    if (this.element.textContent !== sentence) this.element.textContent = sentence;
  }
}

function makeIcon(name: string): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(namespace, "svg");
  icon.setAttribute("class", `icon icon-${name}`);
  icon.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `#icon-${name}`);
  icon.append(use);
  return icon;
}
