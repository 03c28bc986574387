// How a redemption stands, as the widget is told after it redeemed or gave up a voucher.
import type { CancelVoucherAnswer, RedeemAnswer } from "../../../widget/contract/redeem.ts";
import type { RequestRedemptionResult } from "../../usecases/request-redemption.ts";
import type { HeldVoucher } from "../../queries/vouchers.ts";
import type { Shopper } from "../../queries/shopper.ts";
import { conditionSentence, missingSentence } from "./condition-sentences.ts";
import { codeOf } from "./code-of.ts";
import { type Reader, voucherView, writtenBalance } from "./views.ts";
import type { Voice } from "./voice.ts";

type Refused = Extract<RequestRedemptionResult, { outcome: "refused" }>;

/** What stands in the way, and where only we can put it into words, the sentence. */
export function refusalAnswer(refused: Refused, voice: Voice): RedeemAnswer {
  const { outcome, reason } = refused;
  switch (reason) {
    case "limit_reached":
    case "sold_out":
    case "not_on_sale":
    case "too_late":
    case "wrong_tier":
    case "wrong_customer":
    case "audience_unknown":
    case "paused":
      return { outcome, reason, sentence: conditionSentence(refused, voice) };
    case "recipient_refused":
      return { outcome, reason, sentence: voice.say(`recipient_${refused.problem}`) };
    case "insufficient_points": {
      const sentence = missingSentence(refused.missing, refused.pointsName, voice);
      return { outcome, reason, sentence };
    }
    case "not_a_member":
    case "request_key_reused":
    case "reward_changed":
    case "reward_unavailable":
    case "too_many_open_vouchers":
      return { outcome, reason };
  }
}

export function redeemAnswer(
  held: HeldVoucher,
  shopper: Shopper | undefined,
  reader: Reader,
): RedeemAnswer {
  const voucher = voucherView(held.redemption, codeOf(held), reader);
  const view = { voucher, balance: writtenBalance(shopper, reader.voice) };
  switch (held.redemption.status) {
    case "reserved":
    case "unsettled":
      return { outcome: "on_its_way", ...view };
    // Shopify's own words are for the merchant; to the shopper the reward cannot be had.
    case "refused":
      return { outcome: "refused", reason: "reward_unavailable" };
    case "issued":
    case "used":
    case "returning":
    case "returned":
      return { outcome: "issued", ...view };
  }
}

export function cancelAnswer(
  held: HeldVoucher,
  shopper: Shopper | undefined,
  reader: Reader,
): CancelVoucherAnswer {
  const voucher = voucherView(held.redemption, codeOf(held), reader);
  const view = { voucher, balance: writtenBalance(shopper, reader.voice) };
  switch (held.redemption.status) {
    case "returning":
      return { outcome: "returning", ...view };
    case "returned":
      return { outcome: "returned", ...view };
    case "used":
      return { outcome: "refused", reason: "voucher_used" };
    case "reserved":
    case "unsettled":
      return { outcome: "refused", reason: "voucher_on_its_way" };
    case "issued":
    case "refused":
      return { outcome: "refused", reason: "voucher_closed" };
  }
}
