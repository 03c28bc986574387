// Why an entry stands in the ledger, as a sentence. A key that has no words, or a value that is
// missing, gets a neutral word.
import type { Explanation } from "../contract/explanation.ts";
import type { Reasons } from "./reasons.ts";
import { PLACEHOLDER } from "./wording.ts";
import type { MoreFormats, Params, Wording } from "./wording.ts";

export const explain = (
  { currency, points, reward, fill }: Wording<MoreFormats>,
  why: Reasons,
  { key, params }: Explanation,
): string => {
  const { currency: code, amount, points: count, kind, name, percent } = params;
  const money = amount && code ? { amountMinor: amount, minorDigits: 0, currency: code } : null;
  const values: Params = {
    ...params,
    reward: reward({ kind: kind ?? (money ? "amount_off" : ""), name, amount: money, percent }),
  };
  if (code) {
    if (amount) values["amount"] = currency(amount, code);
    values["unit"] = currency("1", code);
  }
  for (const field of ["points", "rate"]) {
    if (params[field]) values[field] = points(params[field]);
  }
  const text = why[key];
  const wanted = JSON.stringify(text ?? "").matchAll(PLACEHOLDER);
  const isComplete = [...wanted].every(([, name]) => values[name as string]);
  return fill(text && isComplete ? text : why.other, { ...values, count: count ?? 0 });
};
