/** `works-making`: follows an import of works while the server makes them. */
import { Controller } from "./wagtail";

const LOOK_AGAIN_MS = 2000;

export class WorksMaking extends Controller {
  declare readonly element: HTMLElement;
  private timer = 0;

  connect(): void {
    this.lookLater();
  }

  disconnect(): void {
    window.clearTimeout(this.timer);
  }

  private lookLater(): void {
    if (!this.element.querySelector("[data-making-busy]")) return;
    this.timer = window.setTimeout(() => void this.look(), LOOK_AGAIN_MS);
  }

  /** The page as it is by now; one that does not come is asked for again. */
  private async look(): Promise<void> {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const news = page.querySelector("[data-making]");
      if (news) this.element.querySelector("[data-making]")?.replaceWith(news);
    } catch {
      // without network for a moment
    }
    this.lookLater();
  }
}
