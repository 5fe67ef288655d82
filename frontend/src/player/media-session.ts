import { SKIP_SECONDS } from "./playlist";

/** What the phone's locked screen and the headset may ask for. */
export interface SessionActions {
  play(): void;
  pause(): void;
  skip(seconds: number): void;
  seek(seconds: number): void;
  move(by: 1 | -1): void;
}

/** Gives the keys of headsets and locked screens to the player. */
export function connectMediaSession(actions: SessionActions): void {
  if (!("mediaSession" in navigator)) return;
  const on = (name: MediaSessionAction, act: MediaSessionActionHandler): void => {
    try {
      navigator.mediaSession.setActionHandler(name, act);
    } catch {
      // This browser does not know the action: its key stays without effect.
    }
  };
  on("play", () => actions.play());
  on("pause", () => actions.pause());
  on("seekbackward", (details) => actions.skip(-(details.seekOffset ?? SKIP_SECONDS)));
  on("seekforward", (details) => actions.skip(details.seekOffset ?? SKIP_SECONDS));
  on("previoustrack", () => actions.move(-1));
  on("nexttrack", () => actions.move(1));
  on("seekto", (details) => actions.seek(details.seekTime ?? 0));
}

/** Says what is playing: the stop, who tells it, the trail it belongs to. */
export function describe(
  title: string,
  artist: string,
  album: string,
  cover: string,
): void {
  if (!("mediaSession" in navigator)) return;
  const artwork = cover ? [{ src: cover, type: "image/webp" }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({
    title,
    artist,
    album,
    artwork,
  });
}
