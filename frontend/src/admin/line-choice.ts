/** Which line of a file is the track: a short list to choose from. */
import { make } from "./controls";

export interface LineChoiceWords {
  readonly question: string;
  readonly choose: string;
  readonly cancel: string;
}

export interface LineChoiceActions {
  /** The line under the finger, to be shown meanwhile; counted from 0. */
  look(number: number): void;
  choose(number: number): void;
  cancel(): void;
}

/** Radio buttons, the first one chosen, with a button to confirm and one to give up. */
export function makeLineChoice(
  words: LineChoiceWords,
  labels: readonly string[],
  actions: LineChoiceActions,
): HTMLFieldSetElement {
  const group = make("fieldset", "map-field__choice");
  group.append(make("legend", "map-field__choice-question", words.question));
  const radios = labels.map((label, number) => {
    const row = make("label", "map-field__choice-line");
    const radio = make("input", "");
    radio.type = "radio";
    radio.name = "imported-line";
    radio.setAttribute("form", ""); // no field of the trail: it is not sent with it
    radio.checked = number === 0;
    radio.addEventListener("change", () => actions.look(number));
    row.append(radio, make("span", "", label));
    group.append(row);
    return radio;
  });
  const bar = make("div", "map-field__tools");
  const button = (label: string, look: string, act: () => void): HTMLElement => {
    const each = make("button", `button button-small ${look}`, label);
    each.type = "button";
    each.addEventListener("click", act);
    return each;
  };
  const chosen = (): number => radios.findIndex(({ checked }) => checked);
  bar.append(
    button(words.choose, "", () => actions.choose(chosen())),
    button(words.cancel, "button-secondary", actions.cancel),
  );
  group.append(bar);
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    actions.cancel();
  });
  return group;
}
