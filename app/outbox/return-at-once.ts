// For routes: reads now whether a voucher that is switched off was used, where nobody has to wait
// until Shopify has certainly counted. What does not succeed is done by the message that waits.
import { listOrdersWithCode } from "../adapters/shopify/operations/list-orders-with-code.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import { confirmVoucherUnused } from "./deliveries/confirm-voucher-unused.ts";
import { openShop } from "./deliveries/open-shop.ts";

/** Shopify counts uses some time after an order, and finds the order itself sooner. */
export async function returnAtOnce(
  shopId: bigint,
  { id: redemptionId, code }: Pick<Redemption, "id" | "code">,
  timeoutMs: number,
): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const opened = await openShop(shopId, signal);
    if (opened.outcome !== "open") return;
    const orders = await listOrdersWithCode(opened.admin, code, signal);
    if (orders.outcome !== "ok" || orders.data.length > 0) return;
    await confirmVoucherUnused({ shopId, payload: { redemptionId } }, signal);
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  }
}
