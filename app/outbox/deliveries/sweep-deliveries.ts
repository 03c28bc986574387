// Asks Shopify about the parcels of orders whose points wait for their arrival, a page at a time.
import { listArrivals } from "../../adapters/shopify/operations/list-arrivals.ts";
import type { WaitingPlace } from "../../db/delivery-wait-store.ts";
import { findOrdersUnderWay, recordDeliverySweep } from "../../usecases/sweep-deliveries.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const sweepDeliveries: Deliver<{ after?: WaitingPlace | undefined }> = async (
  { shopId, payload },
  signal,
) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { orderIds, next } = await findOrdersUnderWay(shopId, payload.after ?? null);
  if (orderIds.length === 0) {
    await recordDeliverySweep(shopId, [], next);
    return { outcome: "sent" };
  }
  const answer = await listArrivals(opened.admin, orderIds, signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  await recordDeliverySweep(shopId, answer.data, next);
  return { outcome: "sent" };
};
