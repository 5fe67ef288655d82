/** What a phone in the pocket says to the hand. Phones without it stay still. */
const CODES = {
  story: [90], // a story starts
  waiting: [40, 90, 40], // another one waits
  off: [220, 120, 220], // the trail was left
} as const;

export type Code = keyof typeof CODES;

export function vibrate(code: Code): void {
  // Refused until the page was touched, and unknown on iPhones.
  navigator.vibrate?.([...CODES[code]]);
}
