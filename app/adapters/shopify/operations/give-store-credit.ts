// Puts money into a customer's store credit. Shopify takes no key that would refuse a second one,
// so this is never simply repeated: callers write down that they ask, and look first.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export interface StoreCreditInput {
  customerId: string;
  /** Decimal text in major units. */
  amount: string;
  currency: string;
  /** When what is left of it goes; null for never. */
  expiresAt: Date | null;
}

const operation = `#graphql
  mutation GiveStoreCredit($id: ID!, $credit: StoreCreditAccountCreditInput!) {
    storeCreditAccountCredit(id: $id, creditInput: $credit) {
      storeCreditAccountTransaction {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const schema = z.object({
  storeCreditAccountCredit: z
    .object({
      storeCreditAccountTransaction: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});

/** Answers the transaction's id. */
export async function giveStoreCredit(
  admin: AdminGraphql,
  { customerId, amount, currency, expiresAt }: StoreCreditInput,
  signal?: AbortSignal,
): Promise<AdminAnswer<{ gid: string }>> {
  const variables = {
    id: `gid://shopify/Customer/${customerId}`,
    credit: {
      creditAmount: { amount, currencyCode: currency },
      ...(expiresAt !== null && { expiresAt: expiresAt.toISOString() }),
    },
  };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.storeCreditAccountCredit;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  const refusal = refusalOf(payload.userErrors);
  if (refusal !== null) return refusal;
  const transaction = payload.storeCreditAccountTransaction;
  if (transaction === null) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: { gid: transaction.id } };
}
