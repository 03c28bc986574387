// What the ledger says of a voucher beside what Shopify says of it. What is only on its way is no
// difference: vouchers settle for a while, and who looks shows a difference after a second look.
import type { Instant } from "../calendar/instant.ts";
import type { Points } from "../points/points.ts";
import type { Carrier } from "./carrier.ts";
import type { Redemption } from "./redemption.ts";

export const differenceKinds = [
  "voucher_missing",
  "voucher_without_points",
  "switched_off",
  "card_deactivated",
  "value_differs",
  "ends_differs",
  "limited_to_other_customer",
  "works_more_than_once",
  "used_unknown",
  "points_differ",
] as const;

/**
 * voucher_missing: issued here, not in Shopify. voucher_without_points: works in Shopify, but its
 * points are back, it was used, or it is unknown here. switched_off: paused or ended there.
 * used_unknown: used there, and no order with it was seen. points_differ: the entries of its
 * redemption do not come to its points.
 */
export type DifferenceKind = (typeof differenceKinds)[number];

/** Texts and numbers that say what stands here and what there; amounts in minor units. */
export type DifferenceDetails = Readonly<Record<string, string | null>>;

export interface VoucherDifference {
  readonly kind: DifferenceKind;
  readonly details: DifferenceDetails;
}

/** A voucher as the app's own books have it. */
export interface VoucherHere {
  readonly redemption: Redemption;
  readonly carrier: Carrier;
  /** What Shopify calls it, as far as the app knows. */
  readonly shopifyGid: string | null;
  /** Shopify's number of the member's customer; null where there is none any more. */
  readonly customerId: string | null;
  /** What the entries of the redemption hold reserved or spent. */
  readonly postedPoints: Points;
}

export type DiscountValue =
  | { readonly kind: "amount"; readonly amountMinor: bigint }
  /** Decimal text. */
  | { readonly kind: "percentage"; readonly percent: string }
  | { readonly kind: "free_shipping" }
  | { readonly kind: "other" };

/** Whether a code still works, as any list of Shopify tells. */
export interface DiscountUse {
  readonly gid: string;
  readonly isActive: boolean;
  /** Counted by Shopify some time after the order. */
  readonly usageCount: number;
  readonly usageLimit: number | null;
}

/** A voucher as Shopify has it. */
export interface DiscountThere extends DiscountUse {
  readonly value: DiscountValue;
  readonly endsAt: Instant | null;
  /** Shopify's numbers of the customers that it is for; null where it is for others, too. */
  readonly customerIds: readonly string[] | null;
}

/** What was made or ended a moment ago may not have reached both sides. */
export const SETTLING_MS = 10 * 60_000;
/** Shopify keeps whole seconds. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const SOON_MINUTES = 2;
/** Orders that no webhook told of are found by a sweep twice an hour. */
const AFTER_SWEEP_MINUTES = 75;

/** How long after the first look another one must see the same, in milliseconds. */
export function confirmAfterMs(kind: DifferenceKind): number {
  return (kind === "used_unknown" ? AFTER_SWEEP_MINUTES : SOON_MINUTES) * MINUTE_MS;
}

/** What the redemption's entries should come to. Zero where its points went back. */
function pointsDue({ status, points }: Redemption): Points {
  return status === "returned" || status === "refused" ? 0n : points;
}

/**
 * The entries of a redemption against its points, whatever became of it: differences between
 * integers, none tolerated. Rule: ARCHITECTURE.md, invariant 8.
 */
export function comparePoints({ redemption, postedPoints }: VoucherHere): VoucherDifference[] {
  const due = pointsDue(redemption);
  if (postedPoints === due) return [];
  return [{ kind: "points_differ", details: { here: String(due), there: String(postedPoints) } }];
}

/** Whether the books wait for nothing, so that Shopify must have the voucher as it stands here. */
export function isComparable(
  { redemption: { status, issuedAt, requestedAt, expiresAt } }: Pick<VoucherHere, "redemption">,
  now: Instant,
): boolean {
  if (status !== "issued" || now - (issuedAt ?? requestedAt) < SETTLING_MS) return false;
  return expiresAt === null || expiresAt > now;
}

/**
 * A voucher that works here against its discount in Shopify; null where Shopify has none of its id.
 * Nothing for one that is not comparable yet or any more. Rule: docs/rewards.md.
 */
export function compareDiscount(
  here: VoucherHere,
  there: DiscountThere | null,
  now: Instant,
): VoucherDifference[] {
  if (!isComparable(here, now) || here.shopifyGid === null) return [];
  const { redemption } = here;
  if (there === null) return [{ kind: "voucher_missing", details: {} }];
  if (there.usageCount > 0) {
    return [{ kind: "used_unknown", details: { there: String(there.usageCount) } }];
  }
  if (!there.isActive) {
    const ends = { here: textOf(redemption.expiresAt), there: textOf(there.endsAt) };
    return [{ kind: "switched_off", details: ends }];
  }
  return [
    ...compareValue(redemption, there.value),
    ...compareEnds(redemption, there.endsAt),
    ...compareCustomers(here, there.customerIds),
    ...compareLimit(there.usageLimit),
  ];
}

function textOf(instant: Instant | null): string | null {
  return instant === null ? null : String(instant);
}

