// Whether the store knows a customer by an e-mail address, and whether they have bought before.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { numericId } from "./read-money.ts";

const operation = `#graphql
  query FindFriend($identifier: CustomerIdentifierInput!) {
    customerByIdentifier(identifier: $identifier) {
      id
      numberOfOrders
    }
  }`;

const schema = z.object({
  customerByIdentifier: z
    .object({ id: z.string(), numberOfOrders: z.string().regex(/^\d+$/) })
    .nullable(),
});

export interface FoundFriend {
  /** Shopify's number. */
  readonly customerId: string;
  readonly hasBought: boolean;
}

/** `null` means that no customer of the store has the address. */
export async function findFriend(
  admin: AdminGraphql,
  email: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<FoundFriend | null>> {
  const variables = { identifier: { emailAddress: email } };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const found = answer.data.customerByIdentifier;
  if (found === null) return { outcome: "ok", data: null };
  const customerId = numericId(found.id);
  return { outcome: "ok", data: { customerId, hasBought: BigInt(found.numberOfOrders) > 0n } };
}
