// POST /proxy/vouchers/cancel: the shopper gives an unused voucher up; the points follow once it is
// proven unused.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { CancelVoucherAnswer } from "../../widget/contract/redeem.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { deliverNow } from "../outbox/deliver-now.ts";
import { findShopper } from "../queries/shopper.ts";
import { findVoucher } from "../queries/vouchers.ts";
import { cancelVoucher } from "../usecases/return-voucher.ts";
import { parseBody, signedInCustomer, throughProxyDoor } from "./proxy/door.ts";
import { cancelAnswer } from "./proxy/redeem-answer.ts";

/**
 * Switching off is worth a short wait: then the code is dead before the shopper reads the answer.
 */
const SWITCH_OFF_WAIT_MS = 3_000;

const requestSchema = z.object({ voucherId: z.uuid() });

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async (visit): Promise<CancelVoucherAnswer> => {
    const customerId = signedInCustomer(visit);
    const { voucherId } = await parseBody(request, requestSchema);
    const { id: shopId, timeZone, locale } = visit.shop;
    const shopper = await findShopper(shopId, customerId);
    if (shopper === undefined) return { outcome: "refused", reason: "voucher_not_found" };
    const { memberId } = shopper;
    const now = (await businessNow()).getTime();
    const result = await cancelVoucher({ shopId, memberId, redemptionId: voucherId }, now);
    if (result.outcome === "refused") return { outcome: "refused", reason: result.reason };
    if (result.redemption.deactivatedAt === null) {
      const name = { shopId, kind: "deactivate_voucher", key: voucherId };
      await deliverNow(name, SWITCH_OFF_WAIT_MS);
    }
    const held = await findVoucher(shopId, memberId, voucherId);
    const after = await findShopper(shopId, customerId);
    const { redemption } = result;
    const answered = held ?? { shopId, redemption, sealedCode: null };
    return cancelAnswer(answered, after, { timeZone, locales: [locale] });
  });
}
