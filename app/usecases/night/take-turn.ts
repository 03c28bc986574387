// Some portions of work for one shop, of which single things may fail without holding up the rest.

/**
 * `worked`: there may be more. `idle`: nothing is left. `busy`: another process works on this shop.
 */
export type PortionOutcome = "worked" | "idle" | "busy";

export interface PortionSize {
  /** At most so many things at once. */
  readonly maxItems: number;
  /** Passes over what comes next: it failed, and waits for the next night. */
  readonly leaveOut: boolean;
}

export interface Turn {
  /** Deals with the next portion in a transaction of its own. */
  readonly portion: (size: PortionSize) => Promise<PortionOutcome>;
  /** Hears of what is left out. */
  readonly onFault: (error: unknown) => void;
}

/** Then it is the next shop's turn. */
const PORTIONS_PER_TURN = 10;
/** No step takes more at once. */
const LARGEST_PORTION = 2_000;
/** A portion that fails is tried in parts, each so many times smaller than the one before. */
const PARTS = 10;

/**
 * Answers with how many portions there were. What fails is tried again in smaller parts, until the
 * one thing that fails is found: it is left out, so that the others are dealt with.
 */
export async function takeTurn({ portion, onFault }: Turn): Promise<number> {
  let maxItems = LARGEST_PORTION;
  for (let portions = 0; portions < PORTIONS_PER_TURN; portions++) {
    try {
      if ((await portion({ maxItems, leaveOut: false })) !== "worked") return portions;
      maxItems = Math.min(maxItems * PARTS, LARGEST_PORTION);
    } catch (error) {
      if (maxItems > 1) {
        maxItems = Math.ceil(maxItems / PARTS);
        continue;
      }
      await portion({ maxItems, leaveOut: true });
      onFault(error);
    }
  }
  return PORTIONS_PER_TURN;
}
