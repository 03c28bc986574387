// The member's tier and what is ahead of it, as the storefront and the preview of it read them.
import type { KeepView, MissingView, TierView } from "../../../widget/contract/panel.ts";
import type { Missing } from "../../core/tiers/requirement.ts";
import type { KeepOutlook, TierOutlook } from "../../core/tiers/tier-outlook.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { money } from "./reward-views.ts";

export function tierView({ tier, next, keep }: TierOutlook, currency: string): TierView {
  return {
    name: tier?.name ?? null,
    next: next && {
      name: next.tier.name,
      ways: waysView(next.ways, currency),
      share: Number(next.share),
      through: next.through,
    },
    keep: keep && keepView(keep, currency),
  };
}

function keepView({ lastDay, asks }: KeepOutlook, currency: string): KeepView {
  return {
    lastDay,
    asks: asks && { through: asks.through, ways: waysView(asks.ways, currency) },
  };
}

function waysView(ways: readonly (readonly Missing[])[], currency: string): MissingView[][] {
  return ways.map((way) => way.map((missing) => missingView(missing, currency)));
}

function missingView({ counter, missing }: Missing, currency: string): MissingView {
  return counter === "spend"
    ? { counter, amount: money(missing, currency) }
    : { counter, count: toWholeNumber(missing) };
}
