import type { Player } from "./player";
import { SKIP_SECONDS } from "./playlist";

/** Gives the keys of headsets and locked screens to the player. */
export function connectMediaSession(player: Player, move: (by: 1 | -1) => void): void {
  if (!("mediaSession" in navigator)) return;
  const on = (name: MediaSessionAction, act: MediaSessionActionHandler): void => {
    try {
      navigator.mediaSession.setActionHandler(name, act);
    } catch {
      // This browser does not know the action: its key stays without effect.
    }
  };
  on("play", () => void player.play());
  on("pause", () => player.audio.pause());
  on("seekbackward", ({ seekOffset }) => player.skip(-(seekOffset ?? SKIP_SECONDS)));
  on("seekforward", ({ seekOffset }) => player.skip(seekOffset ?? SKIP_SECONDS));
  on("seekto", ({ seekTime }) => player.seek(seekTime ?? 0));
  on("previoustrack", () => move(-1));
  on("nexttrack", () => move(1));
}

/** Says what is playing: the stop, who tells it, the trail it belongs to. */
export function describe(page: HTMLElement, title: string, artist: string): void {
  if (!("mediaSession" in navigator)) return;
  const album = page.querySelector("h1")?.textContent?.trim() ?? "";
  const src = page.querySelector<HTMLImageElement>(".trail__cover")?.src;
  const artwork = src ? [{ src, type: "image/webp" }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({
    title,
    artist,
    album,
    artwork,
  });
}
