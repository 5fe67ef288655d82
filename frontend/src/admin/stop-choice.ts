/** What a new stop stands at: one of the places near, or a new one with a name. */
import { formatMetres } from "../formatting";
import type { Say } from "./composer-part";
import { make } from "./controls";
import { type NearPlace, placeHere, type Surroundings } from "./place-service";

const MOST_CHARACTERS = 200;
// A form that does not exist: nothing of this is saved, or sent, with the trail's.
const NO_FORM = "no-form";

export class StopChoice {
  readonly element = make("div", "stop-choice");
  readonly name = make("input", "stop-choice__name");
  private readonly list = make("div", "stop-choice__places");
  private readonly field = make("label", "stop-choice__field");
  private readonly radios = new Map<HTMLInputElement, NearPlace | null>();
  private hasTyped = false;

  /** `language` is the one in which distances are written. */
  constructor(
    private readonly say: Say,
    private readonly language: string,
  ) {
    this.list.setAttribute("role", "radiogroup");
    this.list.setAttribute("aria-label", say("stop_places"));
    this.list.hidden = true;
    this.name.type = "text";
    this.name.maxLength = MOST_CHARACTERS;
    this.name.autocomplete = "off";
    this.name.setAttribute("form", NO_FORM);
    this.name.addEventListener("input", () => {
      this.hasTyped = true;
    });
    this.field.append(make("span", "stop-choice__label", say("stop_name")), this.name);
    this.element.append(this.list, this.field);
  }

  /** The place that is chosen; null for a new one. */
  get place(): NearPlace | null {
    const chosen = [...this.radios].find(([radio]) => radio.checked);
    return chosen?.[1] ?? null;
  }

  /** Whether there is anything to choose, or to write. */
  get isPossible(): boolean {
    return this.radios.size > 0 || !this.field.hidden;
  }

  /** Shows what is near. What was typed meanwhile stays, and stays chosen. */
  offer(around: Surroundings): void {
    const { places, mayAdd } = around;
    if (!this.hasTyped && around.name) this.name.value = around.name;
    this.list.hidden = places.length === 0;
    for (const place of places) this.add(place);
    if (places.length && mayAdd) this.add(null);
    const first = mayAdd ? null : (places[0] ?? null);
    const chosen = this.hasTyped && mayAdd ? null : (placeHere(around) ?? first);
    for (const [radio, place] of this.radios) radio.checked = place === chosen;
    this.field.hidden = !mayAdd || chosen !== null;
  }

  /** To what is chosen; a name proposed is selected, so that typing replaces it. */
  focus(): void {
    const chosen = [...this.radios].find(([radio]) => radio.checked);
    if (chosen?.[1]) chosen[0].focus();
    else if (!this.field.hidden) {
      this.name.focus();
      if (!this.hasTyped) this.name.select();
    }
  }

  private add(place: NearPlace | null): void {
    const row = make("label", "stop-choice__place");
    const radio = make("input", "");
    radio.type = "radio";
    radio.name = "stop-choice";
    radio.setAttribute("form", NO_FORM);
    radio.addEventListener("change", () => {
      this.field.hidden = place !== null;
    });
    row.append(radio, make("span", "", place?.name ?? this.say("stop_new_place")));
    if (place) {
      const distance = formatMetres(place.metres, this.language);
      const away = this.say("stop_away", { distance });
      row.append(" ", make("span", "stop-choice__away", away));
    }
    this.radios.set(radio, place);
    this.list.append(row);
  }
}
