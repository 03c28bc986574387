// A balance as an answer brings it, written in English.
import type { BalanceView, WrittenBalance } from "../../widget/contract/panel.ts";

export const aBalance = (changes: Partial<BalanceView> = {}): WrittenBalance => {
  const balance = { available: 120, pending: 0, shortfall: 0, ...changes };
  const { available } = balance;
  return { ...balance, figure: available.toLocaleString("en"), isOne: available === 1 };
};
