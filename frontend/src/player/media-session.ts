import type { Player } from "./player";
import { SKIP_SECONDS } from "./playlist";

/** What headsets and locked screens say: the stop, who tells it, the trail, a picture. */
export interface Described {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly picture: string;
}

const session = (): MediaSession | null =>
  "mediaSession" in navigator ? navigator.mediaSession : null;

/** Gives the keys of headsets and locked screens to the player. */
export function connectMediaSession(player: Player, move: (by: 1 | -1) => void): void {
  const on = (name: MediaSessionAction, act: MediaSessionActionHandler): void => {
    try {
      session()?.setActionHandler(name, act);
    } catch {
      // This browser does not know the action: its key stays without effect.
    }
  };
  on("play", () => void player.play());
  on("pause", () => player.pause());
  on("seekbackward", ({ seekOffset }) => player.skip(-(seekOffset ?? SKIP_SECONDS)));
  on("seekforward", ({ seekOffset }) => player.skip(seekOffset ?? SKIP_SECONDS));
  on("seekto", ({ seekTime }) => player.seek(seekTime ?? 0));
  on("previoustrack", () => move(-1));
  on("nexttrack", () => move(1));
  for (const name of ["loadedmetadata", "ratechange", "seeked", "playing"])
    player.audio.addEventListener(name, () => showMoment(player));
}

export function describe({ title, artist, album, picture }: Described): void {
  const found = session();
  if (!found) return;
  const artwork = picture ? [{ src: picture, type: "image/webp" }] : [];
  found.metadata = new MediaMetadata({ title, artist, album, artwork });
}

/** Where the recording is, for the line on a locked screen. */
function showMoment({ audio }: Player): void {
  const { duration, currentTime, playbackRate } = audio;
  if (!Number.isFinite(duration) || duration <= 0) return;
  try {
    const position = Math.min(currentTime, duration);
    session()?.setPositionState?.({ duration, position, playbackRate });
  } catch {
    // Some browsers refuse a moment beyond a length they have not read yet.
  }
}
