// A few members of the demo turn points into vouchers, and most of them use what they got.
import { randomUUID } from "node:crypto";
import { redeemedReward } from "./programs.ts";
import type { Stack } from "./stack.ts";
import { askStorefront } from "./storefront-calls.ts";

type Customer = { id: string };
type Product = { variants: { id: string; priceMinor: number }[] };
type Reward = { id: string; points: number; amount: { amountMinor: number } };
type Panel = { program: { rewards: Reward[] } };
type Redeemed = { outcome: string; voucher?: { code: string | null } };

const redeeming = 7;
/** Every third keeps the code for later. */
const keepsEvery = 3;
const minimumMinor = 2_500;
/**
 * The year's balances may still be on their way to Shopify, which limits how fast it can be told.
 */
const patienceMs = 60_000;

export async function redeemAndUse(stack: Stack, handle: string): Promise<void> {
  const customers = await stack.control<Customer[]>("GET", `/shops/${handle}/customers`);
  const products = await stack.control<Product[]>("GET", `/shops/${handle}/products`);
  const variant = products
    .flatMap(({ variants }) => variants)
    .find(({ priceMinor }) => priceMinor >= minimumMinor);
  for (const [index, customer] of customers.slice(0, redeeming).entries()) {
    const code = await redeem(stack, handle, customer.id);
    if (code === undefined || variant === undefined || index % keepsEvery === 0) continue;
    await stack.control("POST", `/shops/${handle}/orders`, {
      customerId: customer.id,
      lines: [{ variantId: variant.id, quantity: 1 }],
      discountCodes: [code],
    });
  }
}

/**
 * As the widget does, through the signed app proxy; nothing for a member who is short of points.
 */
async function redeem(
  stack: Stack,
  handle: string,
  customerId: string,
): Promise<string | undefined> {
  const panel = await askStorefront<Panel>(stack, handle, { path: "panel", customerId });
  const reward = panel.program.rewards.find(({ id }) => id === redeemedReward);
  if (reward === undefined) return undefined;
  const { id: rewardId, points, amount } = reward;
  const { amountMinor } = amount;
  const body = { rewardId, points, amountMinor, requestKey: randomUUID() };
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const visit = { path: "redeem", customerId };
    const redeemed = await askStorefront<Redeemed>(stack, handle, visit, body);
    if (redeemed.outcome !== "on_its_way") return redeemed.voucher?.code ?? undefined;
    if (Date.now() > deadline) throw new Error("A voucher of the demo was not issued in time.");
  }
}
