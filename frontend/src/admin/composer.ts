/** Legs that follow streets from stop to stop, as the track's field edits them. */
import type { Point } from "../geo";
import type { Say } from "./composer-part";
import { type FormStop, stopPoint } from "./form-stop";
import { LegFollower } from "./leg-follower";
import { LegList, type ListedLeg, type ListState } from "./leg-list";
import {
  alongLine,
  followStops,
  isBetween,
  type LegStop,
  type Plan,
  planOf,
  planStreets,
  settled,
  withLeg,
  withVia,
} from "./leg-plan";
import type { Answer, Ask, Profile } from "./leg-service";
import { LegsLayer, type ShownLeg } from "./legs-layer";
import { rounded } from "./line";
import type { LineEditor } from "./line-editor";

const STOPS_PAUSE_MS = 400;
const MOST_VIAS = 10;

/** What the composer needs of the field around it. */
export interface ComposerHost {
  /** The editor now: another one when the field starts again. */
  editor(): LineEditor;
  isFaulty(): boolean;
  /** Does one step that can be undone, and writes it. */
  change(step: () => void): void;
  refresh(): void;
  profile(): Profile;
  readonly ask: Ask;
  readonly language: string;
  readonly say: Say;
}

export class Composer {
  readonly list: LegList;
  private readonly follower: LegFollower;
  private layer: LegsLayer | null = null;
  private was: readonly LegStop[] | null = null;
  /** Whether what is awaited was asked for itself, or follows a change of the stops. */
  private isOwnStep = false;
  private notice: string | null = null;
  private awaited: { readonly leg: number; readonly number: number } | null = null;

  constructor(private readonly host: ComposerHost) {
    this.follower = new LegFollower(host.ask, host.profile, (plan, answer) =>
      this.settle(plan, answer),
    );
    this.list = new LegList(host.say, host.language, {
      choose: (leg) => this.choose(leg),
      setStreets: (leg) => this.replan(leg, { by: "street", vias: [] }),
      setFreehand: (leg) => {
        this.follower.drop();
        host.change(() => this.editor.setFreehand(leg));
      },
      removeVia: (leg, number) => this.removeVia(leg, number),
    });
  }

  open(map: L.Map): void {
    const { host } = this;
    this.layer = new LegsLayer(map, {
      choose: (leg) => this.choose(leg),
      addVia: (leg, along, via) => this.addVia(leg, along, via),
      moveVia: (leg, number, via, afterMs) => this.moveVia(leg, number, via, afterMs),
      removeVia: (leg, number) => this.removeVia(leg, number),
      nameOfVia: (leg, number) =>
        host.say("via_point", { number: number + 1, leg: leg + 1 }),
    });
  }

  stop(): void {
    this.follower.drop();
    this.layer = null;
  }

  get isComposed(): boolean {
    return !this.editor.track.isPlain;
  }

  get isLoop(): boolean {
    return this.plan.at(-1)?.closes ?? false;
  }

  get isWaiting(): boolean {
    return this.follower.pending !== null;
  }

  get hasJustDragged(): boolean {
    return this.layer?.hasJustDragged ?? false;
  }

  /** Stops that have a point, as legs know them. */
  get stopCount(): number {
    return this.was?.length ?? 0;
  }

  /** The stops as the form has them now; at first nothing moves, whatever they are. */
  showStops(formStops: readonly FormStop[]): void {
    const now = formStops.flatMap((stop) => {
      const point = stopPoint(stop);
      if (!point) return [];
      const name = stop.title || stop.placePoint?.name || String(stop.number);
      return [{ ...rounded(point), key: stop.prefix, name }];
    });
    const { was } = this;
    this.was = now;
    // The first legs may still be awaited: a stop that comes meanwhile is theirs too.
    const isFollowed = this.isComposed || this.isWaiting;
    if (!was || !isFollowed || this.host.isFaulty() || isSame(was, now)) return;
    this.isOwnStep &&= this.isWaiting;
    const plan = followStops(this.plan, was, now, this.isLoop);
    this.follower.follow(plan, STOPS_PAUSE_MS);
    this.host.refresh();
  }

  /** Brings loose legs to the stops: a step back may have come before they followed. */
  catchUp(): void {
    const { plan, was } = this;
    if (!was || !this.editor.isLoose || this.isWaiting || isBetween(plan, was)) return;
    this.isOwnStep = false;
    this.follower.follow(followStops(plan, was, was, this.isLoop), 0);
  }

  /** The first legs of a trail, as part of the step that placed its second stop. */
  begin(): void {
    if (this.isComposed || this.isWaiting) return;
    this.isOwnStep = false;
    this.follower.follow(planStreets([], this.was ?? [], false), 0);
    this.host.refresh();
  }

  /** Every leg that is not drawn by hand is asked for, whatever the track was. */
  followStreets(): void {
    const plan = this.isComposed ? this.plan : [];
    this.follow(planStreets(plan, this.was ?? [], this.isLoop), 0);
  }

  /** Adds the way back to the first stop, or takes it away. */
  toggleLoop(): void {
    const stops = this.was ?? [];
    this.follow(followStops(this.plan, stops, stops, !this.isLoop), 0);
  }

  /** The chosen leg passes through a point. */
  passBy(via: Point): void {
    const { leg, chosenLeg } = this.editor;
    if (leg === null || !chosenLeg) return;
    this.addVia(leg, alongLine(chosenLeg.line, via), via);
  }

