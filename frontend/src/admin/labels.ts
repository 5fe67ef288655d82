/** Chooses which names to write on a map so that none covers another. Pure. */

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

const CHARACTER_PX = 6.6;
const HEIGHT_PX = 18;
const GAP_PX = 4;

/**
 * Numbers of the labels that fit, the earlier ones first served: none covers another
 * label, nor the mark that another label belongs to.
 */
export function labelsThatFit(labels: readonly Label[]): Set<number> {
  const taken: Label[] = [];
  const fitting = new Set<number>();
  labels.forEach((label, i) => {
    if (labels.some((other, j) => j !== i && covers(label, other))) return;
    if (taken.some((other) => covers(label, other, true))) return;
    taken.push(label);
    fitting.add(i);
  });
  return fitting;
}

/** Whether a label covers another's mark or, with `whole`, they meet anywhere. */
function covers(label: Label, other: Label, whole = false): boolean {
  const away = Math.abs(label.y - other.y);
  const right = label.x + width(label);
  if (away >= HEIGHT_PX) return false;
  if (!whole) return other.x > label.x + GAP_PX && other.x < right;
  return label.x < other.x + width(other) && other.x < right;
}

function width({ text }: Label): number {
  return text.length * CHARACTER_PX + 2 * GAP_PX;
}
