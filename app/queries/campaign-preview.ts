// What a campaign would have given, computed from the store's recent orders by the engine itself,
// or from its recent redemptions. It may take a while, so it tells how far it is.
import { type MemberDays, memberDays } from "../core/awards/who-is-meant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { addDaysTo } from "../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../core/calendar/local-time.ts";
import { CampaignPreview } from "../core/campaigns/preview-campaign.ts";
import type { PreviewFigures, PreviewPeriod } from "../core/campaigns/preview-campaign.ts";
import { PricePreview } from "../core/campaigns/preview-prices.ts";
import type { PricePreviewFigures } from "../core/campaigns/preview-prices.ts";
import type { Campaign } from "../core/program/campaign-terms.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import type { RewardCampaign } from "../core/program/reward-campaign-terms.ts";
import { normaliseVoucherCode } from "../core/rewards/voucher-code.ts";
import {
  type OrderToPreview,
  findVoucherCodes,
  listRecentOrders,
  loadOrdersToPreview,
} from "../db/campaign-order-store.ts";
import { type RedeemedCursor, loadRedeemedInTime } from "../db/campaign-redemption-store.ts";
import { loadLastOrders } from "../db/customer-orders.ts";
import { pool } from "../db/pool.ts";
import type { NamedCampaign } from "./campaigns.ts";
import type { ShopView } from "./shop.ts";

/** How many days back a merchant may look. */
export const PREVIEW_DAYS = [7, 30, 90] as const;
export type PreviewDays = (typeof PREVIEW_DAYS)[number];
/** Of a store with more orders in these days, the latest are looked at. */
export const MAX_PREVIEW_ORDERS = 10_000;
/** So many at a time that others of the process get their turn in between. */
const PORTION = 200;
const PRICE_PORTION = 2_000;

/** The first and the last day that was looked at, and whether there was more than is looked at. */
type Looked = PreviewPeriod & { readonly type: "done"; readonly isCut: boolean };

export type PreviewStep =
  /** `of` is zero where nobody knows how much there is. */
  | { readonly type: "progress"; readonly done: number; readonly of: number }
  | (Looked & {
      readonly kind: "earning";
      /** Whether it asks for what Shopify alone knows, and was asked where a rule needed it. */
      readonly asksShopify: boolean;
    } & PreviewFigures)
  | (Looked & { readonly kind: "price" } & PricePreviewFigures);

export interface PreviewAsked {
  readonly shop: Pick<ShopView, "id" | "timeZone">;
  readonly document: ProgramDocument;
  readonly previewed: NamedCampaign;
  readonly days: PreviewDays;
  readonly now: Instant;
  /** Whoever asked may go away. */
  readonly signal: AbortSignal;
}

/** Ends without a last step where whoever asked has gone. */
export async function* previewCampaign(asked: PreviewAsked): AsyncGenerator<PreviewStep> {
  const { previewed } = asked;
  if (previewed.kind === "earning") yield* ofOrders(asked, previewed.campaign);
  else yield* ofRedemptions(asked, previewed.campaign);
}

/** Whole days of the store's calendar: today, and those before it. */
function periodOf({ shop: { timeZone }, days, now }: PreviewAsked): PreviewPeriod {
  const lastDay = localDateOf(now, timeZone);
  return { firstDay: addDaysTo(lastDay, 1 - days), lastDay };
}

async function* ofOrders(asked: PreviewAsked, campaign: Campaign): AsyncGenerator<PreviewStep> {
  const { shop, document, signal } = asked;
  const { id: shopId, timeZone } = shop;
  const period = periodOf(asked);
  const since = startOfDay(period.firstDay, timeZone);
  const limit = MAX_PREVIEW_ORDERS;
  const { orderIds, isCut } = await listRecentOrders(pool(), shopId, { since, limit });
  const asksDays = [...document.earning.rules, ...document.campaigns].some(
    ({ conditions }) => conditions.members !== null,
  );
  const preview = new CampaignPreview({ document, campaign, period, timeZone });
  for (let done = 0; done < orderIds.length; done += PORTION) {
    if (signal.aborted) return;
    yield { type: "progress", done, of: orderIds.length };
    const ids = orderIds.slice(done, done + PORTION);
    const orders = await loadOrdersToPreview(pool(), shopId, ids);
    const [codes, days] = await Promise.all([
      vouchersOf(orders, shopId, document),
      asksDays ? daysOf(orders, shop) : [],
    ]);
    for (const [index, order] of orders.entries()) {
      preview.add({ ...order, memberDays: days[index] ?? null }, codes);
    }
  }
  const asksShopify = asksOf(campaign);
  yield { type: "done", kind: "earning", ...period, isCut, asksShopify, ...preview.figures };
}

async function* ofRedemptions(
  asked: PreviewAsked,
  campaign: RewardCampaign,
): AsyncGenerator<PreviewStep> {
  const { shop, now, signal } = asked;
  const { id: shopId, timeZone } = shop;
  const period = periodOf(asked);
  const time = { shopId, from: startOfDay(period.firstDay, timeZone), until: now + 1 };
  const preview = new PricePreview(campaign, period, timeZone);
  let after: RedeemedCursor | null = null;
  let done = 0;
  do {
    if (signal.aborted) return;
    yield { type: "progress", done, of: 0 };
    const portion = await loadRedeemedInTime(pool(), time, { after, limit: PRICE_PORTION });
    for (const redeemed of portion.redeemed) preview.add(redeemed);
    done += portion.redeemed.length;
    after = portion.next;
  } while (after !== null && done < MAX_PREVIEW_ORDERS);
  yield { type: "done", kind: "price", ...period, isCut: after !== null, ...preview.figures };
}

/** Only asked where vouchers count otherwise than other discounts do. */
async function vouchersOf(
  orders: readonly OrderToPreview[],
  shopId: bigint,
  { earning: { discountsDeducted, vouchersDeducted } }: ProgramDocument,
): Promise<ReadonlySet<string>> {
  if (discountsDeducted === vouchersDeducted) return new Set();
  const codes = orders.flatMap(({ state }) => state.paid?.discountCodes ?? []);
  return findVoucherCodes(pool(), shopId, [...new Set(codes.map(normaliseVoucherCode))]);
}

/** How long ago the members had joined and ordered when they placed each of the orders. */
async function daysOf(
  orders: readonly OrderToPreview[],
  { id: shopId, timeZone }: PreviewAsked["shop"],
): Promise<MemberDays[]> {
  const placed = orders.map(({ state, memberId, enrolledAt }) => ({
    shopId,
    memberId,
    orderId: state.orderId,
    at: state.paid?.placedAt ?? enrolledAt,
    enrolledAt,
  }));
  const before = await loadLastOrders(pool(), placed);
  return placed.map(({ at, enrolledAt }, index) => {
    const last = before[index] ?? null;
    return memberDays({
      on: localDateOf(at, timeZone),
      enrolledOn: localDateOf(enrolledAt, timeZone),
      lastOrderOn: last === null ? null : localDateOf(last, timeZone),
    });
  });
}

function asksOf({ conditions }: Campaign): boolean {
  const { products, excludedProducts, customerTags, segmentIds } = conditions;
  const ofProducts = [products, excludedProducts].some(
    ({ tags, collectionIds }) => tags.length + collectionIds.length > 0,
  );
  return ofProducts || customerTags.length + segmentIds.length > 0;
}