  /** Forgets what is being asked; true when that was a step of its own. */
  drop(): boolean {
    const wasStep = this.isWaiting && this.isOwnStep;
    this.follower.drop();
    return wasStep;
  }

  choose(leg: number | null): void {
    this.editor.chooseLeg(leg);
    this.host.refresh();
  }

  /** Lines, squares and list as the track has them. */
  show(): void {
    this.layer?.draw(this.shownLegs());
    this.list.show(this.listed());
    if (this.awaited && !this.isWaiting) {
      this.layer?.focusVia(this.awaited.leg, this.awaited.number);
      this.awaited = null;
    }
  }

  private get editor(): LineEditor {
    return this.host.editor();
  }

  /** What is wanted now: ahead of the track while an answer is awaited. */
  private get plan(): Plan {
    if (this.follower.pending) return this.follower.pending;
    return this.isComposed ? planOf(this.editor.track.legs) : [];
  }

  private follow(plan: Plan, afterMs: number): void {
    this.isOwnStep = true;
    this.follower.follow(plan, afterMs);
    this.host.refresh();
  }

  private replan(
    leg: number,
    change: Parameters<typeof withLeg>[2],
    afterMs = 0,
  ): void {
    this.follow(withLeg(this.plan, leg, change), afterMs);
  }

  private addVia(leg: number, along: number, via: Point): void {
    const planned = this.plan[leg];
    const drawn = this.editor.track.legs[leg];
    if (!planned || !drawn || planned.vias.length >= MOST_VIAS) return;
    const { vias, number } = withVia(
      { line: drawn.line, vias: planned.vias },
      along,
      via,
    );
    this.editor.chooseLeg(leg);
    this.awaited = { leg, number };
    this.replan(leg, { vias });
  }

  private moveVia(leg: number, number: number, via: Point, afterMs: number): void {
    const old = this.plan[leg]?.vias ?? [];
    const vias = old.map((each, i) => (i === number ? rounded(via) : each));
    this.replan(leg, { vias }, afterMs);
  }

  private removeVia(leg: number, number: number): void {
    const old = this.plan[leg]?.vias ?? [];
    this.replan(leg, { vias: old.filter((_via, i) => i !== number) });
  }

  /** One step for a whole answer; none when nothing differs. */
  private settle(plan: Plan, answer: Answer): void {
    const { host, editor } = this;
    const old = this.isComposed ? editor.track.legs : [];
    const legs = settled(plan, old, answer.found);
    if (answer.found.size) this.notice = answer.notice;
    const isSameTrack =
      this.isComposed &&
      legs.length === old.length &&
      legs.every((leg, i) => leg === old[i]);
    if (isSameTrack || host.isFaulty()) host.refresh();
    else if (this.isOwnStep) host.change(() => editor.replaceLegs(legs));
    else host.change(() => editor.settleLegs(legs));
  }

  private shownLegs(): ShownLeg[] {
    const { editor } = this;
    if (editor.track.isPlain) return [];
    const { plan } = this;
    const isAligned = plan.length === editor.track.legs.length;
    return editor.track.legs.map((leg, i) => ({
      leg,
      vias: (isAligned ? plan[i]?.vias : null) ?? leg.vias,
      isChosen: i === editor.leg,
      isEdited: i === editor.leg && leg.by !== "street",
    }));
  }

  private listed(): ListState {
    const { legs } = this.editor.track;
    if (!this.isComposed) return { legs: [], chosen: null, notices: [] };
    const names = this.nameOfEnds();
    const listed = legs.map((leg, i) => {
      const [start, end] = names(i, leg.closes);
      return { leg, start, end, viaCount: leg.vias.length };
    });
    return { legs: listed, chosen: this.editor.leg, notices: this.notices(listed) };
  }

  /** Names of the stops at both ends of a leg. */
  private nameOfEnds(): (leg: number, closes: boolean) => [string, string] {
    const stops = this.was ?? [];
    const name = (n: number) => stops[n]?.name ?? String(n + 1);
    return (leg, closes) => [name(leg), name(closes ? 0 : leg + 1)];
  }

  private notices(legs: readonly ListedLeg[]): string[] {
    const { say } = this.host;
    const found: string[] = [];
    const stops = this.was;
    if (
      stops &&
      !this.isWaiting &&
      !isBetween(planOf(legs.map(({ leg }) => leg)), stops)
    )
      found.push(say("stops_changed"));
    const isUnmapped = legs.some(({ leg }) => leg.reason === "no-map");
    if (this.notice) found.push(this.notice);
    else if (isUnmapped) found.push(say("no_map"));
    legs.forEach(({ leg, start, end }, i) => {
      if (leg.reason === null || leg.reason === "no-map") return;
      const name = say("leg_name", { number: i + 1, start, end });
      const reason = say(`reason_${leg.reason}`, { start, end });
      found.push(say("leg_fault", { leg: name, reason }));
    });
    return found;
  }
}

function isSame(was: readonly LegStop[], now: readonly LegStop[]): boolean {
  const points = (stops: readonly LegStop[]) =>
    JSON.stringify(
      stops.map(({ key, latitude, longitude }) => [key, latitude, longitude]),
    );
  return points(was) === points(now);
}
