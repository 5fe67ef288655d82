/** Draws from a seed: the same seed gives the same walks on every machine. */

export class Draws {
  constructor(private seed: number) {}

  /** Between 0 and 1 (mulberry32, by Tommy Ettinger, public domain). */
  share(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.share();
  }

  happens(chance: number): boolean {
    return this.share() < chance;
  }

  /** Normal, of mean 0 and deviation 1 (Box and Muller). */
  normal(): number {
    return (
      Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share())
    );
  }

  pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.share() * from.length)];
    if (one === undefined) throw new RangeError("Nothing to pick from");
    return one;
  }
}

/**
 * A value that wanders about 0 and forgets where it was: a Gauss-Markov process of the
 * first order, of deviation `sigma`, forgetting within `tauS` seconds.
 */
export class Wandering {
  value: number;

  constructor(
    private readonly draws: Draws,
    private readonly sigma: number,
    private readonly tauS: number,
  ) {
    this.value = sigma * draws.normal();
  }

  step(seconds: number): number {
    const kept = Math.exp(-seconds / this.tauS);
    this.value =
      kept * this.value + this.sigma * Math.sqrt(1 - kept * kept) * this.draws.normal();
    return this.value;
  }
}
