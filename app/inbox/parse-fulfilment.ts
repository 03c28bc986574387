// When an order was sent and when it arrived, as its payload tells.
import { z } from "zod";
import type { Instant } from "../core/calendar/instant.ts";
import { channelOf } from "../core/orders/channel.ts";
import { fulfilmentOf } from "../core/orders/fulfilment.ts";
import type { Fulfilment } from "../core/orders/fulfilment.ts";
import { instantField } from "./payload-fields.ts";

export const fulfillmentField = z.object({
  status: z.string().nullish(),
  shipment_status: z.string().nullish(),
  created_at: instantField.nullish(),
  updated_at: instantField.nullish(),
});

interface FulfilmentFields {
  readonly updated_at: Instant;
  readonly fulfillment_status?: string | null | undefined;
  readonly fulfillments: readonly z.output<typeof fulfillmentField>[];
  readonly source_name?: string | null | undefined;
  readonly line_items: readonly { readonly requires_shipping?: boolean | null | undefined }[];
  readonly shipping_lines: readonly unknown[];
}

/** A parcel's moment of arrival is that of its last news, for payloads do not tell it otherwise. */
export function readFulfilment(fields: FulfilmentFields): Fulfilment {
  const seenAt = fields.updated_at;
  const carriedOut = fields.fulfillments.filter(({ status }) => status === "success");
  return fulfilmentOf({
    isFulfilled: fields.fulfillment_status === "fulfilled",
    parcels: carriedOut.map((parcel) => ({
      sentAt: parcel.created_at ?? seenAt,
      arrivedAt: hasArrived(parcel.shipment_status) ? (parcel.updated_at ?? seenAt) : null,
    })),
    isHandedOver: isHandedOver(fields),
    seenAt,
  });
}

function hasArrived(status: string | null | undefined): boolean {
  return status === "delivered" || status === "picked_up";
}

function isHandedOver(fields: FulfilmentFields): boolean {
  const inStore =
    channelOf(fields.source_name ?? null) === "pos" && fields.shipping_lines.length === 0;
  return inStore || fields.line_items.every((line) => line.requires_shipping === false);
}
