/** What is wrong with the zones, in sentences under the map. */
import type { Say } from "./composer-part";
import { make } from "./controls";
import { FAR_FROM_TRACK_M, SMALL_RADIUS_M, type Zone, type ZoneWarning } from "./zones";

/** How a sentence names a stop: its number, and its title when it has one. */
export function nameOfZone(say: Say, { number, title }: Zone): string {
  return title ? say("zone_stop", { number, title }) : String(number);
}

const ROUNDED = {
  overlap: Math.ceil,
  too_small: Math.floor,
  too_wide: Math.floor,
  far_from_track: Math.ceil,
  other_way: Math.round,
  parallel_street: Math.round,
};

/** Metres are rounded away from a limit, so that no sentence contradicts itself. */
export function sentenceOf(
  say: Say,
  { code, zone, other, metres }: ZoneWarning,
): string {
  return say(`zone_${code}`, {
    stop: nameOfZone(say, zone),
    other: other ? nameOfZone(say, other) : "",
    metres: ROUNDED[code](metres),
    radius: zone.radiusM,
    bearing: zone.bearing ?? "",
    limit: code === "too_small" ? SMALL_RADIUS_M : FAR_FROM_TRACK_M,
  });
}

/** A fold that is open until the editor closes it, and gone without warnings. */
export class ZoneWarnings {
  readonly element = make("details", "map-field-fold map-field__zones");
  private readonly count = make("span", "");
  private readonly list = make("ul", "map-field__notices");
  private drawn = "";

  constructor(
    private readonly say: Say,
    private readonly show: (prefix: string) => void,
  ) {
    const name = make("summary", "map-field-fold__name");
    this.count.setAttribute("aria-live", "polite");
    name.append(this.count);
    this.element.append(name, this.list);
    this.element.open = true;
    this.element.hidden = true;
  }

  /** Draws the list again if anything in it differs; the focus stays where it was. */
  draw(warnings: readonly ZoneWarning[]): void {
    const said = warnings.map((warning) => ({
      prefix: warning.zone.prefix,
      key: `${warning.code}-${warning.zone.prefix}-${warning.other?.prefix ?? ""}`,
      name: nameOfZone(this.say, warning.zone),
      sentence: sentenceOf(this.say, warning),
    }));
    const all = JSON.stringify(said);
    if (all === this.drawn) return;
    this.drawn = all;
    const focused = document.activeElement?.getAttribute("data-control");
    const hadFocus = this.list.contains(document.activeElement);
    this.element.hidden = said.length === 0;
    this.count.textContent = this.say("zone_warnings", { count: said.length });
    this.list.replaceChildren(...said.map((each) => this.item(each)));
    if (!hadFocus) return;
    const kept = this.list.querySelector<HTMLElement>(`[data-control="${focused}"]`);
    const name = this.element.querySelector<HTMLElement>("summary");
    (kept ?? name)?.focus({ preventScroll: true });
  }

  private item(said: {
    readonly prefix: string;
    readonly key: string;
    readonly name: string;
    readonly sentence: string;
  }): HTMLElement {
    const item = make("li", "", `${said.sentence} `);
    const button = make("button", "map-field__zone-show", this.say("zone_show"));
    button.type = "button";
    button.dataset["control"] = said.key;
    const label = this.say("zone_show_stop", { stop: said.name });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", () => this.show(said.prefix));
    item.append(button);
    return item;
  }
}
