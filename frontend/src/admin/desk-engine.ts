/**
 * The trigger engine on the desk: what a phone would make of the way that its walker is
 * moved. It reads no clock. Pure.
 *
 * However the walker is moved, it goes there on foot, with a fix a second: the engine
 * believes in no leaps, and knows who flies from who walks. So time is what was walked.
 */
import { distanceM, type Point } from "../geo";
import { START, WalkEngine, type WalkEvent, type WalkTrail } from "../walk/engine";

const PACE_M_S = 4000 / 3600; // 4 km/h, as the trail's page counts
const ACCURACY_M = 5; // as under an open sky
/** Who has just switched the phone on stands until it is believed. */
const STANDS_S = 10;
const SECOND_MS = 1000;

const NOWHERE: WalkTrail = { zones: [], line: [], isGuided: true };

export class DeskEngine {
  private trail = NOWHERE;
  private engine: WalkEngine | null = null;
  private heard: readonly string[] = [];
  private here: Point | null = null;
  private sinceFixM = 0;
  private at = 0;

  /** Another trail from now on, unless it is the same; what was heard stays heard. */
  follow(trail: WalkTrail): void {
    if (JSON.stringify(trail) === JSON.stringify(this.trail)) return;
    this.trail = trail;
    this.heard = this.engine?.state.entered ?? this.heard;
    this.engine = this.here = null;
  }

  /** A new walk: nothing was heard yet. */
  restart(): void {
    this.engine = this.here = null;
    this.heard = [];
  }

  /** What happens on a way; it begins where the walker stands. */
  walk(way: readonly Point[]): WalkEvent[] {
    const [start] = way;
    if (!start) return [];
    const events = this.here ? [] : this.begin(start);
    for (const point of way) events.push(...this.goTo(point));
    return events;
  }

  private begin(start: Point): WalkEvent[] {
    const entered = [...this.heard];
    this.engine = new WalkEngine(this.trail, {
      ...START,
      entered,
      announced: [...entered],
    });
    this.here = start;
    this.sinceFixM = this.at = 0;
    return Array.from({ length: STANDS_S }, () => this.find(start)).flat();
  }

  private goTo(to: Point): WalkEvent[] {
    const events: WalkEvent[] = [];
    const from = this.here ?? to;
    const metres = distanceM(from, to);
    let gone = PACE_M_S - this.sinceFixM;
    for (; gone <= metres; gone += PACE_M_S)
      events.push(...this.find(between(from, to, gone / metres)));
    this.sinceFixM = metres - (gone - PACE_M_S);
    this.here = to;
    return events;
  }

  private find({ latitude, longitude }: Point): WalkEvent[] {
    this.at += SECOND_MS;
    const fix = { latitude, longitude, accuracy: ACCURACY_M, at: this.at };
    return this.engine?.take(fix) ?? [];
  }
}

function between(a: Point, b: Point, share: number): Point {
  return {
    latitude: a.latitude + share * (b.latitude - a.latitude),
    longitude: a.longitude + share * (b.longitude - a.longitude),
  };
}
