/** What the line under the map says of the track. */
import { formatMetres } from "../formatting";
import type { Say } from "./composer-part";
import { lengthM } from "./line";
import type { LineEditor } from "./line-editor";
import { walkingMinutes } from "./pace";
import type { TrackFault } from "./track";

export interface Telling {
  readonly editor: LineEditor;
  readonly fault: TrackFault | null;
  readonly tool: "stop" | "draw" | null;
  readonly isWaiting: boolean;
  /** Some points of the line have no handle, for want of room. */
  readonly isCrowded: boolean;
}

export function trackSentence(telling: Telling, say: Say, language: string): string {
  const { editor, fault, tool } = telling;
  if (fault)
    return say(`fault_${fault.code}`, {
      ...("position" in fault ? { number: fault.position } : {}),
      ...("leg" in fault ? { leg: fault.leg } : {}),
    });
  if (telling.isWaiting) return say("looking");
  if (!editor.track.isPlain) return sentenceOfLegs(editor, say, language);
  const count = editor.line.length;
  if (count === 0) return say(tool ? `empty_${tool}` : "empty");
  if (count === 1) return say("second_point");
  const length = formatMetres(lengthM(editor.line), language);
  const measure = say("measure", { length, count });
  return telling.isCrowded ? `${measure} ${say("come_closer")}` : measure;
}

function sentenceOfLegs(editor: LineEditor, say: Say, language: string): string {
  const { track, chosenLeg } = editor;
  if (track.legs.length === 0) return say("empty_legs");
  const metres = track.legs.reduce((sum, { line }) => sum + lengthM(line), 0);
  const measure = say("measure_legs", {
    length: formatMetres(metres, language),
    minutes: walkingMinutes(metres),
    count: track.legs.length,
  });
  if (!chosenLeg) return measure;
  const help = chosenLeg.by === "street" ? "street_help" : "freehand_help";
  return `${measure} ${say(help, { number: (editor.leg ?? 0) + 1 })}`;
}
