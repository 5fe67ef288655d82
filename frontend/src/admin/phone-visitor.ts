/** A visitor's hand on a trail's page: it presses what anybody would press there. */

/** Whether the story of a stop is heard now, has no sound, or is nowhere on the page. */
export type Listening = "heard" | "silent" | "nowhere";

export class PhoneVisitor {
  constructor(private readonly page: Document) {}

  /** Begins the walk and lets the page know where one is. */
  async begin(): Promise<void> {
    if (!this.press("[data-start]")) return;
    await this.hasBegun();
    this.press("[data-locate]");
    this.press("[data-do=go]");
  }

  /** Opens a stop by its number, and its recording in the page's language. */
  listen(number: number): Listening {
    if (!this.isWalking) this.press("[data-start]");
    const stop = `[data-stop][data-number="${number}"]`;
    if (!this.isWalking || !this.press(`${stop} .stop__link`)) return "nowhere";
    const key = `${stop} [data-main] [data-listen]`;
    const isHeard = this.page.querySelector(key)?.matches(".is-playing") ?? false;
    return isHeard || this.press(key) ? "heard" : "silent";
  }

  private get isWalking(): boolean {
    return this.page.body.classList.contains("is-walking");
  }

  /** The walk's script comes with the first touch. */
  private hasBegun(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.isWalking) return;
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(this.page.body, { attributeFilter: ["class"] });
      look();
    });
  }

  private press(selector: string): boolean {
    const found = this.page.querySelector<HTMLElement>(selector);
    found?.click();
    return found !== null;
  }
}
