/** The phone beside the map: the trail's own page, as the form has it, in a frame. */
import type { Fix } from "../position/state";
import type { Say } from "./composer-part";
import { make, StatusLine } from "./controls";
import { previewOf } from "./page-preview";
import { type Listening, PhoneVisitor } from "./phone-visitor";
import { PretendedPosition } from "./pretended-position";

export class DeskPhone {
  readonly element = make("div", "desk-walk__phone");
  readonly status = new StatusLine();
  private readonly position = new PretendedPosition();
  private readonly screen = make("div", "desk-walk__screen");
  private visitor: PhoneVisitor | null = null;
  /** Number of a stop that was entered before the page had come. */
  private awaited: number | null = null;
  private tries = 0;
  /** The form as it is now was asked for, and is not shown yet. */
  private isDue = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly say: Say,
  ) {
    this.element.append(this.screen);
  }

  /** Shows the form as it is now; the page is begun as a visitor would. */
  async refresh(): Promise<void> {
    this.tries += 1;
    const thisTry = this.tries;
    this.isDue = true;
    this.status.say(this.say("desk_loading"));
    const preview = await previewOf(this.form);
    if (thisTry !== this.tries) return;
    if ("address" in preview) this.load(preview.address);
    else this.refuse(preview.refusal);
  }

  /** Empties the screen: nothing is heard any more. */
  putAway(): void {
    this.tries += 1;
    this.isDue = false;
    this.visitor = this.awaited = null;
    this.screen.replaceChildren();
  }

  /** The form has changed since the page was shown. */
  markChanged(): void {
    if (this.visitor) this.status.say(this.say("desk_changed"));
  }

  /** The form was saved by itself: what was refused, or asked for before, is good now. */
  markSaved(): void {
    if (this.isDue) void this.refresh();
  }

  /** The walker is here: the page hears of it as from the phone itself. */
  tell(fix: Fix): void {
    this.position.tell(fix);
  }

  /** Starts the story of a stop, now or once the page has come. */
  listen(number: number): Listening {
    const { visitor } = this;
    if (!visitor) this.awaited = number;
    const held = document.activeElement;
    const listening = visitor?.listen(number) ?? "nowhere";
    this.giveFocusBack(held);
    return listening;
  }

  private load(address: string): void {
    this.visitor = null;
    const frame = make("iframe", "desk-walk__page");
    frame.title = this.say("desk_page");
    frame.allow = "autoplay";
    frame.addEventListener("load", () => void this.arrive(frame));
    frame.src = address;
    this.screen.replaceChildren(frame);
  }

  /** A page has come into the frame: the trail's, then whatever is followed there. */
  private async arrive(frame: HTMLIFrameElement): Promise<void> {
    const { contentWindow: view, contentDocument: page } = frame;
    if (!view || !page) return;
    this.position.takePlaceIn(view);
    this.visitor = null;
    if (!page.querySelector("main.trail")) {
      if (this.isDue) this.refuse("unanswered");
      return;
    }
    const visitor = new PhoneVisitor(page);
    const held = document.activeElement;
    await visitor.begin();
    if (!frame.isConnected || frame.contentDocument !== page) return;
    this.giveFocusBack(held);
    this.visitor = visitor;
    this.isDue = false;
    this.status.say("");
    if (this.awaited !== null) this.listen(this.awaited);
    this.awaited = null;
  }

  private refuse(refusal: "invalid" | "unanswered"): void {
    this.status.say(this.say(`desk_${refusal}`), true);
  }

  /** A page gives the focus to what begins in it; the editor's stays in the form. */
  private giveFocusBack(held: Element | null): void {
    const frame = document.activeElement;
    if (frame === held || !(frame instanceof HTMLIFrameElement)) return;
    const inside = frame.contentDocument?.activeElement;
    if (inside instanceof HTMLElement) inside.blur();
    if (held instanceof HTMLElement) held.focus({ preventScroll: true });
  }
}
