// Points of a redemption that came back without the member's doing: they are told of it, and why.
import type { Instant } from "../calendar/instant.ts";
import type { Redemption } from "./redemption.ts";

/** `withdrawn` by the merchant, whether in Shopify or in the app. */
export type PointsBackReason = "expired" | "withdrawn" | "order_refunded" | "refused";

/** Who is refused sooner still looks at the panel, which says so. */
const STILL_LOOKING_MS = 60_000;

/** Some time, and the first instant after it. */
export interface TimeOfReturn {
  readonly from: Instant;
  readonly until: Instant;
}

/** One e-mail tells of all that comes back within so long. */
const TOLD_TOGETHER_MS = 15 * 60_000;

/** Quarters of an hour, the same for everybody. */
export function timeOfReturn(now: Instant): TimeOfReturn {
  const from = now - (now % TOLD_TOGETHER_MS);
  return { from, until: from + TOLD_TOGETHER_MS };
}

/**
 * Why points came back; null where they did not, or where the member knows: they gave the voucher
 * up themselves, or were refused as they asked. Of a reward that was to issue itself they never
 * heard. Rule: docs/rewards.md.
 */
export function pointsBackReason(redemption: Redemption): PointsBackReason | null {
  const { status, returnReason, requestedAt, endedAt, occasion } = redemption;
  // A gift cost no points.
  if (occasion !== null) return null;
  if (status === "refused") {
    const isLate = endedAt !== null && endedAt - requestedAt > STILL_LOOKING_MS;
    return isLate && !issuedItself(redemption) ? "refused" : null;
  }
  if (status !== "returned") return null;
  switch (returnReason) {
    case "expired":
    case "order_refunded":
      return returnReason;
    case "cancelled_by_merchant":
    case "deleted_in_shopify":
      return "withdrawn";
    case "cancelled_by_shopper":
    case "occasion_gone":
    case null:
      return null;
  }
}

/** Request keys of the night begin so; those of merged members behind a prefix. */
function issuedItself({ requestKey }: Redemption): boolean {
  return /(?:^|\/)auto\/[^/]+\//.test(requestKey);
}
