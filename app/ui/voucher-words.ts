// How vouchers stand, in words of the merchant.
import type { GiftOccasion, RedemptionStatus, ReturnReason } from "../core/rewards/redemption.ts";
import { formatPoints, type PointsName } from "./format.ts";

type VoucherTone = "success" | "info" | "attention" | "warning" | "critical" | undefined;

interface StatusWords {
  label: string;
  tone: VoucherTone;
}

const statuses: Record<RedemptionStatus, StatusWords> = {
  reserved: { label: "On its way", tone: "info" },
  issued: { label: "Ready to use", tone: "success" },
  used: { label: "Used", tone: undefined },
  returning: { label: "Being given back", tone: "attention" },
  returned: { label: "Given back", tone: undefined },
  refused: { label: "Refused by Shopify", tone: "critical" },
  unsettled: { label: "Not settled", tone: "warning" },
};

const over: StatusWords = { label: "Over", tone: undefined };

/** Of what is no discount code: of money, and of what nothing in Shopify stands for. */
const otherwise: Readonly<Record<string, Partial<typeof statuses>>> = {
  gift_card: { issued: { label: "Given", tone: "success" }, used: over },
  store_credit: { issued: { label: "Given", tone: "success" }, used: over },
  none: { issued: { label: "Redeemed", tone: "success" }, used: over },
};

export function statusInWords(carrier: string, status: RedemptionStatus): StatusWords {
  return otherwise[carrier]?.[status] ?? statuses[status];
}

export const returnReasons: Record<ReturnReason, string> = {
  expired: "expired unused",
  cancelled_by_shopper: "given up by the member",
  cancelled_by_merchant: "cancelled by your staff",
  deleted_in_shopify: "deleted in Shopify",
  order_refunded: "its order was refunded",
  occasion_gone: "what it was given for is gone",
};

const gifts: Record<GiftOccasion, string> = {
  birthday: "as a gift for a birthday",
  referral: "as a gift for a referral",
};

/** What it cost. */
export function priceInWords(
  { points, occasion }: { points: number; occasion: string | null },
  pointsName: PointsName,
): string {
  return occasion === null
    ? `for ${formatPoints(points, pointsName)}`
    : (gifts[occasion as GiftOccasion] ?? "as a gift");
}

/** What becomes of one that is neither ready nor over, and what can be done; null for others. */
export function whatToDo(status: RedemptionStatus, occasion: string | null): string | null {
  if (occasion !== null) return whatToDoAboutGift(status);
  switch (status) {
    case "reserved":
      return (
        "The app asks Shopify again until it knows whether the voucher exists. Its " +
        "points stay reserved, and there is nothing for you to do."
      );
    case "unsettled":
      return (
        "Nobody can tell whether Shopify made it, so its points stay reserved. Replay " +
        "“Create a voucher in Shopify” on the page Attention; the same code is asked " +
        "for, so none is made twice."
      );
    case "returning":
      return (
        "Its code is being switched off. The points go back once Shopify has counted " +
        "no use of it."
      );
    case "refused":
      return "Its points went back. What Shopify said tells what to change in the program.";
    case "issued":
    case "used":
    case "returned":
      return null;
  }
}

/** A gift cost no points. */
function whatToDoAboutGift(status: RedemptionStatus): string | null {
  switch (status) {
    case "reserved":
      return (
        "The app asks Shopify again until it knows whether the gift exists. There is nothing for " +
        "you to do."
      );
    case "unsettled":
      return (
        "Nobody can tell whether Shopify made it. Replay “Create a voucher in Shopify” on the " +
        "page Attention; the same code is asked for, so none is made twice."
      );
    case "returning":
      return "Its code is being switched off.";
    case "refused":
      return "The member did not get it. What Shopify said tells what to change in the program.";
    case "issued":
    case "used":
    case "returned":
      return null;
  }
}
