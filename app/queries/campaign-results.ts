// What a campaign has given: of earning, summed from its orders as the ledger holds them; of
// prices, from what was redeemed while it ran. It may take a while, so it tells how far it is.
import type { Instant } from "../core/calendar/instant.ts";
import { instantOfLocal } from "../core/calendar/local-time.ts";
import { CampaignResults } from "../core/campaigns/campaign-results.ts";
import type { CampaignFigures } from "../core/campaigns/campaign-results.ts";
import type { CampaignName } from "../core/campaigns/end-early.ts";
import { PriceResults } from "../core/campaigns/price-results.ts";
import type { PriceFigures } from "../core/campaigns/price-results.ts";
import type { CampaignTimes } from "../core/program/campaign-terms.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";
import { countJoined } from "../db/campaign-opt-in-store.ts";
import {
  type PlacedCursor,
  countOrdersPlaced,
  loadPortionOfCampaign,
} from "../db/campaign-order-store.ts";
import { type RedeemedCursor, loadRedeemedInTime } from "../db/campaign-redemption-store.ts";
import { loadBudgetUsed } from "../db/budget-store.ts";
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import type { ShopView } from "./shop.ts";

/** A store with more orders while a campaign ran is told that the first of them are counted. */
export const MAX_RESULT_ORDERS = 200_000;
const PORTION = 1_000;
/** Vouchers are few, and found without an index of their own. */
const PRICE_PORTION = 10_000;

export type ResultsStep =
  | { readonly type: "progress"; readonly done: number; readonly of: number }
  | ({
      readonly type: "done";
      readonly kind: "earning";
      readonly isCut: boolean;
      /** Null where it has no budget. */
      readonly budget: bigint | null;
      readonly budgetUsed: bigint;
      /** How many members joined it; null where nobody has to. */
      readonly joined: number | null;
    } & CampaignFigures)
  | ({ readonly type: "done"; readonly kind: "price"; readonly isCut: boolean } & PriceFigures)
  /** No version that ever was in force has it. */
  | { readonly type: "done"; readonly kind: "never" };

export interface ResultsAsked extends CampaignName {
  readonly shop: Pick<ShopView, "id" | "timeZone">;
  readonly now: Instant;
  /** Whoever asked may go away. */
  readonly signal: AbortSignal;
}

interface Time {
  readonly from: Instant;
  readonly until: Instant;
}

/** Ends without a last step where whoever asked has gone. */
export async function* campaignResults(asked: ResultsAsked): AsyncGenerator<ResultsStep> {
  const { shop, kind, now } = asked;
  const periods = (await loadProgramPeriods(pool(), [shop.id])).get(shop.id) ?? [];
  const begun = periods.filter(({ activeFrom }) => activeFrom <= now);
  const time = timeOf(asked, begun);
  if (time === null) yield { type: "done", kind: "never" };
  else if (kind === "earning") yield* ofEarning(asked, begun, time);
  else yield* ofPrices(asked, begun, time);
}

/** All the time in which any version in force let it run; null where none did. */
function timeOf({ shop, kind, id }: ResultsAsked, begun: readonly ProgramPeriod[]): Time | null {
  const times = begun.flatMap(({ version: { document } }): CampaignTimes[] => {
    const listed = kind === "earning" ? document.campaigns : document.rewardCampaigns;
    return listed.filter((one) => one.id === id);
  });
  if (times.length === 0) return null;
  const at = (text: string) => instantOfLocal(text, shop.timeZone, "earlier");
  return {
    from: Math.min(...times.map(({ startsAt }) => at(startsAt))),
    until: Math.max(...times.map(({ endsAt }) => at(endsAt))),
  };
}

async function* ofEarning(
  { shop, id, signal }: ResultsAsked,
  begun: readonly ProgramPeriod[],
  { from, until }: Time,
): AsyncGenerator<ResultsStep> {
  const { id: shopId, timeZone } = shop;
  const time = { shopId, from, until };
  const all = await countOrdersPlaced(pool(), time, MAX_RESULT_ORDERS + 1);
  const of = Math.min(all, MAX_RESULT_ORDERS);
  const results = new CampaignResults(id, timeZone);
  let after: PlacedCursor | null = null;
  for (let done = 0; done < of;) {
    if (signal.aborted) return;
    yield { type: "progress", done, of };
    const limit = Math.min(PORTION, of - done);
    const portion = await loadPortionOfCampaign(pool(), time, { campaignId: id, after, limit });
    for (const order of portion.orders) results.add(order);
    done += portion.size;
    after = portion.next;
    if (after === null) break;
  }
  const latest = begun
    .flatMap(({ version }) => version.document.campaigns.filter((one) => one.id === id))
    .at(-1);
  const [budgetUsed, joined] = await Promise.all([
    loadBudgetUsed(pool(), shopId, `campaign/${id}`),
    countJoined(pool(), shopId, [id]),
  ]);
  yield {
    type: "done",
    kind: "earning",
    isCut: all > of,
    budget: latest?.budget ?? null,
    budgetUsed,
    joined: latest?.optIn ? (joined.get(id) ?? 0) : null,
    ...results.figures,
  };
}

async function* ofPrices(
  { shop, id, signal }: ResultsAsked,
  begun: readonly ProgramPeriod[],
  { from, until }: Time,
): AsyncGenerator<ResultsStep> {
  const { id: shopId, timeZone } = shop;
  const results = new PriceResults({ campaignId: id, periods: begun, timeZone });
  let after: RedeemedCursor | null = null;
  let done = 0;
  for (;;) {
    if (signal.aborted) return;
    const asked = { after, limit: PRICE_PORTION };
    const portion = await loadRedeemedInTime(pool(), { shopId, from, until }, asked);
    for (const redeemed of portion.redeemed) results.add(redeemed);
    done += portion.redeemed.length;
    after = portion.next;
    if (after === null || done >= MAX_RESULT_ORDERS) break;
    yield { type: "progress", done, of: 0 };
  }
  yield { type: "done", kind: "price", isCut: after !== null, ...results.figures };
}
