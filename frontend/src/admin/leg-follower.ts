/** Lets the legs of a track follow its stops: one question at a time, the newest. */
import type { Plan } from "./leg-plan";
import type { Answer, Ask, Profile } from "./leg-service";

/** What to do now, later, and no more: the browser's clock, or a test's. */
export interface Clock {
  later(act: () => void, afterMs: number): number;
  cancel(timer: number): void;
}

export const CLOCK: Clock = {
  later: (act, afterMs) => window.setTimeout(act, afterMs),
  cancel: (timer) => window.clearTimeout(timer),
};

export class LegFollower {
  private wanted: Plan | null = null;
  private timer = 0;
  private asking: AbortController | null = null;

  /** `settle` gets each plan once its answer is there, unless a newer one came first. */
  constructor(
    private readonly ask: Ask,
    private readonly profile: () => Profile,
    private readonly settle: (plan: Plan, answer: Answer) => void,
    private readonly clock: Clock = CLOCK,
  ) {}

  /** The plan that waits for its answer. */
  get pending(): Plan | null {
    return this.wanted;
  }

  /** Asks for a plan, after a moment in which others may take its place. */
  follow(plan: Plan, afterMs: number): void {
    this.drop();
    this.wanted = plan;
    if (!plan.some(({ isAsked }) => isAsked)) this.done(plan, NOTHING);
    else this.timer = this.clock.later(() => void this.send(plan), afterMs);
  }

  /** Forgets what was asked: an answer that still comes changes nothing. */
  drop(): void {
    this.clock.cancel(this.timer);
    this.asking?.abort();
    this.asking = null;
    this.wanted = null;
  }

  private async send(plan: Plan): Promise<void> {
    this.asking = new AbortController();
    const answer = await this.ask(plan, this.profile(), this.asking.signal);
    if (this.wanted === plan) this.done(plan, answer);
  }

  private done(plan: Plan, answer: Answer): void {
    this.wanted = null;
    this.asking = null;
    this.settle(plan, answer);
  }
}

const NOTHING: Answer = { found: new Map(), notice: null };
