/** What the form holds of stories, read from the names and values of its fields. Pure. */

/** A story as the form has it now. */
export interface WrittenStory {
  /** Words of its texts and quotes. */
  readonly words: number;
  /** Numbers of the recordings it plays, in their order. */
  readonly recordings: readonly string[];
}

interface Block {
  order: number;
  isDeleted: boolean;
  type: string;
  value: string;
  quote: string;
}

export const NO_STORY: WrittenStory = { words: 0, recordings: [] };

const FIELD = /^(.+)-story-(\d+)-(type|deleted|order|value|value-text)$/;

/**
 * The stories of all stops, by the prefix of the stop's fields, such as `stops-3`.
 *
 * Wagtail writes a stream as numbered blocks: a block that was taken away stays, marked
 * as deleted. Texts are Draftail's, as JSON; quotes are plain.
 */
export function storiesIn(
  fields: Iterable<readonly [name: string, value: string]>,
): Map<string, WrittenStory> {
  const stops = new Map<string, Map<string, Block>>();
  for (const [name, value] of fields) {
    const [, prefix, number, part] = FIELD.exec(name) ?? [];
    if (prefix === undefined || number === undefined) continue;
    const blocks = stops.get(prefix) ?? new Map<string, Block>();
    stops.set(prefix, blocks);
    const block = blocks.get(number) ?? emptyBlock();
    blocks.set(number, block);
    if (part === "type") block.type = value;
    else if (part === "deleted") block.isDeleted = value !== "";
    else if (part === "order") block.order = Number(value);
    else if (part === "value") block.value = value;
    else block.quote = value;
  }
  return new Map(
    [...stops].map(([prefix, blocks]) => [prefix, storyOf([...blocks.values()])]),
  );
}

/** How many words a text has: what blanks part, and which holds a letter or a digit. */
export function countWords(text: string): number {
  // An apostrophe parts no word here: “l’étape” is read out in one breath.
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function emptyBlock(): Block {
  return { order: 0, isDeleted: false, type: "", value: "", quote: "" };
}

function storyOf(blocks: readonly Block[]): WrittenStory {
  const kept = blocks
    .filter(({ isDeleted }) => !isDeleted)
    .sort((a, b) => a.order - b.order);
  const words = kept.reduce((sum, { type, value, quote }) => {
    if (type === "text") return sum + countWords(richText(value));
    return type === "quote" ? sum + countWords(quote) : sum;
  }, 0);
  const recordings = kept.flatMap(({ type, value }) =>
    type === "recording" && /^\d+$/.test(value) ? [value] : [],
  );
  return { words, recordings };
}

/** The text that Draftail keeps as JSON; nothing while there is none. */
function richText(json: string): string {
  try {
    const content = JSON.parse(json) as {
      readonly blocks?: readonly { readonly text?: unknown }[];
    } | null;
    const blocks = content?.blocks ?? [];
    return blocks.map(({ text }) => (typeof text === "string" ? text : "")).join("\n");
  } catch {
    return "";
  }
}
