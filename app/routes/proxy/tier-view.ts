// The member's tier and what is ahead of it, as the storefront and the preview of it read them.
import type { KeepView, TierView } from "../../../widget/contract/panel.ts";
import type { IntlFormats } from "./intl-formats.ts";
import type { Wording } from "../../../widget/words/wording.ts";
import type { Missing } from "../../core/tiers/requirement.ts";
import type { KeepOutlook, TierOutlook } from "../../core/tiers/tier-outlook.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { money } from "./reward-views.ts";

/** In whose words, and in which currency. */
interface Reader {
  readonly wording: Wording<IntlFormats>;
  readonly currency: string;
}

export function tierView({ tier, next, keep }: TierOutlook, reader: Reader): TierView {
  return {
    name: tier?.name ?? null,
    next: next && {
      name: next.tier.name,
      missing: missingOf(next.ways, reader),
      share: Number(next.share),
      through: next.through,
    },
    keep: keep && keepView(keep, reader),
  };
}

function keepView({ lastDay, asks }: KeepOutlook, reader: Reader): KeepView {
  return {
    lastDay,
    asks: asks && { through: asks.through, missing: missingOf(asks.ways, reader) },
  };
}

/** "3 orders + 5 nights or 10 nights": a plus binds more closely than a second "and" would. */
function missingOf(ways: readonly (readonly Missing[])[], reader: Reader): string {
  return reader.wording.either(
    ways.map((way) => way.map((missing) => need(missing, reader)).join(" + ")),
  );
}

function need({ counter, missing }: Missing, { wording, currency }: Reader): string {
  if (counter === "spend") {
    return wording.t("need_spend", { amount: wording.money(money(missing, currency)) });
  }
  const count = toWholeNumber(missing);
  const points = wording.points(count);
  return counter === "points" ? points : wording.t(`need_${counter}`, { points, count });
}
