// How a redemption looks as a discount in the store, and how to tell that a discount is a
// redemption's own.
import type { DiscountInput } from "../../adapters/shopify/operations/create-discount.ts";
import type { FoundDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { VoucherRedemption } from "../../core/rewards/carrier.ts";
import { leastSubtotalMinor } from "../../core/rewards/minimum-order.ts";
import { chosenVariant, nameOf } from "../../core/rewards/offer.ts";
import { VOUCHER_TAG, VOUCHER_TITLE, priceInTitle } from "./voucher-marks.ts";

/**
 * Made of what was stored with the reservation, so that every repetition asks for exactly the same.
 */
export function voucherDiscount(redemption: VoucherRedemption, customerId: string): DiscountInput {
  const { reward } = redemption;
  return {
    title: voucherTitle(redemption),
    code: redemption.code,
    tags: [VOUCHER_TAG, redemption.id],
    customerGid: `gid://shopify/Customer/${customerId}`,
    value: valueOf(redemption),
    minimum: minimumOf(redemption),
    items: itemsOf(redemption),
    purchases: reward.purchases,
    combinesWith: { shipping: false, ...reward.combinesWith },
    startsAt: new Date(redemption.requestedAt),
    endsAt: redemption.expiresAt === null ? null : new Date(redemption.expiresAt),
  };
}

/** By the redemption's id among its tags, or by its title where the merchant took the tags away. */
export function isOwnDiscount(found: FoundDiscount, redemption: VoucherRedemption): boolean {
  return found.tags.includes(redemption.id) || found.title === voucherTitle(redemption);
}

function valueOf({ reward, amountMinor, currency }: VoucherRedemption): DiscountInput["value"] {
  if (reward.kind === "percentage_off") return { kind: "percentage", percent: reward.percent };
  if (reward.kind === "free_shipping") {
    const { countries, maximumShippingMinor: most } = reward;
    const maximum = most > 0n ? decimal(most, currency) : null;
    return { kind: "free_shipping", countries, maximum };
  }
  return { kind: "amount", amount: decimal(known(amountMinor), currency) };
}

/** Of a free product the variant alone, so that its price is shared by nothing else. */
function itemsOf({ reward, choice }: VoucherRedemption): DiscountInput["items"] {
  if (reward.kind !== "free_product") return "items" in reward ? reward.items : null;
  const variantId = chosenVariant(reward, choice);
  if (variantId === null) throw new RangeError("The reward does not leave this choice");
  return { productIds: [], variantIds: [variantId], collectionIds: [] };
}

function minimumOf({ reward, amountMinor, currency }: VoucherRedemption): DiscountInput["minimum"] {
  const leastMinor = leastSubtotalMinor(reward, amountMinor);
  if (leastMinor > 0n) return { subtotal: decimal(leastMinor, currency) };
  return reward.minimumQuantity > 0 ? { quantity: reward.minimumQuantity } : null;
}

/** Shopify takes titles of at most 255 characters. */
const MAX_TITLE_CHARACTERS = 255;

function voucherTitle(redemption: VoucherRedemption): string {
  const worth = `${worthInTitle(redemption)} ${priceInTitle(redemption)}`;
  const title = `${VOUCHER_TITLE}${worth} (${redemption.code})`;
  return title.slice(0, MAX_TITLE_CHARACTERS);
}

function worthInTitle({ reward, choice, amountMinor, currency }: VoucherRedemption): string {
  if (reward.kind === "percentage_off") return `${reward.percent}%`;
  if (reward.kind === "free_shipping") return "free shipping";
  if (reward.kind === "free_product") return nameOf(reward, choice) ?? "free product";
  return `${decimal(known(amountMinor), currency)} ${currency}`;
}

/** A discount of nothing would pass for a voucher that somebody paid for. */
function known(amountMinor: bigint | null): bigint {
  if (amountMinor === null) throw new RangeError("A voucher of an amount that is not known");
  return amountMinor;
}

function decimal(minor: bigint, currency: string): string {
  return formatAmount(rational(minor), currency);
}
