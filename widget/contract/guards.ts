// Cheap looks at what came back: a proxy, a password page or a consent tool may answer 200 with something else.
import type { HistoryAnswer } from "./history.ts";
import type { BalanceAnswer, PanelAnswer } from "./panel.ts";
import type { CancelVoucherAnswer, RedeemAnswer } from "./redeem.ts";

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const hasOutcome = (value: unknown): boolean =>
  isObject(value) &&
  (value["outcome"] === "refused"
    ? typeof value["reason"] === "string"
    : typeof value["outcome"] === "string" &&
      isObject(value["voucher"]) &&
      isObject(value["balance"]));

export const isHistoryAnswer = (value: unknown): value is HistoryAnswer =>
  isObject(value) && Array.isArray(value["entries"]);

export const isPanelAnswer = (value: unknown): value is PanelAnswer =>
  isObject(value) &&
  isObject(value["program"]) &&
  (value["audience"] === "guest" ||
    (value["audience"] === "member" &&
      isObject(value["balance"]) &&
      Array.isArray(value["vouchers"]) &&
      isHistoryAnswer(value["history"])));

export const isBalanceAnswer = (value: unknown): value is BalanceAnswer =>
  isObject(value) &&
  (value["audience"] === "guest" ||
    (value["audience"] === "member" && Number.isSafeInteger(value["available"])));

export const isRedeemAnswer = (value: unknown): value is RedeemAnswer => hasOutcome(value);

export const isCancelVoucherAnswer = (value: unknown): value is CancelVoucherAnswer =>
  hasOutcome(value);