function compareValue(redemption: Redemption, there: DiscountValue): VoucherDifference[] {
  const here = worthHere(redemption);
  if (here.kind === there.kind && worthText(here) === worthText(there)) return [];
  return [
    {
      kind: "value_differs",
      details: {
        hereKind: here.kind,
        here: worthText(here),
        thereKind: there.kind,
        there: worthText(there),
      },
    },
  ];
}

function worthHere({ reward, amountMinor }: Redemption): DiscountValue {
  if (reward.kind === "free_shipping") return { kind: "free_shipping" };
  if (reward.kind === "percentage_off") return { kind: "percentage", percent: reward.percent };
  return amountMinor === null ? { kind: "other" } : { kind: "amount", amountMinor };
}

function worthText(value: DiscountValue): string | null {
  if (value.kind === "amount") return String(value.amountMinor);
  return value.kind === "percentage" ? plainDecimal(value.percent) : null;
}

/** `05`, `12.50` and `12.5` as numbers are written: one number, one text. */
function plainDecimal(text: string): string {
  const whole = text.replace(/^0+(?=\d)/, "");
  return whole.includes(".") ? whole.replace(/\.?0+$/, "") : whole;
}

function compareEnds({ expiresAt: here }: Redemption, there: Instant | null): VoucherDifference[] {
  const isSame =
    here === null || there === null ? here === there : secondOf(here) === secondOf(there);
  if (isSame) return [];
  return [{ kind: "ends_differs", details: { here: textOf(here), there: textOf(there) } }];
}

function secondOf(instant: Instant): number {
  return Math.floor(instant / SECOND_MS);
}

/** How many others it is for: who they are is nobody's business here. */
function compareCustomers(
  { customerId }: VoucherHere,
  there: readonly string[] | null,
): VoucherDifference[] {
  if (customerId === null) return [];
  if (there?.length === 1 && there[0] === customerId) return [];
  const isIncluded = there?.includes(customerId) ?? true;
  return [
    {
      kind: "limited_to_other_customer",
      details: {
        there: there === null ? null : String(there.length),
        member: isIncluded ? "included" : "left_out",
      },
    },
  ];
}

function compareLimit(usageLimit: number | null): VoucherDifference[] {
  if (usageLimit === 1) return [];
  const there = usageLimit === null ? null : String(usageLimit);
  return [{ kind: "works_more_than_once", details: { there } }];
}

/** A gift card or a credit as Shopify has it. */
export interface MoneyThere {
  readonly isSwitchedOff: boolean;
}

/**
 * A gift card or store credit against what Shopify has of it; null where it has none of its id.
 * What is spent of it is no difference. Nothing for one that has ended. Rule: docs/rewards.md.
 */
export function compareMoney(
  here: VoucherHere,
  there: MoneyThere | null,
  now: Instant,
): VoucherDifference[] {
  if (!isComparable(here, now) || here.shopifyGid === null) return [];
  if (there === null) return [{ kind: "voucher_missing", details: {} }];
  return there.isSwitchedOff ? [{ kind: "card_deactivated", details: {} }] : [];
}

/**
 * A code that bears our marks against the voucher that it belongs to, if there is one: whether it
 * works although no points stand behind it. Rule: ARCHITECTURE.md, invariant 8.
 */
export function compareListed(
  there: DiscountUse,
  here: Pick<VoucherHere, "redemption" | "shopifyGid"> | null,
  now: Instant,
): VoucherDifference[] {
  if (!worksOnce(there)) return [];
  const cause = causeOf(there, here, now);
  return cause === null ? [] : [{ kind: "voucher_without_points", details: { cause } }];
}

/** Whether somebody could use it now. */
export function worksOnce({ isActive, usageCount, usageLimit }: DiscountUse): boolean {
  return isActive && (usageLimit === null || usageCount < usageLimit);
}

function causeOf(
  { gid }: DiscountUse,
  here: Pick<VoucherHere, "redemption" | "shopifyGid"> | null,
  now: Instant,
): "unknown" | "copy" | "used" | "returned" | "refused" | null {
  if (here === null) return "unknown";
  if (here.shopifyGid !== null && here.shopifyGid !== gid) return "copy";
  const { status, endedAt } = here.redemption;
  if (endedAt === null || now - endedAt < SETTLING_MS) return null;
  return status === "used" || status === "returned" || status === "refused" ? status : null;
}

export const remedies = ["make_anew", "return_points", "switch_off", "read_order"] as const;
/** What the app can do about a difference when the merchant says so. */
export type Remedy = (typeof remedies)[number];

/** Money once given is not taken back, so of cards and credit there is only a note to be made. */
export function remediesOf(kind: DifferenceKind, carrier: Carrier): readonly Remedy[] {
  if (carrier !== "discount") return [];
  switch (kind) {
    case "voucher_missing":
    case "switched_off":
    case "value_differs":
    case "ends_differs":
    case "limited_to_other_customer":
    case "works_more_than_once":
      return ["make_anew", "return_points"];
    case "used_unknown":
      return ["read_order"];
    case "voucher_without_points":
      return ["switch_off"];
    case "card_deactivated":
    case "points_differ":
      return [];
  }
}
