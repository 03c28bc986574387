// The panel's only way to the shop: same origin, through the app proxy, each call bounded in time.
// A call either brings a well-formed answer or throws; what to do then is the model's business.
import {
  isCancelVoucherAnswer,
  isHistoryAnswer,
  isPanelAnswer,
  isRedeemAnswer,
} from "../contract/guards.ts";
import type { HistoryAnswer } from "../contract/history.ts";
import type { PanelAnswer } from "../contract/panel.ts";
import type {
  CancelVoucherAnswer,
  CancelVoucherRequest,
  RedeemAnswer,
  RedeemRequest,
} from "../contract/redeem.ts";

export interface PanelAdapter {
  panel(): Promise<PanelAnswer>;
  history(cursor: string): Promise<HistoryAnswer>;
  redeem(request: RedeemRequest): Promise<RedeemAnswer>;
  cancel(request: CancelVoucherRequest): Promise<CancelVoucherAnswer>;
}

const JSON_HEADERS = { "content-type": "application/json" };
const CALL_TIMEOUT_MS = 12_000;

export const createStorefrontAdapter = (root: string): PanelAdapter => {
  const call = async <Answer>(
    path: string,
    isAnswer: (value: unknown) => value is Answer,
    body?: unknown,
  ): Promise<Answer> => {
    const response = await fetch(`${root}/${path}`, {
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      ...(body ? { method: "POST", headers: JSON_HEADERS, body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = response.ok && (await response.json());
    if (!isAnswer(answer)) throw new Error(`${path} ${response.status}`);
    return answer;
  };
  return {
    panel: () => call("panel", isPanelAnswer),
    history: (cursor) => call(`history?before=${encodeURIComponent(cursor)}`, isHistoryAnswer),
    redeem: (request) => call("redeem", isRedeemAnswer, request),
    cancel: (request) => call("vouchers/cancel", isCancelVoucherAnswer, request),
  };
};
