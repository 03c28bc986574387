// The work of one local day of a shop: what its steps know, and how they deal with what is due.
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import type { DueItem } from "../../db/due-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ShopTerms } from "../order-batch/shop-terms.ts";

export interface Night extends ShopTerms {
  readonly shopId: bigint;
  readonly date: LocalDate;
  /** The first instant of the day: what is due by then is dealt with, and nothing later. */
  readonly at: Instant;
  /** When the work is done, which may be days later. */
  readonly now: Instant;
  /** Whether the day has not passed: notices are sent of the latest night only. */
  readonly isLatest: boolean;
  /** The latest day before on which notices were sent. */
  readonly warnedOn: LocalDate;
  /** In force at `at`; null before the shop's first program. */
  readonly current: ShopTerms["current"];
  /** Ends of balances up to this instant were dealt with in earlier nights; null: none is known. */
  readonly checkedUntil: Instant | null;
  /** How many things the step has dealt with in the portions before. */
  readonly itemsBefore: number;
}

/** Where to read on from, and how far. */
export interface Portion {
  readonly after: DueItem | null;
  readonly limit: number;
}

/** A step of the published order. Each portion is dealt with in one transaction. */
export interface NightStep {
  /** As it is stored: it names the progress of the step. */
  readonly name: string;
  /** How much is dealt with at once. */
  readonly batchSize: number;
  /** Whether members may be dealt with in two transactions: what one writes is no longer due. */
  readonly isHalved?: true;
  /** Noted even where there was nothing to do: later nights ask when it was done last. */
  readonly isAlwaysNoted?: true;
  /** Whether the night has the step at all. */
  readonly isNeeded: (night: Night) => boolean;
  /** What is due, in the order in which it is dealt with; fewer than the limit: nothing is left. */
  readonly list: (tx: Transaction, night: Night, portion: Portion) => Promise<readonly DueItem[]>;
  /** Deals with what was listed. What is no longer due once it is locked is passed over. */
  readonly work: (tx: Transaction, night: Night, items: readonly DueItem[]) => Promise<void>;
  /** Asks for another try of what failed; left out where the next night finds it due again. */
  readonly tryLater?: (tx: Transaction, night: Night, items: readonly DueItem[]) => Promise<void>;
}

/** A place in a list as text: `1767225600000/MEMBER/LOT`. */
export function cursorOf({ at, memberId, lotId }: DueItem): string {
  return lotId === null ? `${at}/${memberId}` : `${at}/${memberId}/${lotId}`;
}

export function placeOf(cursor: string | null): DueItem | null {
  if (cursor === null) return null;
  const [at, memberId, lotId = null] = cursor.split("/");
  if (at === undefined || memberId === undefined) throw new Error(`No place: ${cursor}`);
  return { at: Number(at), memberId, lotId };
}
