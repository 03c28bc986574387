// What a campaign would have given: the difference that it makes to orders as they were placed.
import { describe, expect, test } from "vitest";
import { CampaignPreview } from "../../../app/core/campaigns/preview-campaign.ts";
import type { Campaign } from "../../../app/core/program/campaign-terms.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import type { ProgramDocument } from "../../../app/core/program/document.ts";
import { GOLD, campaign, earned, perItem, rule, terms, times } from "../../support/earning.ts";
import type { Circumstances, TermsInput } from "../../support/earning.ts";
import { line, orderSeen, refund, refundSeen } from "../../support/order-builder.ts";

const period = { firstDay: "2026-02-20", lastDay: "2026-03-05" };
type CampaignInput = Parameters<typeof campaign>[0];

function previewOf(input: CampaignInput, others: TermsInput = {}) {
  // It is yet to come: in the preview it runs when the orders were placed.
  const dates = { startsAt: "2027-01-01T00:00", endsAt: "2027-02-01T00:00" };
  const document = terms({ ...others, campaigns: [campaign({ id: "new", ...dates, ...input })] });
  const [previewed] = document.campaigns;
  if (!previewed) throw new Error("No campaign");
  return new Preview(document, previewed);
}

class Preview {
  readonly #preview: CampaignPreview;
  readonly #base = terms();

  constructor(document: ProgramDocument, previewed: Campaign) {
    const timeZone = "UTC";
    this.#preview = new CampaignPreview({ document, campaign: previewed, period, timeZone });
  }

  order(
    memberId: string,
    events: readonly OrderEvent[] = [orderSeen()],
    given: Circumstances = {},
  ) {
    const { state, snapshot } = earned(this.#base, events, given);
    const { memberDays = null } = given;
    const order = { memberId, customerId: "7001", state, snapshot, memberDays };
    this.#preview.add(order, new Set());
    return this;
  }

  get figures() {
    return this.#preview.figures;
  }
}

describe("a preview", () => {
  test("sums what the campaign adds, and counts who gets it", () => {
    const { figures } = previewOf({}).order("ada").order("ada").order("ben");
    expect(figures).toMatchObject({ points: 120n, members: 2, orders: 3, looked: 3 });
  });

  test("counts no order for which it changes nothing", () => {
    const conditions = { minimumOrderMinor: "5000" };
    const { figures } = previewOf({ conditions }).order("ada");
    expect(figures).toMatchObject({ points: 0n, members: 0, orders: 0, looked: 1 });
  });

  test("gives only what the campaign adds to rules that stand beside it", () => {
    const rules = [rule({ effect: times("1.5") })];
    expect(previewOf({}, { rules }).order("ada").figures.points).toBe(20n);
    expect(previewOf({ effect: times("1.2") }, { rules }).order("ada").figures.points).toBe(0n);
  });

  test("says how many points a campaign would lower", () => {
    const input = { stacking: "newest" as const };
    const { figures } = previewOf({ effect: times("0.5") }, input).order("ada");
    expect(figures).toMatchObject({ points: -20n, orders: 1 });
  });

  test("is told for the tier that the order earned at", () => {
    const conditions = { tiers: ["gold"] };
    const preview = previewOf({ conditions }, GOLD);
    preview.order("ada").order("ben", [orderSeen()], { tierId: "gold" });
    expect(preview.figures).toMatchObject({ points: 20n, members: 1 });
  });

  test("is told for whom the campaign is, as they were then", () => {
    const conditions = { members: { kind: "new" as const, days: 10 } };
    const preview = previewOf({ conditions });
    const of = (sinceJoined: number) => ({ memberDays: { sinceJoined, sinceOrder: 0 } });
    preview.order("ada", [orderSeen()], of(9)).order("ben", [orderSeen()], of(10)).order("cleo");
    expect(preview.figures).toMatchObject({ points: 40n, members: 1, looked: 3 });
  });

  test("leaves out what was refunded since", () => {
    const all = refundSeen(refund({ lines: [{ lineId: "1", quantity: 1 }] as never }));
    expect(previewOf({}).order("ada", [orderSeen(), all]).figures.points).toBe(0n);
  });

  test("runs on the campaign’s weekdays and hours alone", () => {
    // Orders are placed on a Sunday at noon.
    expect(previewOf({ weekdays: [7] }).order("ada").figures.orders).toBe(1);
    expect(previewOf({ weekdays: [6] }).order("ada").figures.orders).toBe(0);
    const hours = { from: "13:00", until: "14:00" };
    expect(previewOf({ hours }).order("ada").figures.orders).toBe(0);
  });

  test("takes members to have joined a campaign that asks for it", () => {
    expect(previewOf({ optIn: true }).order("ada").figures.points).toBe(40n);
  });

  test("gives of a budget to the first orders, and tells when it is used up", () => {
    const preview = previewOf({ budget: "50" }).order("ada");
    expect(preview.figures).toMatchObject({ budgetUsed: 40n, isBudgetUsedUp: false });
    expect(preview.order("ben").order("cleo").figures).toMatchObject({
      points: 50n,
      members: 2,
      budgetUsed: 50n,
      isBudgetUsedUp: true,
    });
  });

  test("keeps the limit of each member", () => {
    const preview = previewOf({ effect: perItem("30"), perMemberLimit: "40" });
    expect(preview.order("ada").order("ada").order("ben").figures.points).toBe(70n);
  });

  test("leaves out orders about which Shopify was never asked what it wants to know", () => {
    const conditions = { products: { tags: ["sale"] } };
    const { figures } = previewOf({ conditions }).order("ada");
    expect(figures).toMatchObject({ points: 0n, unknown: 1, looked: 1 });
  });

  test("counts the members of a campaign that is in no program yet", () => {
    const document = terms();
    const [previewed] = terms({ campaigns: [campaign({ id: "new" })] }).campaigns;
    if (!previewed) throw new Error("No campaign");
    const lines = [line({ price: "10.00" })];
    expect(
      new Preview(document, previewed).order("ada", [orderSeen({ lines })]).figures,
    ).toMatchObject({ points: 10n, members: 1 });
  });
});
