import assert from "node:assert/strict";
import test from "node:test";
import { bellWav, silenceWav } from "../../frontend/src/player/bell.ts";

const view = (sound: Uint8Array<ArrayBuffer>): DataView => new DataView(sound.buffer);
const words = (sound: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...sound.slice(from, to));
const peak = (sound: Uint8Array<ArrayBuffer>): number => {
  let most = 0;
  for (let at = 44; at < sound.length; at += 2)
    most = Math.max(most, Math.abs(view(sound).getInt16(at, true)));
  return most / 32_768;
};

test("the bell is a WAV file whose header tells its true length", () => {
  const bell = bellWav();
  assert.equal(words(bell, 0, 4), "RIFF");
  assert.equal(words(bell, 8, 16), "WAVEfmt ");
  assert.equal(view(bell).getUint32(4, true), bell.length - 8);
  assert.equal(view(bell).getUint32(40, true), bell.length - 44);
});

test("the bell is heard, and never so loud that it is cut", () => {
  assert.ok(peak(bellWav()) > 0.1);
  assert.ok(peak(bellWav()) < 0.9);
});

test("silence lasts as long as it is asked to", () => {
  const silence = silenceWav(2);
  const bytesPerSecond = view(silence).getUint32(28, true);
  assert.equal(view(silence).getUint32(40, true) / bytesPerSecond, 2);
  assert.equal(peak(silence), 0);
});
