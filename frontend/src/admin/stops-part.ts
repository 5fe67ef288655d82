/** The stops in the composer: flags on the map, a list beside it, one of them chosen. */
import type { Point } from "../geo";
import type { ComposerPart, Say, Trail } from "./composer-part";
import { type FormStop, grouped, moved, stopPoint, withTakes } from "./form-stop";
import { lengthM, rounded } from "./line";
import { writeDegrees } from "./pasted-point";
import { type ListedStop, StopList } from "./stop-list";
import type { StopRows } from "./stop-rows";
import { StopsLayer } from "./stops-layer";
import { samePoint } from "./track";
import { type Marks, NO_MARKS } from "./trigger-grades";

export class StopsPart implements ComposerPart {
  readonly element: HTMLElement;
  private readonly list: StopList;
  private layer: StopsLayer | null = null;
  private trail: Trail | null = null;
  private chosenPrefix: string | null = null;
  private marks = NO_MARKS;

  /**
   * `rows` are written to; the form tells of it, and the stops are shown again. `chose`
   * hears which stop is chosen.
   */
  constructor(
    private readonly say: Say,
    language: string,
    private readonly rows: StopRows,
    private readonly chose: (prefix: string | null) => void,
  ) {
    this.list = new StopList(say, language, {
      choose: (prefix) => this.choose(prefix, true),
      remove: (prefix) => this.remove(prefix),
      shift: (prefix, by) => this.shift(prefix, by),
      place: (prefix, at) => this.place(prefix, at),
      edit: (prefix) => this.edit(prefix),
    });
    this.element = this.list.element;
  }

  get chosen(): string | null {
    return this.chosenPrefix;
  }

  get hasJustDragged(): boolean {
    return this.layer?.hasJustDragged ?? false;
  }

  open(map: L.Map): void {
    this.layer = new StopsLayer(map, {
      choose: (prefix) => this.choose(prefix),
      move: (prefix, point) => this.move(prefix, point),
      remove: (prefix) => this.remove(prefix),
      shift: (prefix, by) => this.shift(prefix, by),
      nameOf: (stop) => this.nameOf(stop),
    });
    if (this.trail) this.show(this.trail);
  }

  show(trail: Trail): void {
    this.trail = trail;
    const rows = withTakes(trail.stops);
    if (!rows.some(({ prefix }) => prefix === this.chosenPrefix))
      this.chosenPrefix = null;
    this.layer?.draw(flagged(trail.stops, this.chosenPrefix), this.chosenPrefix);
    this.chose(this.chosenPrefix);
    this.list.show(listed(trail, this.marks), this.chosenPrefix);
  }

  /** Tells in the list how often the stories start on time. */
  mark(marks: Marks): void {
    this.marks = marks;
    if (this.trail) this.show(this.trail);
  }

  /** Chooses a stop, or none; `shows` brings it into view and into the focus. */
  choose(prefix: string | null, shows = false): void {
    this.chosenPrefix = prefix;
    if (this.trail) this.show(this.trail);
    if (prefix !== null && shows) this.layer?.focus(prefix);
  }

  /** Chooses a stop and brings the map to it; the focus stays where it is. */
  lookAt(prefix: string): void {
    this.choose(prefix);
    this.layer?.lookAt(prefix);
  }

  /** A stop stands elsewhere: it gets a point of its own, its place stays. */
  private move(prefix: string, point: Point): void {
    this.chosenPrefix = prefix;
    const { latitude, longitude } = rounded(point);
    this.rows.set(prefix, "latitude", writeDegrees(latitude));
    this.rows.set(prefix, "longitude", writeDegrees(longitude));
  }

  private remove(prefix: string): void {
    const place = this.prefixes.indexOf(prefix);
    const hadFocus = this.element.contains(document.activeElement);
    this.rows.remove(prefix);
    if (!hadFocus || !this.trail) return;
    const rows = withTakes(this.trail.stops);
    const stops = grouped(rows.filter((stop) => stop.prefix !== prefix));
    this.show({ ...this.trail, stops });
    this.list.focusAt(place);
  }

  private shift(prefix: string, by: number): void {
    const stops = this.trail?.stops ?? [];
    const isUsual = stops.some((stop) => stop.prefix === prefix);
    const rows = isUsual ? stops : withTakes(stops);
    const at = rows[rows.findIndex((stop) => stop.prefix === prefix) + by];
    if (at) this.place(prefix, at.prefix);
  }

  private place(prefix: string, at: string): void {
    this.chosenPrefix = prefix;
    this.rows.order(moved(this.trail?.stops ?? [], prefix, at));
  }

  private edit(prefix: string): void {
    const title = this.rows.title(prefix);
    title?.focus({ preventScroll: true });
    this.rows.element(prefix)?.scrollIntoView({ block: "start" });
  }

  private get prefixes(): string[] {
    return this.rows.read().map((row) => row.prefix);
  }

  private nameOf({ number, title, told, errors }: FormStop): string {
    const name = title || this.say("untitled_stop");
    const words = { number, name: told ? `${name} (${told})` : name };
    return [this.say("stop_flag", words), ...errors].join(" ");
  }
}

/** Who has a flag: a take at its stop's point would lie over it, unless it is chosen. */
function flagged(stops: readonly FormStop[], chosen: string | null): FormStop[] {
  return stops.flatMap((stop) => {
    const usual = stopPoint(stop);
    const takes = stop.takes.filter((take) => {
      const point = stopPoint(take);
      const isThere = point && usual && samePoint(point, usual);
      return !isThere || take.prefix === chosen;
    });
    return [stop, ...takes];
  });
}

/** How far into the walk each stop comes, where legs tell it; a take where its stop. */
function listed({ stops, track }: Trail, marks: Marks): ListedStop[] {
  let walked: number | null = track.isPlain ? null : 0;
  let leg = 0;
  return stops.flatMap((stop, i) => {
    const isPlaced = stopPoint(stop) !== null;
    const isFirst = stops.findIndex((each) => stopPoint(each)) === i;
    if (isPlaced && !isFirst && walked !== null) {
      const line = track.legs[leg]?.line;
      walked = line ? walked + lengthM(line) : null;
      leg += 1;
    }
    const metres = isPlaced ? walked : null;
    const of = (each: FormStop): ListedStop => ({
      stop: each,
      metres,
      mark: marks.get(each.prefix) ?? null,
    });
    return withTakes([stop]).map(of);
  });
}
