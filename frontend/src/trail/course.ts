import type { Outcome } from "../player/player";
import type { Fix } from "../position/state";
import type { Dock } from "./dock";
import type { Framing } from "./framing";
import type { Guide } from "./guide";
import type { Layout } from "./layout";
import type { Leading } from "./leading";
import type { MapStage } from "./map-stage";
import type { SheetStage } from "./sheet-stage";
import { isOpen, mainTrack, readTrack, type Stop, type Track } from "./stops";
import type { Teller } from "./teller";

/** What goes along from stop to stop. */
export interface CourseParts {
  readonly stops: readonly Stop[];
  readonly layout: Layout;
  readonly dock: Dock;
  readonly teller: Teller;
  readonly guide: Guide;
  readonly leading: Leading;
  readonly sheet: SheetStage;
  readonly stage: MapStage;
  readonly framing: Framing;
  /** Where the walker is, while that is known well, and where found last. */
  walker(): Fix | null;
  found(): Fix | null;
  onChange(): void;
}

/** From stop to stop: by itself, with the row under the player, or by hand. */
export class Course {
  readonly #parts: CourseParts;

  constructor(parts: CourseParts) {
    this.#parts = parts;
  }

  get first(): Stop | undefined {
    const { stops } = this.#parts;
    return stops.find(isOpen) ?? stops[0];
  }

  find(code: string | undefined): Stop | undefined {
    return this.#parts.stops.find((stop) => stop.code === code);
  }

  select(stop: Stop, track?: Track | null): void {
    const { teller, stage, onChange } = this.#parts;
    teller.select(stop, track);
    void stage.map?.then((map) => map?.setCurrent(stop));
    onChange();
  }

  /** A story that begins by itself. */
  tell(code: string): Promise<Outcome> {
    const { teller, sheet } = this.#parts;
    const stop = this.find(code);
    if (!stop) return Promise.resolve("silent");
    this.select(stop, stop.track);
    sheet.showStop();
    this.showOnMap();
    return teller.player.play();
  }

  /** A story that the walker asked for: "I am at this stop". */
  hear(code: string): void {
    this.#parts.guide.choose(code);
    void this.tell(code);
  }

  /** Plays or pauses a recording of the page. `isStarted`: the tap has done so. */
  listen(element: HTMLElement, isStarted: boolean): void {
    const { teller, guide, dock } = this.#parts;
    const track = readTrack(element);
    const holder = element.closest<HTMLElement>("[data-stop]");
    const stop = this.find(holder?.dataset["stop"]) ?? teller.current ?? this.first;
    const { player } = teller;
    if (!track || !stop) return;
    if (player.track?.element === element && !isStarted) {
      player.toggle();
      return;
    }
    dock.open();
    const isMain = track.address === stop.track?.address;
    this.select(stop, isMain ? stop.track : track);
    if (isMain) guide.choose(stop.code);
    if (!isStarted) void player.play();
  }

  /** Plays a recording of the page from a moment on. */
  hearFrom(element: HTMLElement, seconds: number): void {
    const { player } = this.#parts.teller;
    if (player.track?.element !== element) this.listen(element, true);
    player.seek(seconds);
    if (!player.isPlaying) void player.play();
  }

  /** Another telling was chosen: a story that is being heard begins anew in it. */
  retell(): void {
    const { stops, teller } = this.#parts;
    const { current, player } = teller;
    const held = player.track;
    const isHeld = held !== null && held === current?.track;
    for (const stop of stops) {
      const track = stop.element && mainTrack(stop.element);
      if (track?.address !== stop.track?.address) stop.track = track;
    }
    if (!current || !isHeld || current.track === held) return;
    const isHeard = player.isPlaying;
    this.select(current, current.track);
    if (isHeard) void player.play();
  }

  /** What the row under the player does: on to where one is led. */
  follow(): void {
    const { teller, leading, walker } = this.#parts;
    const where = teller.whereabouts(walker());
    const goal = where && leading.goal(where);
    if (goal?.isCurrent) this.hear(goal.stop.code);
    else if (goal) this.move(1, teller.player.isPlaying);
  }

  /** To a neighbouring stop; told at once from a headset, or while another was told. */
  move(by: 1 | -1, isTold: boolean): void {
    const { teller, guide, sheet, layout } = this.#parts;
    const stop = teller.neighbour(by);
    if (!stop) return;
    if (isTold) guide.choose(stop.code);
    this.select(stop);
    sheet.showStop();
    if (isTold) void teller.player.play();
    if (!layout.isApp && layout.isWalking) {
      stop.element?.scrollIntoView({ block: "start" });
    }
    this.showOnMap();
  }

  showOnMap(): void {
    const { framing, found } = this.#parts;
    framing.show(found());
  }
}
