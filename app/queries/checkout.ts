// What a member can do with their points while they pay: the program as it is for them, and the
// codes that they hold.
import type { Instant } from "../core/calendar/instant.ts";
import type { ProgramVersion } from "../core/program/document.ts";
import type { Reward } from "../core/program/reward-terms.ts";
import { versionInForce } from "../core/program/version-in-force.ts";
import { isVoucherReward } from "../core/rewards/carrier.ts";
import { pricedFor } from "../core/rewards/reward-price.ts";
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import type { ShopView } from "./shop.ts";
import { type Shopper, findShopper } from "./shopper.ts";
import { loadUnmetConditions } from "./unmet-conditions.ts";
import { type HeldVoucher, loadVouchers } from "./vouchers.ts";

type Shop = Pick<ShopView, "id" | "timeZone" | "scopes">;

/** In force now; nothing while the shop has no program. */
export async function loadVersionInForce(
  shopId: bigint,
  now: Instant,
): Promise<ProgramVersion | undefined> {
  const periods = (await loadProgramPeriods(pool(), [shopId])).get(shopId) ?? [];
  return versionInForce(periods, now) ?? undefined;
}

export interface Checkout {
  /** None for a customer who has not become a member yet. */
  readonly shopper: Shopper | undefined;
  /** At what they cost this member now, without those that they cannot have now. */
  readonly rewards: readonly Reward[];
  /** Discount codes that work, the latest first. */
  readonly vouchers: readonly HeldVoucher[];
}

export async function loadCheckout(
  shop: Shop,
  customerId: string,
  { document }: ProgramVersion,
  now: Instant,
): Promise<Checkout> {
  const shopper = await findShopper(shop.id, customerId);
  const { memberId = null, tierId = null } = shopper ?? {};
  const { timeZone } = shop;
  const price = { tierId, now, timeZone, campaigns: document.rewardCampaigns };
  const asked = { shopId: shop.id, timeZone, scopes: shop.scopes, document, now };
  const [unmet, held] = await Promise.all([
    loadUnmetConditions({ ...asked, shopper: { memberId, tierId } }),
    memberId === null ? [] : loadVouchers(shop.id, memberId),
  ]);
  return {
    shopper,
    rewards: document.rewards
      .filter(({ id }) => !unmet.has(id))
      .map((reward) => pricedFor(reward, price)),
    vouchers: held.filter(({ redemption }) => {
      const { status, reward, expiresAt } = redemption;
      const isOpen = expiresAt === null || expiresAt > now;
      return status === "issued" && isVoucherReward(reward) && isOpen;
    }),
  };
}
