// Cheap looks at what came back. They tell our answers from a password page, a consent tool or another app that
// answered 200 with something else; they do not repeat the types.
import type { HistoryAnswer } from "./history.ts";
import type { BalanceAnswer, PanelAnswer } from "./panel.ts";
import type { CancelVoucherAnswer, RedeemAnswer } from "./redeem.ts";

/** The named field, of whatever it may be. */
const field = (value: unknown, name: string): unknown =>
  (value as Record<string, unknown> | null | undefined)?.[name];

export const isPanelAnswer = (value: unknown): value is PanelAnswer =>
  !!field(value, "program") && !!field(value, "audience");

export const isHistoryAnswer = (value: unknown): value is HistoryAnswer =>
  Array.isArray(field(value, "entries"));

export const isBalanceAnswer = (value: unknown): value is BalanceAnswer =>
  !!field(value, "audience");

export const isRedeemAnswer = (value: unknown): value is RedeemAnswer => !!field(value, "outcome");

export const isCancelVoucherAnswer = (value: unknown): value is CancelVoucherAnswer =>
  !!field(value, "outcome");
