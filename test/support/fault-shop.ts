// A shop with a reward of every kind, and shoppers who ask for them over HTTP.
import { randomUUID } from "node:crypto";
import type { RewardKind } from "../../app/core/program/reward-terms.ts";
import { pool } from "../../app/db/pool.ts";
import { dueNow } from "../../app/db/queue-head.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { createProduct } from "../../simulator/actions/products.ts";
import type { Shop } from "../../simulator/model.ts";
import { COFFEE, REWARDS, askedFor } from "./fault-rewards.ts";
import { openLoyaltyShop, recordPaidOrder } from "./loyalty-shop.ts";
import { MONEY_SCOPES } from "./money-shop.ts";
import type { MortalProcess } from "./mortal-process.ts";
import { PROGRAM_INPUT } from "./order-builder.ts";
import type { Answered, ProxyServer } from "./proxy-server.ts";
import type { SimulatedShop } from "./simulated-shop.ts";

/** A customer with points who wants one reward, and asks for it with the same key each time. */
export interface Shopper {
  readonly kind: RewardKind;
  readonly customerId: string;
  readonly requestKey: string;
}

export interface FaultShop {
  readonly shop: Shop;
  readonly shopId: bigint;
  newShopper(kind: RewardKind): Promise<Shopper>;
  redeem(shopper: Shopper, process?: MortalProcess): Promise<Answered>;
  /** Gives the voucher up. */
  cancel(shopper: Shopper, process?: MortalProcess): Promise<Answered>;
  /** The shopper's one redemption, as the app has it; nothing where there is none. */
  redemptionOf(shopper: Shopper): Promise<StoredVoucher | undefined>;
}

export interface StoredVoucher {
  readonly id: string;
  readonly status: string;
  readonly code: string;
}

/** The merchant lets the app give gift cards and store credit. */
export function allowMoney({ installation }: Shop): void {
  installation?.scopes.push(...MONEY_SCOPES);
}

let customers = 600_000;

export async function openFaultShop(
  world: SimulatedShop,
  server: ProxyServer,
  shop: Shop,
): Promise<FaultShop> {
  const { context } = world.simulator;
  const document = { ...PROGRAM_INPUT, rewards: REWARDS };
  const { domain } = shop;
  const shopId = await openLoyaltyShop(pool(), { domain }, document);
  allowMoney(shop);
  createProduct(context, shop, {
    title: "Coffee",
    variants: [{ id: COFFEE, priceMinor: 1_500 }],
  });
  const redemptionOf = async ({ customerId }: Shopper) => {
    const { rows } = await pool().query<StoredVoucher>(
      `select redemption.id, status, code from redemption
        join member on member.shop_id = redemption.shop_id and member.id = member_id
        where redemption.shop_id = $1 and shopify_customer_id = $2`,
      [shopId, customerId],
    );
    if (rows.length > 1) throw new Error(`Customer ${customerId} redeemed twice`);
    return rows[0];
  };
  return {
    shop,
    shopId,
    redemptionOf,
    async newShopper(kind) {
      customers += 1;
      const customerId = String(customers);
      createCustomer(context, shop, { id: customerId, email: `${customerId}@example.com` });
      await recordPaidOrder(shopId, { customerId, price: "60.00" });
      return { kind, customerId, requestKey: randomUUID() };
    },
    redeem: ({ kind, customerId, requestKey }, process) =>
      server.post(
        "POST /proxy/redeem",
        { customerId, shop: domain },
        askedFor(kind, requestKey),
        process,
      ),
    async cancel(shopper, process) {
      const { customerId } = shopper;
      const voucherId = (await redemptionOf(shopper))?.id;
      const visit = { customerId, shop: domain };
      return server.post("POST /proxy/vouchers/cancel", visit, { voucherId }, process);
    },
  };
}

/** Lets the pauses of a redemption's messages pass. */
export async function passPauses(redemptionId: string): Promise<void> {
  await pool().query(
    `update outbox_message set next_attempt_at = ${dueNow} where status = 'ready' and key = $1`,
    [redemptionId],
  );
}
