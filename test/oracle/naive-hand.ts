// What people said of a member's tier, in the second implementation: it stands again where what
// came over it has ended.

export interface HandLine {
  readonly tierId: string | null;
  readonly until: number | null;
}

/** A line of a member's history. */
interface Line extends HandLine {
  /** Whether a person gave the tier. */
  readonly isGiven: boolean;
  /** Whether a person decided it, also by taking something back. */
  readonly isWord: boolean;
  readonly writtenAt: number;
}

export class NaiveHand {
  readonly #lines: Line[] = [];
  /** What people last said of those who turned out to be the same person, and since when. */
  readonly #inherited: { readonly word: Line; readonly since: number }[] = [];

  write(line: Line): void {
    this.#lines.push(line);
  }

  /** What counters gave last. */
  before(): (HandLine & { readonly isGiven: false }) | null {
    const line = this.#lines.findLast(({ isGiven }) => !isGiven);
    return line ? { tierId: line.tierId, until: line.until, isGiven: false } : null;
  }

  /** What people gave last, behind what counters or a merger brought since. */
  behind(): (HandLine & { readonly isGiven: true })[] {
    const own = this.#word();
    const others = this.#inherited.filter(({ since }) => !own || own.writtenAt < since);
    return [...(own ? [own] : []), ...others.map(({ word }) => word)]
      .filter(({ isGiven }) => isGiven)
      .map(({ tierId, until }) => ({ tierId, until, isGiven: true }));
  }

  inherit(gone: NaiveHand, now: number): void {
    const word = gone.#word();
    this.#inherited.push(...gone.#inherited, ...(word ? [{ word, since: now }] : []));
  }

  #word(): Line | undefined {
    return this.#lines.findLast(({ isWord }) => isWord);
  }
}
