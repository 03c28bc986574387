// Some time after a voucher was switched off its use is read once more; only then do the points go
// back.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { findDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { isVoucherRedemption } from "../../core/rewards/carrier.ts";
import { pool } from "../../db/pool.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import { settleReturned } from "../../usecases/return-voucher.ts";
import type { DeliveryOutcome, OutboxMessage } from "../delivery.ts";
import { switchOff } from "./deactivate-voucher.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { isOwnDiscount } from "./voucher-discount.ts";

type Named = Pick<OutboxMessage<{ redemptionId: string }>, "shopId" | "payload">;

export const confirmVoucherUnused = async (
  { shopId, payload }: Named,
  signal: AbortSignal,
): Promise<DeliveryOutcome> => {
  const stored = await findRedemption(pool(), shopId, payload.redemptionId);
  if (stored?.redemption.status !== "returning") return { outcome: "sent" };
  const { redemption, shopifyGid } = stored;
  if (!isVoucherRedemption(redemption)) throw new RangeError("No discount carries this reward");
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const found = await findDiscount(opened.admin, redemption.code, signal);
  if (found.outcome !== "ok") return outcomeOf(found);
  const own = found.data !== null && isOwnDiscount(found.data, redemption) ? found.data : null;
  // The order that used it is on its way to us and will end the return; points stay spent until
  // then.
  if (own !== null && own.usageCount > 0)
    return { outcome: "retry", reason: "used_by_unseen_order" };
  if (own?.active === true) {
    const off = await switchOff(opened.admin, redemption, shopifyGid, signal);
    return off.outcome === "sent" ? { outcome: "retry", reason: "was_switched_on_again" } : off;
  }
  await settleReturned(shopId, redemption.id, (await businessNow()).getTime());
  return { outcome: "sent" };
};
