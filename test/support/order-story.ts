// Two customers of one store, their orders and vouchers, told a minute after the other.
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { OrderSeen } from "../../app/core/orders/order-event.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import type { TestDatabase } from "./database.ts";
import {
  CUSTOMER_ID as X,
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "./order-builder.ts";
import { createShop } from "./shop.ts";
import type { TestShop } from "./shop.ts";

export { X };
export const Y = "7002";
export type Policy = NonNullable<ProgramDocumentInput["shortfallPolicy"]>;

export const LATER = PLACED_AT + 20 * DAY_MS;

/** Two points for each unit; each step of a story is a minute after the one before. */
export async function openStory(
  db: TestDatabase,
  shortfallPolicy: Policy,
  more: Partial<ProgramDocumentInput> = {},
) {
  const shop = await createShop(db, { program: { shortfallPolicy, ...more } });
  let minute = 2;
  const next = (): Instant => PLACED_AT + ++minute * MINUTE_MS;
  const tell = async (event: OrderSeen): Promise<void> => {
    const now = next();
    await shop.receive({ ...event, head: { ...event.head, updatedAt: now } }, now);
  };
  return {
    shop,
    tell,
    redeem: (orderId = "V", paid = "0") => redeemAndUse(shop, tell, next(), { orderId, paid }),
    take: (customerId = X) => takeVoucher(shop, next(), customerId),
    refund: (orderId: string) =>
      shop.receive(refundSeen(refund({ lines: [{ lineId: "1", quantity: 1 }] }), orderId), next()),
    wait: () => {
      minute = (LATER - PLACED_AT) / MINUTE_MS;
    },
    merge: () =>
      withTransaction((tx) =>
        mergeCustomers(tx, shop.id, { goneCustomerId: X, keptCustomerId: Y }, next()),
      ),
  };
}

/** 100 points become a voucher, which is used on an order. */
async function redeemAndUse(
  shop: TestShop,
  tell: (event: OrderSeen) => Promise<void>,
  now: Instant,
  { orderId, paid }: { readonly orderId: string; readonly paid: string },
): Promise<void> {
  await tell(used(await takeVoucher(shop, now), orderId, paid));
}

/** 100 points become a voucher; answers its code. */
async function takeVoucher(shop: TestShop, now: Instant, customerId = X): Promise<string> {
  const redeemed = await shop.redeem(customerId, now);
  if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
  const { id, code } = redeemed.redemption;
  await settleIssued(shop.id, id, `gid://shopify/DiscountCodeNode/${code}`, now);
  return code;
}

/** The order on which a voucher is used. */
export function used(code: string, orderId = "V", paid = "0"): OrderSeen {
  return orderSeen({ lines: [line({ price: paid })], discountCodes: [code] }, { orderId });
}

/** An order of a customer that is left with an amount. */
export function order(
  orderId: string,
  amount: string,
  customerId = X,
  placedAt = PLACED_AT,
): OrderSeen {
  return orderSeen(
    { customerId, placedAt, name: `#${orderId}`, lines: [line({ price: amount })] },
    { orderId },
  );
}

/** What the member has, less what they owe. */
export async function standing(shop: TestShop, customerId = X): Promise<bigint> {
  const member = await shop.member(customerId);
  return (member?.available ?? 0n) + (member?.pending ?? 0n) - (member?.shortfall ?? 0n);
}
