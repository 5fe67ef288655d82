/** A walk along a line: where one is, how far, which way. It reads no clock. Pure. */
import { bearingDeg, distanceM, type Point } from "../geo";
import { alongLine } from "./leg-plan";
import type { Line } from "./line";

const PACE_M_S = 4000 / 3600; // 4 km/h, as the trail's page counts

/** How many times as fast as on foot. */
export type Speed = 1 | 8;

/** A place on a line, and the way on from there: 0 north, 90 east. */
export interface Spot extends Point {
  readonly headingDeg: number;
}

export class DeskWalk {
  /** Metres of the line behind the walker. */
  metres = 0;
  isGoing = false;
  speed: Speed = 1;
  private line: Line = [];
  /** Metres from the start to each point of the line. */
  private marks: readonly number[] = [];
  private aside: Point | null = null;

  /** Another line is walked from now on, as far along it as before. */
  follow(line: Line): void {
    this.line = line;
    this.marks = marksOf(line);
    this.metres = Math.min(this.metres, this.lengthM);
    if (!this.isWalkable) this.isGoing = false;
  }

  get lengthM(): number {
    return this.marks.at(-1) ?? 0;
  }

  get isWalkable(): boolean {
    return this.lengthM > 0;
  }

  get isAtEnd(): boolean {
    return this.metres >= this.lengthM;
  }

  /** Where the walker is; null without a line. */
  get place(): Spot | null {
    const spot = this.spotAt(this.metres);
    return spot && { ...spot, ...this.aside };
  }

  /** Metres between the walker and the line; 0 on it. */
  get asideM(): number {
    const spot = this.spotAt(this.metres);
    return spot && this.aside ? distanceM(spot, this.aside) : 0;
  }

  /** Starts or pauses; from the end, starts again. One goes back to the line to go on. */
  toggle(): void {
    this.isGoing = !this.isGoing && this.isWalkable;
    if (!this.isGoing) return;
    this.aside = null;
    if (this.isAtEnd) this.metres = 0;
  }

  /** Goes on for some seconds, and pauses at the end of the line. */
  advance(seconds: number): void {
    if (!this.isGoing) return;
    this.seek(this.metres + seconds * PACE_M_S * this.speed);
    if (this.isAtEnd) this.isGoing = false;
  }

  /** Goes to a distance along the line, kept within it. */
  seek(metres: number): void {
    this.aside = null;
    this.metres = Math.max(0, Math.min(this.lengthM, metres));
  }

  /**
   * Takes the walker by hand, and pauses: it stands on the line where that is near
   * enough, else aside.
   */
  put(point: Point, nearM = 0): void {
    this.isGoing = false;
    this.metres = this.metresAlong(point);
    const { latitude, longitude } = point;
    this.aside = { latitude, longitude };
    if (this.asideM <= nearM) this.aside = null;
  }

  /** The line from one distance to another, both ends included, either way. */
  way(fromM: number, toM: number): Point[] {
    const [low, high] = [Math.min(fromM, toM), Math.max(fromM, toM)];
    const inside = this.line.filter((_point, i) => {
      const mark = this.marks[i] ?? 0;
      return mark > low && mark < high;
    });
    const [start, end] = [this.spotAt(low), this.spotAt(high)];
    const way = [start, ...inside, end].filter((point) => point !== null);
    return fromM > toM ? way.reverse() : way;
  }

  /** How far along the line the point nearest to a position is. */
  private metresAlong(point: Point): number {
    const along = alongLine(this.line, point);
    const from = Math.floor(along);
    const start = this.marks[from] ?? 0;
    const end = this.marks[from + 1] ?? start;
    return start + (along - from) * (end - start);
  }

  private spotAt(metres: number): Spot | null {
    const { line, marks } = this;
    const after = marks.findIndex((mark) => mark > 0 && mark >= metres);
    const [from, to] = [line[after - 1], line[after]];
    const [start, end] = [marks[after - 1], marks[after]];
    if (!from || !to || start === undefined || end === undefined) return null;
    const share = (metres - start) / (end - start);
    return {
      latitude: from.latitude + share * (to.latitude - from.latitude),
      longitude: from.longitude + share * (to.longitude - from.longitude),
      headingDeg: bearingDeg(from, to),
    };
  }
}

function marksOf(line: Line): number[] {
  let metres = 0;
  return line.map((point, i) => {
    const before = line[i - 1];
    if (before) metres += distanceM(before, point);
    return metres;
  });
}
