// What an order may earn, line by line, exactly, under the program version that was in force when
// it was placed: enough to tell at any time what is left of it is worth.
import type { MemberDays } from "../awards/who-is-meant.ts";
import type { AmountMinor } from "../money/money.ts";
import type { Points, Rounding } from "../points/points.ts";
import type { Rational } from "../points/rational.ts";
import type { Stacking } from "../program/earning-terms.ts";

/** Why a line earns nothing, no bonus either. */
export type Exclusion = "gift_card" | "tip" | "product";

/** One line's terms and worth. Terms are kept when later payloads change the line. */
export interface SnapshotLine {
  readonly lineId: string;
  /** Units ordered: what `base` is for. */
  readonly quantity: number;
  /** What the customer paid for all units, tax included, in minor units of the shop's currency. */
  readonly paid: AmountMinor;
  /** The part of it that counts under the program. */
  readonly base: AmountMinor;
  /** Base points for one minor unit of `base`: the rate times the product's multiplier. */
  readonly rate: Rational;
  /** Which of the snapshot's extras name the line: their places in the list, ascending. */
  readonly extras: readonly number[];
  readonly exclusion: Exclusion | null;
}

/** Shipping earns as a line of no product: extras that ask for products do not name it. */
export type SnapshotShipping = Pick<SnapshotLine, "paid" | "base" | "rate" | "extras">;

/** What an extra gives, ready to be computed with. */
export type ExtraEffect =
  | { readonly kind: "multiplier"; readonly multiplier: Rational }
  /** Points for one minor unit of a line's base. */
  | { readonly kind: "bonus_per_unit"; readonly perMinor: Rational }
  | { readonly kind: "bonus_per_item"; readonly points: Points }
  /**
   * `points` for the order, spread over the lines that it names: `share` for each minor unit of
   * base, or for each item where all of them are free.
   */
  | {
      readonly kind: "bonus_per_order";
      readonly points: Points;
      readonly per: "minor" | "item";
      readonly share: Rational;
    };

/** The most points of one campaign; null for no limit. */
export interface CampaignLimits {
  /** For all members together. */
  readonly budget: Points | null;
  readonly perMember: Points | null;
}

/** A tier's multiplier, a rule or a campaign that applies to the order. */
export interface SnapshotExtra {
  readonly source: "tier" | "rule" | "campaign";
  /** The tier's, rule's or campaign's id. */
  readonly id: string;
  readonly effect: ExtraEffect;
  /** What must be left of the order's base for it to count, in minor units; zero for nothing. */
  readonly minimumMinor: bigint;
  /** Null where it may give without end. */
  readonly limits: CampaignLimits | null;
  /** The most that it may give to this order; null without limits, or before rooms are granted. */
  readonly granted: Points | null;
}

/** Limits that hold for members and program over time; null for no limit. */
export interface SnapshotLimits {
  readonly perDay: Points | null;
  readonly perYear: Points | null;
  readonly programBudget: Points | null;
}

export interface EarnSnapshot {
  readonly programVersionId: string;
  readonly currency: string;
  /** The shop's calendar when the order qualified; null in snapshots of the first version. */
  readonly timeZone: string | null;
  /** The tier at whose terms it earns; null for none. */
  readonly tierId: string | null;
  /** Exact points for one major unit of the currency, without extras. */
  readonly rate: Rational;
  readonly rounding: Rounding;
  readonly stacking: Stacking;
  /** The least base that earns; zero where there is none. */
  readonly minimumMinor: bigint;
  readonly perOrderCap: Points | null;
  /** Whether tiers count base points alone, without what extras give. */
  readonly qualifiesByBase: boolean;
  /** Whether what is refunded as store credit counts as kept. */
  readonly keepsStoreCredit: boolean;
  /**
   * Of the campaigns that ran when it was placed and are for who joined them: those that the member
   * had joined by then, sorted.
   */
  readonly joined: readonly string[];
  /** How long ago the member had joined and ordered; null where nothing asked for it. */
  readonly memberDays: MemberDays | null;
  readonly lines: readonly SnapshotLine[];
  /** Null where shipping does not count. */
  readonly shipping: SnapshotShipping | null;
  /** The tier, then rules, then campaigns, in the order of the program. */
  readonly extras: readonly SnapshotExtra[];
  /** The shop's date at which it was placed: it names the day and the year of the limits. */
  readonly placedOn: string | null;
  readonly limits: SnapshotLimits;
  /** The most that the order may hold; null without limits, or before rooms are granted. */
  readonly granted: Points | null;
}
