// What a campaign has given: of earning by its orders' snapshots, of prices by what was redeemed.
import { describe, expect, test } from "vitest";
import { CampaignResults } from "../../../app/core/campaigns/campaign-results.ts";
import { PricePreview } from "../../../app/core/campaigns/preview-prices.ts";
import { PriceResults } from "../../../app/core/campaigns/price-results.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { GOLD, campaign, earned, terms, times } from "../../support/earning.ts";
import {
  PLACED_AT,
  inForce,
  line,
  orderSeen,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";

const DAY_MS = 86_400_000;

describe("the results of an earning campaign", () => {
  const document = terms({ campaigns: [campaign({ effect: times("1.25") })] });

  function resultsOf(
    orders: readonly { member: string; price?: string; placedAt?: number; posted?: bigint }[],
    timeZone = "UTC",
  ) {
    const results = new CampaignResults("campaign", timeZone);
    for (const { member, price = "40.00", placedAt = PLACED_AT, posted } of orders) {
      const events = [orderSeen({ placedAt, lines: [line({ price })] })];
      const { state, snapshot, target } = earned(document, events, { timeZone });
      const postedPoints = posted ?? target.points;
      results.add({ memberId: member, state, snapshot, postedPoints });
    }
    return results.figures;
  }

  test("are what it added, dropping fractions once", () => {
    const three = ["ada", "ada", "ben"].map((member) => ({ member, price: "2.00" }));
    expect(resultsOf(three)).toMatchObject({
      points: 1n,
      members: 2,
      orders: 3,
      amountMinor: 600n,
    });
  });

  test("stand by the day of the order on the shop’s calendar", () => {
    const late = Date.UTC(2026, 2, 1, 23, 30);
    const orders = [{ member: "ada" }, { member: "ben", placedAt: late }];
    expect(resultsOf(orders).days).toEqual([{ day: "2026-03-01", points: 20n, orders: 2 }]);
    expect(resultsOf(orders, "Europe/Berlin").days).toEqual([
      { day: "2026-03-01", points: 10n, orders: 1 },
      { day: "2026-03-02", points: 10n, orders: 1 },
    ]);
  });

  test("are no more for an order than the ledger holds for it", () => {
    expect(resultsOf([{ member: "ada", posted: 4n }]).points).toBe(4n);
  });

  test("leave out what was refunded, and orders that it gave nothing to", () => {
    const results = new CampaignResults("campaign", "UTC");
    const back = refundSeen(refund({ unnamed: "20.00" }));
    const half = earned(document, [orderSeen(), back]);
    results.add({ memberId: "ada", ...half, postedPoints: half.target.points });
    const other = earned(terms(GOLD), [orderSeen()], { tierId: "gold" });
    results.add({ memberId: "ben", ...other, postedPoints: other.target.points });
    expect(results.figures).toMatchObject({ points: 5n, members: 1, orders: 1 });
  });
});

const prices = (input: Partial<ProgramDocumentInput>) => inForce(terms(input));
const sale = (id: string, percentOff: number, rewardIds: string[] = []) => ({
  id,
  name: id,
  startsAt: "2026-03-01T00:00",
  endsAt: "2026-03-08T00:00",
  percentOff,
  rewardIds,
});
const redeemed = (memberId: string, points: bigint, requestedAt = PLACED_AT) => ({
  memberId,
  rewardId: "five-off",
  points,
  requestedAt,
});

describe("the results of a price campaign", () => {
  const resultsOf = (input: Partial<ProgramDocumentInput>, campaignId = "sale") =>
    new PriceResults({ campaignId, periods: prices(input), timeZone: "UTC" });

  test("count what was redeemed while it ran", () => {
    const results = resultsOf({ rewardCampaigns: [sale("sale", 20)] });
    results.add(redeemed("ada", 80n));
    results.add(redeemed("ada", 80n, PLACED_AT + DAY_MS));
    results.add(redeemed("ben", 100n, PLACED_AT + 10 * DAY_MS));
    expect(results.figures).toEqual({
      points: 160n,
      members: 1,
      redemptions: 2,
      days: [
        { day: "2026-03-01", points: 80n, redemptions: 1 },
        { day: "2026-03-02", points: 80n, redemptions: 1 },
      ],
    });
  });

  test("leave out what another campaign took more off", () => {
    const rewardCampaigns = [sale("sale", 20), sale("more", 50, ["five-off"])];
    const [less, more] = ["sale", "more"].map((id) => resultsOf({ rewardCampaigns }, id));
    less?.add(redeemed("ada", 50n));
    more?.add(redeemed("ada", 50n));
    expect([less?.figures.redemptions, more?.figures.redemptions]).toEqual([0, 1]);
  });

  test("leave out what was redeemed before there was a program", () => {
    const periods = prices({ rewardCampaigns: [sale("sale", 20)] }).map((period) => ({
      ...period,
      activeFrom: PLACED_AT + DAY_MS,
    }));
    const results = new PriceResults({ campaignId: "sale", periods, timeZone: "UTC" });
    results.add(redeemed("ada", 80n));
    expect(results.figures.redemptions).toBe(0);
  });
});

describe("a preview of prices", () => {
  const period = { firstDay: "2026-02-20", lastDay: "2026-03-05" };
  const [later] = terms({
    rewardCampaigns: [{ ...sale("sale", 30, ["five-off"]), weekdays: [7] }],
  }).rewardCampaigns;
  if (!later) throw new Error("No campaign");

  test("sums what members would have kept, on the days of the campaign", () => {
    const preview = new PricePreview(later, period, "UTC");
    preview.add(redeemed("ada", 99n));
    preview.add(redeemed("ben", 100n, PLACED_AT + DAY_MS));
    preview.add({ ...redeemed("cleo", 100n), rewardId: "other" });
    // 99 less 30 percent are 69.3: the price is 70.
    expect(preview.figures).toEqual({ spared: 29n, members: 1, redemptions: 1, looked: 3 });
  });

  test("spares nothing of a price that cannot be lower", () => {
    const preview = new PricePreview(later, period, "UTC");
    preview.add(redeemed("ada", 1n));
    expect(preview.figures).toMatchObject({ spared: 0n, redemptions: 0 });
  });
});
