/** What Wagtail's admin lends to our fields: Stimulus, and one application of it. */

/** The base of a Stimulus controller, as far as our fields use it. */
interface StimulusController {
  readonly element: Element;
}

interface WagtailWindow {
  readonly StimulusModule: { readonly Controller: new () => StimulusController };
  readonly wagtail: {
    readonly app: { register(identifier: string, controller: unknown): void };
  };
  jQuery(element: Element): { stop(clearQueue: boolean, jumpToEnd: boolean): void };
}

const admin = window as unknown as WagtailWindow;

export const Controller = admin.StimulusModule.Controller;

/** Lets `data-controller="identifier"` start the controller, now and in what comes. */
export function register(identifier: string, controller: unknown): void {
  admin.wagtail.app.register(identifier, controller);
}

/** Ends an unfolding or folding of Wagtail's at once, with what it does at its end. */
export function endFolding(element: Element): void {
  admin.jQuery(element).stop(true, true);
}

/** The language of what is being written, as Wagtail tells it; empty without one. */
export function contentLanguage(): string {
  const config = document.getElementById("wagtail-config")?.textContent ?? "{}";
  const { ACTIVE_CONTENT_LOCALE: language } = JSON.parse(config) as {
    ACTIVE_CONTENT_LOCALE?: string;
  };
  return language ?? "";
}

/** A form is narrow for its texts' sake; what holds a map is not. */
export function widen(element: Element): void {
  element.parentElement?.classList.add("map-field-room");
  for (const holder of [".w-form-width", ".w-panel__wrapper", ".w-field__wrapper"]) {
    element.closest(holder)?.classList.add("map-field-wide");
  }
}

/** Django's own of a form, against forgery; empty without one. */
export function formToken(form: HTMLFormElement | null): string {
  const token = form?.elements.namedItem("csrfmiddlewaretoken");
  return token instanceof HTMLInputElement ? token.value : "";
}
