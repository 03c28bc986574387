// What was put into a customer's store credit lately, the newest first.
import { z } from "zod";
import { MAX_SEEN_CREDITS, type SeenCredit } from "../../../core/rewards/recognise-credit.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { amount } from "./read-money.ts";

/** A customer has one account for each currency. */
const ONE_ACCOUNT = 1;

const operation = `#graphql
  query ListStoreCredits($id: ID!, $currency: String!) {
    customer(id: $id) {
      storeCreditAccounts(first: ${ONE_ACCOUNT}, query: $currency) {
        nodes {
          transactions(
            first: ${MAX_SEEN_CREDITS}
            query: "type:credit"
            sortKey: CREATED_AT
            reverse: true
          ) {
            nodes {
              ... on StoreCreditAccountCreditTransaction {
                id
                amount {
                  amount
                  currencyCode
                }
                createdAt
                event
                expiresAt
              }
            }
          }
        }
      }
    }
  }`;

const moment = z.iso.datetime({ offset: true });
const creditSchema = z.object({
  id: z.string(),
  amount: z.object({ amount: z.string(), currencyCode: z.string() }),
  createdAt: moment,
  event: z.string(),
  expiresAt: moment.nullable(),
});

const schema = z.object({
  customer: z
    .object({
      storeCreditAccounts: z.object({
        nodes: z.array(z.object({ transactions: z.object({ nodes: z.array(creditSchema) }) })),
      }),
    })
    .nullable(),
});

/** `null` means that the store has no such customer, or not any more. */
export async function listStoreCredits(
  admin: AdminGraphql,
  { customerId, currency }: { readonly customerId: string; readonly currency: string },
  signal?: AbortSignal,
): Promise<AdminAnswer<SeenCredit[] | null>> {
  const variables = {
    id: `gid://shopify/Customer/${customerId}`,
    currency: `currency_code:${currency}`,
  };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { customer } = answer.data;
  if (customer === null) return { outcome: "ok", data: null };
  const credits = customer.storeCreditAccounts.nodes.flatMap(
    ({ transactions }) => transactions.nodes,
  );
  return {
    outcome: "ok",
    data: credits.map((credit) => ({
      gid: credit.id,
      amount: amount(credit.amount),
      createdAt: Date.parse(credit.createdAt),
      expiresAt: credit.expiresAt === null ? null : Date.parse(credit.expiresAt),
      isByHand: credit.event === "ADJUSTMENT",
    })),
  };
}
