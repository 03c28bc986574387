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
import { host } from "./host.ts";

/** Between two questions how a redemption stands. */
export const POLL_MS = 2_000;
const MOST_POLLS = 5;

/** Its yes and its list of codes are two messages: the list may be the later one. */
const LISTED_WITHIN_MS = 2_000;

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
      const { code } = answer.voucher;
      const isTaken = code !== null && (await enter(code));
      const told = isTaken ? success("applied") : await giveUp({ requestKey }, "code_refused");
      return { ...told, isDecided: true };
    }
    case undefined:
    default:
      return { ...unanswered(), isDecided: false };
  }
}

/** Of a code that the member holds anyway. */
export async function apply({ code }: CheckoutVoucher): Promise<Told> {
  const isTaken = await enter(code);
  return isTaken ? success("applied") : critical(say("code_refused"));
}

/** What was made for this checkout goes back to points. */
export async function remove(voucher: CheckoutVoucher): Promise<Told> {
  const isOff = await changeCode("removeDiscountCode", voucher.code);
  if (!isOff) return critical(say("failed"));
  return voucher.isFromCheckout ? giveBack(voucher) : success("removed");
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

/**
 * Whether the order has the code now. A checkout may say yes and leave it out, where other codes
 * are worth more: then it is taken off, so that it does not count once those are gone.
 */
async function enter(code: string): Promise<boolean> {
  if (!(await changeCode("addDiscountCode", code))) return false;
  if (await isListed(code)) return true;
  await changeCode("removeDiscountCode", code);
  return false;
}

/** Codes are told apart without regard to case. */
export function isAmong(codes: readonly { readonly code: string }[], code: string): boolean {
  return codes.some((one) => one.code.toUpperCase() === code.toUpperCase());
}

function isListed(code: string): Promise<boolean> {
  const { discountCodes } = host();
  if (isAmong(discountCodes.value, code)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(false), LISTED_WITHIN_MS);
    const stop = discountCodes.subscribe((codes) => {
      if (isAmong(codes, code)) end(true);
    });
    function end(isThere: boolean): void {
      clearTimeout(timer);
      stop();
      resolve(isThere);
    }
  });
}

/** Whether the checkout did it. Its own words are for nobody who pays. */
async function changeCode(
  type: "addDiscountCode" | "removeDiscountCode",
  code: string,
): Promise<boolean> {
  try {
    return (await host().applyDiscountCodeChange({ type, code })).type === "success";
  } catch {
    // Some checkouts have no way to change codes at all.
    return false;
  }
}

const success = (key: string): Told => ({ tone: "success", text: say(key) });
const info = (key: string): Told => ({ tone: "info", text: say(key) });
/** Nobody knows what became of it. */
export const unanswered = (): Told => info("unanswered");
const critical = (text: string): Told => ({ tone: "critical", text });
