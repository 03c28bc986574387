// The panel's only way to the shop: same origin, through the app proxy, each call bounded in time.
// A call either brings one of our answers or throws; what to do then is the model's business.
import type { CardAnswer, CardRequest } from "../contract/card.ts";
import type { HistoryAnswer } from "../contract/history.ts";
import type { AnswerInvitationAnswer, AnswerInvitationRequest } from "../contract/invitation.ts";
import type { PanelAnswer } from "../contract/panel.ts";
import type {
  CancelVoucherAnswer,
  CancelVoucherRequest,
  RedeemAnswer,
  RedeemRequest,
} from "../contract/redeem.ts";

export interface PanelAdapter {
  panel: () => Promise<PanelAnswer>;
  history: (cursor: string) => Promise<HistoryAnswer>;
  redeem: (request: RedeemRequest) => Promise<RedeemAnswer>;
  cancel: (request: CancelVoucherRequest) => Promise<CancelVoucherAnswer>;
  answer: (request: AnswerInvitationRequest) => Promise<AnswerInvitationAnswer>;
  /** What a card sends; a click outlives the page that it leaves. */
  card: (path: string, values: CardRequest["values"]) => Promise<CardAnswer>;
}

const CALL_TIMEOUT_MS = 12_000;
const JSON_HEADERS = { "content-type": "application/json" };

/**
 * `whose` is the page's word for who was signed in, then that of the last answer. `seeAnew` is
 * called where it is somebody else by now, or nobody: nothing was done.
 */
export const createStorefrontAdapter = (
  root: string,
  locale: string,
  seeAnew: () => void,
  whose = "",
): PanelAdapter => {
  /**
   * `mark` is a field that our answer has, and a password page or a consent tool that answers 200
   * has not.
   */
  const call = async <Answer>(
    path: string,
    mark: keyof Answer,
    body?: object,
    before = "",
  ): Promise<Answer> => {
    const query = `locale=${locale}&for=${whose}&before=${before}`;
    const response = await fetch(`${root}/${path}?${query}`, {
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      ...(body
        ? { method: "POST", headers: JSON_HEADERS, body: JSON.stringify(body), keepalive: true }
        : {}),
    });
    // The panel itself is answered whoever asks.
    if (path !== "panel" && response.status === 401) seeAnew();
    const answer = (await response.json()) as Answer;
    if (!response.ok || !answer[mark]) throw new Error(`${path} ${response.status}`);
    return answer;
  };
  return {
    panel: async () => {
      const answer = await call<PanelAnswer>("panel", "numbers");
      whose = answer.whose ?? "";
      return answer;
    },
    history: (cursor) => call("history", "entries", undefined, encodeURIComponent(cursor)),
    redeem: (request) => call<RedeemAnswer>("redeem", "outcome", { ...request, locale }),
    cancel: (request) =>
      call<CancelVoucherAnswer>("vouchers/cancel", "outcome", { ...request, locale }),
    answer: (request) => call<AnswerInvitationAnswer>("invitations/answer", "outcome", request),
    card: (path, values) => call<CardAnswer>(path, "message", { values, locale }),
  };
};
