/** How long one listens at a stop: of a story's tellings the first one counts. Pure. */

/** A recording as far as the rhythm looks at it; music and ambience tell nothing. */
export interface KnownRecording {
  readonly seconds: number;
  readonly language?: string | undefined;
  readonly telling?: string | undefined;
}

/** In the order of `media_library/tellings.py`: the first that is there plays. */
const TELLINGS: readonly string[] = [
  "full",
  "short",
  "expert",
  "children",
  "described",
];

/** Seconds of a stop's recordings; null without any whose length is known. */
export function heardSeconds(recordings: readonly KnownRecording[]): number | null {
  const heard = recordings.filter(
    ({ telling, language }) =>
      telling === undefined || telling === firstTelling(recordings, language),
  );
  return heard.length ? heard.reduce((sum, { seconds }) => sum + seconds, 0) : null;
}

function firstTelling(
  recordings: readonly KnownRecording[],
  language: string | undefined,
): string | undefined {
  const stories = recordings.filter((each) => each.language === language);
  return TELLINGS.find((name) => stories.some(({ telling }) => telling === name));
}
