// The small print of a reward in one line, from what it asks for.
import type { RewardView } from "../../contract/panel.ts";
import type { Ui } from "./ui.ts";

export const rewardTerms = (
  ui: Ui,
  { details, minimum, slider, validityDays }: RewardView,
): string =>
  [
    details,
    minimum && ui.t("minimum", { amount: ui.money(minimum) }),
    slider?.share && ui.t("share", { percent: ui.percent(`${slider.share}`) }),
    validityDays && ui.t("valid_days", { days: ui.days(validityDays) }),
  ]
    .filter(Boolean)
    .join(" · ");
