// Whether the store knows a customer by an e-mail address, and whether they had bought by a moment.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { numericId } from "./read-money.ts";

const operation = `#graphql
  query FindFriend($identifier: CustomerIdentifierInput!) {
    customerByIdentifier(identifier: $identifier) {
      id
      numberOfOrders
      orders(first: 20, sortKey: CREATED_AT, reverse: true) {
        nodes {
          createdAt
        }
      }
    }
  }`;

/** Shopify tells of no smaller part of time. */
const SECOND_MS = 1_000;

const schema = z.object({
  customerByIdentifier: z
    .object({
      id: z.string(),
      numberOfOrders: z.string().regex(/^\d+$/),
      orders: z.object({
        nodes: z.array(z.object({ createdAt: z.iso.datetime({ offset: true }) })),
      }),
    })
    .nullable(),
});

export interface FoundFriend {
  /** Shopify's number. */
  readonly customerId: string;
  /** Whether there are orders of before the moment. */
  readonly hasBought: boolean;
}

export interface FriendAsked {
  readonly email: string;
  /** What was ordered from then on is no order of before. */
  readonly since: Instant;
}

/** `null` means that no customer of the store has the address. */
export async function findFriend(
  admin: AdminGraphql,
  { email, since }: FriendAsked,
  signal?: AbortSignal,
): Promise<AdminAnswer<FoundFriend | null>> {
  const variables = { identifier: { emailAddress: email } };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const found = answer.data.customerByIdentifier;
  if (found === null) return { outcome: "ok", data: null };
  const customerId = numericId(found.id);
  const from = Math.floor(since / SECOND_MS) * SECOND_MS;
  const later = found.orders.nodes.filter(({ createdAt }) => Date.parse(createdAt) >= from);
  const hasBought = BigInt(found.numberOfOrders) > BigInt(later.length);
  return { outcome: "ok", data: { customerId, hasBought } };
}
