// Everything that the storefront panel shows when it opens, for a guest or for a signed-in
// customer.
import type { Instant } from "../core/calendar/instant.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { Points } from "../core/points/points.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import { versionInForce } from "../core/program/version-in-force.ts";
import { leastOffer } from "../core/rewards/offer.ts";
import { pricedFor } from "../core/rewards/reward-price.ts";
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import { type HistoryPage, loadHistory } from "./history.ts";
import { type OfferedTier, loadOfferedTiers } from "./invitations.ts";
import { type Outlook, type OutlookContext, loadOutlook } from "./outlook.ts";
import type { ShopView } from "./shop.ts";
import { type Shopper, findShopper } from "./shopper.ts";
import { type UnmetConditions, loadUnmetConditions } from "./unmet-conditions.ts";
import { type HeldVoucher, loadVouchers } from "./vouchers.ts";

export interface ShopperPanel {
  /** None for a customer who has not become a member yet. */
  shopper: Shopper | undefined;
  outlook: Outlook;
  offeredTiers: OfferedTier[];
  vouchers: HeldVoucher[];
  history: HistoryPage;
}

export interface Panel {
  /** The day of the shop's calendar. */
  today: LocalDate;
  /** Its rewards cost what this shopper pays now. */
  document: ProgramDocument;
  /** What each reward costs whoever is in no tier, while no campaign runs; by its id. */
  usual: ReadonlyMap<string, Points>;
  /** Rewards that the shopper cannot have now however many points they have, by id. */
  unmet: UnmetConditions;
  /** Null for a guest. */
  account: ShopperPanel | null;
}

/** Nothing while the shop has no active program. */
export async function loadPanel(
  { id: shopId, timeZone, scopes }: Pick<ShopView, "id" | "timeZone" | "scopes">,
  customerId: string | null,
  now: Instant,
): Promise<Panel | undefined> {
  const [known, shopper] = await Promise.all([
    loadProgramPeriods(pool(), [shopId]),
    customerId === null ? undefined : findShopper(shopId, customerId),
  ]);
  const periods = known.get(shopId) ?? [];
  const inForce = versionInForce(periods, now);
  if (inForce === null) return undefined;
  const { document } = inForce;
  const { memberId = null, tierId = null } = shopper ?? {};
  const price = { tierId, now, timeZone, campaigns: document.rewardCampaigns };
  const usual = new Map(document.rewards.map((one) => [one.id, leastOffer(one).points]));
  const rewards = document.rewards.map((one) => pricedFor(one, price));
  const today = localDateOf(now, timeZone);
  const program = { today, document: { ...document, rewards }, usual };
  const asked = { shopId, timeZone, scopes, document, now };
  if (customerId === null) {
    const unmet = await loadUnmetConditions({ ...asked, shopper: null });
    return { ...program, unmet, account: null };
  }
  const context = { shopId, timeZone, periods, inForce, now };
  const [account, unmet] = await Promise.all([
    loadAccount(shopper, context),
    loadUnmetConditions({ ...asked, shopper: { memberId, tierId } }),
  ]);
  return { ...program, unmet, account };
}

async function loadAccount(
  shopper: Shopper | undefined,
  context: OutlookContext,
): Promise<ShopperPanel> {
  if (shopper === undefined) {
    const outlook = await loadOutlook(shopper, context);
    const history = { entries: [], nextCursor: null };
    return { shopper, outlook, offeredTiers: [], vouchers: [], history };
  }
  const { shopId, inForce } = context;
  const { memberId, tierId: heldTierId } = shopper;
  const { tiers } = inForce.document;
  const [outlook, offeredTiers, vouchers, history] = await Promise.all([
    loadOutlook(shopper, context),
    tiers ? loadOfferedTiers(tiers, { ...context, memberId, heldTierId }) : [],
    loadVouchers(shopId, memberId),
    loadHistory(shopId, memberId, null),
  ]);
  return { shopper, outlook, offeredTiers, vouchers, history };
}
