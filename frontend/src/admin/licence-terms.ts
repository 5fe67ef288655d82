/** `licence-terms`: tells what the licence chosen permits. */
import { Controller } from "./wagtail";

export class LicenceTerms extends Controller {
  declare readonly element: HTMLElement;

  connect(): void {
    const select = this.element.querySelector("select");
    const tell = (): void => {
      for (const each of this.element.querySelectorAll<HTMLElement>("[data-licence]")) {
        each.hidden = each.dataset.licence !== select?.value;
      }
    };
    select?.addEventListener("change", tell);
    tell(); // the browser may have kept another choice than the server's
  }
}
