/** The bell, and silence: short sounds made on the phone, so that they need no network. Pure. */

const RATE_HZ = 22_050;
const HEADER_BYTES = 44;
/** Two notes of a small bell, a fifth apart: A5 and E6. */
const NOTES: readonly (readonly [startS: number, hertz: number])[] = [
  [0, 880],
  [0.22, 1318.5],
];
const BELL_S = 1.1;
const LOUDNESS = 0.28;

/** The two notes as a WAV file (PCM, 16 bits, mono). */
export function bellWav(): Uint8Array<ArrayBuffer> {
  return wav(BELL_S, (t) => {
    let sum = 0;
    for (const [startS, hertz] of NOTES) {
      const s = t - startS;
      if (s > 0) sum += Math.sin(2 * Math.PI * hertz * s) * Math.exp(-5 * s);
    }
    return LOUDNESS * sum;
  });
}

/** Silence of some seconds. */
export function silenceWav(seconds: number): Uint8Array<ArrayBuffer> {
  return wav(seconds, () => 0);
}

function wav(seconds: number, level: (t: number) => number): Uint8Array<ArrayBuffer> {
  const count = Math.round(seconds * RATE_HZ);
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + 2 * count));
  const write = (at: number, text: string): void => {
    for (const [i, letter] of [...text].entries())
      view.setUint8(at + i, letter.charCodeAt(0));
  };
  write(0, "RIFF");
  view.setUint32(4, HEADER_BYTES - 8 + 2 * count, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, RATE_HZ, true);
  view.setUint32(28, 2 * RATE_HZ, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, "data");
  view.setUint32(40, 2 * count, true);
  for (let i = 0; i < count; i += 1) {
    const value = Math.max(-1, Math.min(1, level(i / RATE_HZ)));
    view.setInt16(HEADER_BYTES + 2 * i, Math.round(value * 32_767), true);
  }
  return new Uint8Array(view.buffer);
}

/** The address of a sound made here. */
export function soundAddress(sound: Uint8Array<ArrayBuffer>): string {
  return URL.createObjectURL(new Blob([sound], { type: "audio/wav" }));
}
