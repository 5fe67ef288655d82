/** Whether the stories will start: the bench over the trail as the form has it. */
import type { Check, CheckService } from "./check-service";
import type { ComposerPart, Say, Trail } from "./composer-part";
import type { FormStop } from "./form-stop";
import {
  benchDocument,
  type CheckedTrail,
  checkedTrail,
  isGuided,
  zonedStops,
} from "./trail-zones";
import { SEED, WALKS } from "./trigger-bounds";
import {
  gradeOf,
  in100,
  type Mark,
  type Marks,
  markOf,
  NO_MARKS,
  type StopFigures,
  wholeOf,
} from "./trigger-grades";
import { TriggerPanel } from "./trigger-panel";
import { TriggerRun } from "./trigger-run";

export interface CheckHost {
  readonly form: HTMLFormElement;
  /** Address of the bench's script, fetched when it is first run. */
  readonly bench: string;
  readonly service: CheckService;
  /** How many stories in 100 the city wants on time; null where it does not say. */
  readonly threshold: number | null;
  readonly say: Say;
  /** Brings a stop into sight on the map. */
  showStop(prefix: string): void;
  /** Shows figures in the list and on the zones. */
  mark(marks: Marks): void;
}

/** What was found, and for which state of the trail. */
interface Found {
  readonly of: string;
  readonly walks: number;
  readonly figures: ReadonlyMap<string, StopFigures>;
}

export class TriggerCheckPart implements ComposerPart {
  readonly element: HTMLElement;
  private readonly panel: TriggerPanel;
  private readonly run = new TriggerRun();
  private readonly aborting = new AbortController();
  private trail: Trail | null = null;
  private found: Found | null = null;
  private wasOld = false;
  private isOpen = false;
  private hasAsked = false;

  constructor(private readonly host: CheckHost) {
    this.panel = new TriggerPanel(host.say, {
      start: () => void this.start(),
      stop: () => this.giveUp(),
      showStop: (prefix) => host.showStop(prefix),
    });
    this.element = this.panel.element;
    const { signal } = this.aborting;
    host.form.addEventListener(
      "change",
      ({ target }) => {
        if (target instanceof HTMLSelectElement && target.name === "mode")
          this.showFound();
      },
      { signal },
    );
  }

  open(): void {
    this.isOpen = true;
    void this.recall();
  }

  show(trail: Trail): void {
    const { trail: was } = this;
    this.trail = trail;
    if (was?.stops !== trail.stops || was.track !== trail.track) this.showFound();
    void this.recall();
  }

  stop(): void {
    this.aborting.abort();
    this.run.stop();
  }

  private async start(): Promise<void> {
    const { host, panel } = this;
    const checked = this.checked();
    if (!checked) {
      panel.status.say(host.say("check_nothing"), true);
      return;
    }
    this.hasAsked = true;
    const prefixes = this.prefixes();
    panel.showRun(true, WALKS);
    panel.status.say(host.say("check_running", { walks: WALKS }));
    const wanted = { document: benchDocument(checked), walks: WALKS };
    const figures = await this.run.start(host.bench, wanted, (walked) =>
      panel.showWalked(walked),
    );
    panel.showRun(false);
    if (!figures) {
      panel.status.say(host.say("check_failed"), true);
      return;
    }
    const check = { walks: WALKS, seed: SEED, figures };
    this.take(checked, prefixes, check);
    await this.keep(checked, check);
  }

  /** What was found for this trail before, asked once, when it is first there. */
  private async recall(): Promise<void> {
    const checked = this.isOpen && !this.hasAsked ? this.checked() : null;
    if (!checked) return;
    this.hasAsked = true;
    const prefixes = this.prefixes();
    const { signal } = this.aborting;
    const check = await this.host.service.known(checked, signal);
    if (check && !this.found && !this.run.isGoing && !signal.aborted)
      this.take(checked, prefixes, check);
  }

  private take(of: CheckedTrail, prefixes: readonly string[], check: Check): void {
    const { walks, figures } = check;
    this.found = {
      of: JSON.stringify(of),
      walks,
      figures: new Map(figures.map((each, i) => [prefixes[i] ?? "", each])),
    };
    this.wasOld = false;
    this.showFound();
  }

  /** The trail as it is now; null for one that nobody can be walked on. */
  private checked(): CheckedTrail | null {
    const { host, trail } = this;
    if (!trail?.track.legs.length || !this.prefixes().length) return null;
    return checkedTrail(trail.stops, trail.track, isGuided(host.form));
  }

  private prefixes(): string[] {
    return zonedStops(this.trail?.stops ?? []).map(({ stop }) => stop.prefix);
  }

  private giveUp(): void {
    this.run.stop();
    this.panel.showRun(false);
    this.panel.status.say(this.host.say("check_stopped"));
  }

  /** So that publication knows of it; what is not kept is said. */
  private async keep(checked: CheckedTrail, check: Check): Promise<void> {
    const { service, say } = this.host;
    const { signal } = this.aborting;
    const answer = await service.keep(checked, check, signal);
    if (answer === true || signal.aborted) return;
    const why = answer || say("check_unkept");
    this.panel.status.say(`${this.sentence()} ${why}`, true);
  }

  /** Marks and advice; of an earlier state once stops or track are others. */
  private showFound(): void {
    const { found, host, panel, trail } = this;
    if (!found || !trail) return;
    const isOld = found.of !== JSON.stringify(this.checked());
    const stops = trail.stops.filter(({ prefix }) => found.figures.has(prefix));
    host.mark(this.marks(stops, isOld));
    panel.showAdvice(this.advised(stops), isOld);
    if (this.run.isGoing) return;
    if (isOld !== this.wasOld || !isOld) panel.status.say(this.sentence(isOld));
    this.wasOld = isOld;
  }

  private marks(stops: readonly FormStop[], isOld: boolean): Marks {
    const { found, host } = this;
    if (!found) return NO_MARKS;
    const marks = new Map<string, Mark>();
    for (const { prefix } of stops) {
      const figures = found.figures.get(prefix);
      if (figures) marks.set(prefix, markOf(host.say, figures, host.threshold, isOld));
    }
    return marks;
  }

  private advised(stops: readonly FormStop[]) {
    const { say } = this.host;
    return stops.flatMap(({ prefix, number, title, placePoint }) => {
      const advice = this.found?.figures.get(prefix)?.advice ?? [];
      if (!advice.length) return [];
      const known = title || placePoint?.name;
      const name = known ? say("zone_stop", { number, title: known }) : String(number);
      return [{ prefix, name, sentences: advice.map((each) => say(`check_${each}`)) }];
    });
  }

  /** What all stops together come to. */
  private sentence(isOld = false): string {
    const { say, threshold } = this.host;
    if (isOld) return say("check_old");
    const figures = [...(this.found?.figures.values() ?? [])];
    const poor = figures.filter(
      (each) => gradeOf(in100(each), threshold) !== "good",
    ).length;
    const words = {
      count: wholeOf(figures) ?? 0,
      walks: this.found?.walks ?? WALKS,
      poor,
    };
    return say(poor ? "check_done_poor" : "check_done", words);
  }
}
