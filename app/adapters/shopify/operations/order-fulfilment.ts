// When an order was sent and when it arrived, as the Admin API tells it.
import { z } from "zod";
import { channelOf } from "../../../core/orders/channel.ts";
import { type Fulfilment, fulfilmentOf } from "../../../core/orders/fulfilment.ts";

export const fulfillmentSchema = z.object({
  status: z.string(),
  displayStatus: z.string().nullable(),
  createdAt: z.string(),
  deliveredAt: z.string().nullable(),
});

interface FulfilmentHead {
  readonly updatedAt: string;
  readonly displayFulfillmentStatus: string;
  readonly fulfillments: readonly z.output<typeof fulfillmentSchema>[];
  readonly sourceName: string | null;
  readonly shippingLines: { readonly nodes: readonly unknown[] };
}

export function readFulfilment(
  head: FulfilmentHead,
  lines: readonly { readonly requiresShipping: boolean }[],
): Fulfilment {
  const seenAt = Date.parse(head.updatedAt);
  const inStore = channelOf(head.sourceName) === "pos" && head.shippingLines.nodes.length === 0;
  const carriedOut = head.fulfillments.filter(({ status }) => status === "SUCCESS");
  return fulfilmentOf({
    isFulfilled: head.displayFulfillmentStatus === "FULFILLED",
    parcels: carriedOut.map(({ createdAt, displayStatus, deliveredAt }) => ({
      sentAt: Date.parse(createdAt),
      arrivedAt: arrivalOf(displayStatus, deliveredAt, seenAt),
    })),
    isHandedOver: inStore || lines.every(({ requiresShipping }) => !requiresShipping),
    seenAt,
  });
}

function arrivalOf(status: string | null, deliveredAt: string | null, seenAt: number) {
  if (deliveredAt !== null) return Date.parse(deliveredAt);
  return status === "DELIVERED" || status === "PICKED_UP" ? seenAt : null;
}
