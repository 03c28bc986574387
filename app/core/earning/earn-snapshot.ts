// What an order may earn, line by line, exactly, under the program version that was in force when
// it was placed.
import type { AmountMinor } from "../money/money.ts";
import type { Points, Rounding } from "../points/points.ts";
import type { Rational } from "../points/rational.ts";

/** Why a line earns nothing. */
export type Exclusion = "gift_card" | "tip";

/** One line's terms and worth. Terms are kept when later payloads change the line. */
export interface SnapshotLine {
  readonly lineId: string;
  /** Units ordered: what `base` and `points` are for. */
  readonly quantity: number;
  /** What the customer paid for all units, tax included, in minor units of the shop's currency. */
  readonly paid: AmountMinor;
  /** The part of it that counts under the program. */
  readonly base: AmountMinor;
  /** Exact points for all units. */
  readonly points: Rational;
  readonly exclusion: Exclusion | null;
}

export interface SnapshotShipping {
  readonly paid: AmountMinor;
  readonly base: AmountMinor;
  readonly points: Rational;
}

export interface EarnSnapshot {
  readonly programVersionId: string;
  readonly currency: string;
  /** Exact points for one major unit of the currency. */
  readonly rate: Rational;
  readonly rounding: Rounding;
  /** The least base that earns; zero where there is none. */
  readonly minimumMinor: bigint;
  readonly perOrderCap: Points | null;
  readonly lines: readonly SnapshotLine[];
  /** Null where shipping does not count. */
  readonly shipping: SnapshotShipping | null;
}
