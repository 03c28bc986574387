// Asks which of some orders have arrived: Shopify tells of parcels that a carrier delivered without
// changing the order, so that no webhook and no list of changed orders shows it.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

/** An order with more parcels is asked about in full when the last of these arrived. */
const MAX_PARCELS = 10;

const operation = `#graphql
  query ListArrivals($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        legacyResourceId
        fulfillments(first: ${MAX_PARCELS}) {
          status
          displayStatus
          deliveredAt
        }
      }
    }
  }`;

const parcelSchema = z.object({
  status: z.string(),
  displayStatus: z.string().nullable(),
  deliveredAt: z.string().nullable(),
});
type Parcel = z.output<typeof parcelSchema>;

const schema = z.object({
  nodes: z.array(
    z.object({ legacyResourceId: z.string(), fulfillments: z.array(parcelSchema) }).nullable(),
  ),
});

/** The orders whose parcels have all arrived. Those that Shopify does not show have not. */
export async function listArrivals(
  admin: AdminGraphql,
  orderIds: readonly string[],
  signal?: AbortSignal,
): Promise<AdminAnswer<string[]>> {
  const variables = { ids: orderIds.map((id) => `gid://shopify/Order/${id}`) };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const arrived = answer.data.nodes.filter(
    (node) => node !== null && hasArrived(node.fulfillments),
  );
  return { outcome: "ok", data: arrived.flatMap((node) => node?.legacyResourceId ?? []) };
}

function hasArrived(parcels: readonly Parcel[]): boolean {
  const sent = parcels.filter(({ status }) => status === "SUCCESS");
  return sent.length > 0 && sent.every(isThere);
}

function isThere({ displayStatus, deliveredAt }: Parcel): boolean {
  return deliveredAt !== null || displayStatus === "DELIVERED" || displayStatus === "PICKED_UP";
}
