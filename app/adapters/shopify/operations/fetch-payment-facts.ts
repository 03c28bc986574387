// Asks how an order was paid: which share of it gift cards and store credit made.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import { minorDigitsOf } from "../../../core/money/currency.ts";
import { parseAmount } from "../../../core/money/money.ts";
import type { PaymentFacts } from "../../../core/orders/order-facts.ts";
import {
  type MovedMoney,
  isGiftCard,
  isStoreCredit,
  shareThrough,
} from "../../../core/orders/payments.ts";
import { ZERO, subtract } from "../../../core/points/rational.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

/** More payments than these had no order that anybody has shown. */
const MAX_TRANSACTIONS = 250;

const operation = `#graphql
  query FetchOrderPayments($id: ID!) {
    order(id: $id) {
      transactions(first: ${MAX_TRANSACTIONS}) {
        kind
        status
        gateway
        amountSet {
          presentmentMoney {
            amount
            currencyCode
          }
        }
      }
    }
  }`;

const transactionSchema = z.object({
  kind: z.string(),
  status: z.string(),
  gateway: z.string().nullable(),
  amountSet: z.object({
    presentmentMoney: z.object({ amount: z.string(), currencyCode: z.string() }),
  }),
});
type TransactionAnswer = z.output<typeof transactionSchema>;

const schema = z.object({
  order: z.object({ transactions: z.array(transactionSchema) }).nullable(),
});

const TAKEN: readonly string[] = ["SALE", "CAPTURE", "CHANGE"];

/** `worth` is what the order came to. An order that Shopify does not show is too old. */
export async function fetchPaymentFacts(
  admin: AdminGraphql,
  { orderId, worth }: { readonly orderId: string; readonly worth: string },
  askedAt: Instant,
  signal?: AbortSignal,
): Promise<AdminAnswer<PaymentFacts>> {
  const variables = { id: `gid://shopify/Order/${orderId}` };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { order } = answer.data;
  const moved = order ? order.transactions.flatMap(movedMoney) : [];
  const facts: PaymentFacts = {
    worth,
    askedAt,
    giftCardShare: shareThrough(moved, isGiftCard),
    storeCreditShare: shareThrough(moved, isStoreCredit),
    gap: order === null ? "too_old" : null,
  };
  return { outcome: "ok", data: facts };
}

/**
 * Money that was taken: not what is only set aside, and not what failed or went back. Where more
 * cash was handed over than asked for, less the change.
 */
function movedMoney({ kind, status, gateway, amountSet }: TransactionAnswer): MovedMoney[] {
  if (!TAKEN.includes(kind) || status !== "SUCCESS") return [];
  const { amount, currencyCode } = amountSet.presentmentMoney;
  const known = minorDigitsOf(currencyCode) !== null;
  const read = known ? parseAmount(amount, currencyCode) : null;
  const taken = read ?? ZERO;
  return [{ gateway: gateway ?? "", amount: kind === "CHANGE" ? subtract(ZERO, taken) : taken }];
}
