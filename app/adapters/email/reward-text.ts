// What a reward is called in an e-mail: by its name, or in the reader's language.
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { formatMoney, formatPercent, oneLine } from "./format.ts";
import type { Voice } from "./letter.tsx";
import { fill } from "./locales/texts.ts";

/** Empty for a kind that e-mails have no words for. */
export function rewardText(
  reward: RewardParams,
  { locale, texts }: Pick<Voice, "locale" | "texts">,
): string {
  const { kind = "amount_off", name, amount, currency, percent } = reward;
  if (name !== undefined) return oneLine(name);
  const words = Object.hasOwn(texts.rewards, kind)
    ? texts.rewards[kind as keyof typeof texts.rewards]
    : "";
  return fill(words, {
    amount: amount && currency ? formatMoney({ amount, currency }, locale) : "",
    percent: percent ? formatPercent(percent, locale) : "",
  });
}
