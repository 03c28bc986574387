// What is left of gift cards and of credits that were given. Shopify takes the credit first that
// goes soonest, and says of each what is left of it.
import { z } from "zod";
import { type AmountMinor } from "../../../core/money/money.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { amount } from "./read-money.ts";

/** Shopify shows so many nodes at a time. */
const MAX_NODES = 250;

const operation = `#graphql
  query ReadMoneyLeft($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on GiftCard {
        id
        enabled
        expiresOn
        balance {
          amount
          currencyCode
        }
      }
      ... on StoreCreditAccountCreditTransaction {
        id
        expiresAt
        remainingAmount {
          amount
          currencyCode
        }
      }
    }
  }`;

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const card = z.object({
  id: z.string(),
  enabled: z.boolean(),
  expiresOn: z.iso.date().nullable(),
  balance: money,
});
const credit = z.object({
  id: z.string(),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
  remainingAmount: money,
});
const schema = z.object({ nodes: z.array(z.union([card, credit]).nullable()) });

export interface MoneyLeft {
  readonly left: AmountMinor;
  readonly currency: string;
  /** A gift card that the merchant has switched off pays nothing, whatever is left of it. */
  readonly isSwitchedOff: boolean;
}

/**
 * By id. Gift cards need `read_gift_cards`, credits `read_store_credit_account_transactions`: asked
 * together, both. What is not in the answer is no longer in the store. Throws a RangeError for
 * more than 250.
 */
export async function readMoneyLeft(
  admin: AdminGraphql,
  gids: readonly string[],
  signal?: AbortSignal,
): Promise<AdminAnswer<Map<string, MoneyLeft>>> {
  if (gids.length > MAX_NODES) throw new RangeError(`${gids.length} ids at a time`);
  const answer = await askAdmin(admin, { operation, variables: { ids: gids }, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const found = answer.data.nodes.filter((node) => node !== null);
  return { outcome: "ok", data: new Map(found.map((node) => [node.id, leftOf(node)])) };
}

function leftOf(node: z.output<typeof card> | z.output<typeof credit>): MoneyLeft {
  const held = "balance" in node ? node.balance : node.remainingAmount;
  const isSwitchedOff = "enabled" in node && !node.enabled;
  return { left: amount(held), currency: held.currencyCode, isSwitchedOff };
}
