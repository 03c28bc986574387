// Points become a code, and the code goes into the checkout. Where the checkout will not have it,
// the points go back: at once by the key under which they were asked for, and by themselves where
// even that is lost.
import type {
  CheckoutCancelRequest,
  CheckoutOffer,
  CheckoutVoucher,
} from "../../../widget/contract/checkout.ts";
import type {
  CancelVoucherAnswer,
  RedeemAnswer,
  RedeemRequest,
} from "../../../widget/contract/redeem.ts";
import { askApp } from "../../parts/ask-app.ts";
import { language } from "../../parts/language.ts";
import { say } from "../../parts/say.ts";
import { enterCode, takeOff } from "./enter-code.ts";

/** Between two questions how a redemption stands. */
export const POLL_MS = 2_000;
const MOST_POLLS = 5;

/** What is to be read aloud once something was done. */
export interface Told {
  readonly tone: "success" | "info" | "critical";
  readonly text: string;
}

const refusals = new Map<string, string>([
  ["reward_changed", "refused_reward_changed"],
  ["not_a_member", "refused_not_a_member"],
  ["too_many_open_vouchers", "refused_too_many_open_vouchers"],
]);

/** `requestKey` names one decision: asking again with it never takes points twice. */
export async function redeem(
  offer: CheckoutOffer,
  requestKey: string,
): Promise<Told & { isDecided: boolean }> {
  const { rewardId, points, amountMinor, percent, steps, variantId } = offer;
  const worth = { rewardId, points, amountMinor, percent, steps, variantId };
  const request: RedeemRequest = { ...worth, requestKey, locale: language() };
  const answer = await settled(request);
  switch (answer?.outcome) {
    case "refused":
      return { ...critical(refusalOf(answer)), isDecided: true };
    case "on_its_way":
      return { ...info("on_its_way"), isDecided: false };
    case "issued": {
      const { code, kind } = answer.voucher;
      const isTaken = code !== null && (await enterCode({ code, kind }));
      const told = isTaken ? success("applied") : await giveUp({ requestKey }, "code_refused");
      return { ...told, isDecided: true };
    }
    case undefined:
    default:
      return { ...unanswered(), isDecided: false };
  }
}

/** What was made for this checkout goes back to points where it is refused; others are kept. */
export async function apply(voucher: CheckoutVoucher): Promise<Told> {
  if (await enterCode(voucher)) return success("applied");
  if (!voucher.isFromCheckout) return critical(say("code_refused"));
  return giveUp({ voucherId: voucher.id }, "code_refused");
}

/** What was made for this checkout goes back to points. */
export async function remove(voucher: CheckoutVoucher): Promise<Told> {
  if (!(await takeOff(voucher.code))) return critical(say("failed"));
  return voucher.isFromCheckout ? giveBack(voucher) : success("removed");
}

/** Whatever left it out: it must not count again by itself once better codes are gone. */
export async function giveBackLeftOut(voucher: CheckoutVoucher): Promise<Told> {
  await takeOff(voucher.code);
  return giveBack(voucher);
}

export function giveBack({ id }: Pick<CheckoutVoucher, "id">): Promise<Told> {
  return giveUp({ voucherId: id });
}

/** Asks until it is decided, for a while. */
async function settled(request: RedeemRequest): Promise<RedeemAnswer | null> {
  for (let poll = 0; ; poll++) {
    const answer = await askApp<RedeemAnswer>("checkout/redeem", request);
    if (answer?.outcome !== "on_its_way" || poll === MOST_POLLS) return answer;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
}

function refusalOf(refused: Extract<RedeemAnswer, { outcome: "refused" }>): string {
  if ("sentence" in refused) return refused.sentence;
  return say(refusals.get(refused.reason) ?? "refused_reward_unavailable");
}

async function giveUp(request: CheckoutCancelRequest, why?: "code_refused"): Promise<Told> {
  const ask = () => askApp<CancelVoucherAnswer>("checkout/cancel", request);
  const answer = (await ask()) ?? (await ask());
  const text = [...(why === undefined ? [] : [say(why)]), say(wordOf(answer))].join(" ");
  return { tone: why === undefined ? "info" : "critical", text };
}

function wordOf(answer: CancelVoucherAnswer | null): string {
  switch (answer?.outcome) {
    case "returned":
      return "points_back";
    case "returning":
      return "points_returning";
    case "refused":
      // No points come back of a code that an order took meanwhile.
      return answer.reason === "voucher_used" ? "code_used" : "points_back_by_itself";
    case undefined:
    default:
      return "points_back_by_itself";
  }
}

const success = (key: string): Told => ({ tone: "success", text: say(key) });
const info = (key: string): Told => ({ tone: "info", text: say(key) });
/** Nobody knows what became of it. */
export const unanswered = (): Told => info("unanswered");
const critical = (text: string): Told => ({ tone: "critical", text });
