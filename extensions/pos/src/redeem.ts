// Turns points into a code for the cart. Points are taken once, however often it is asked.
import type { RedeemAnswer, RedeemRefusal } from "../../../widget/contract/redeem.ts";
import type { TillOffer } from "../../../widget/contract/till.ts";
import { newRequestKey } from "../../parts/request-key.ts";
import { say } from "../../parts/say.ts";
import { about, askAsStaff, language } from "./host.ts";

export type Redeemed =
  | { readonly outcome: "issued"; readonly code: string }
  /** The points are set aside, and Shopify is slow: the code appears among the member's own. */
  | { readonly outcome: "on_its_way" | "no_answer" }
  | { readonly outcome: "refused"; readonly sentence: string };

/** Pauses before it is asked again what has become of a code that is on its way. */
export const PAUSES_MS = [1_500, 3_000, 6_000];

const refusedTexts: Record<RedeemRefusal, string> = {
  reward_unavailable: "refused_reward_unavailable",
  reward_changed: "refused_reward_changed",
  not_a_member: "refused_not_a_member",
  too_many_open_vouchers: "refused_too_many_open_vouchers",
  request_key_reused: "refused_request_key_reused",
  temporarily_unavailable: "refused_temporarily_unavailable",
};

/** Tells one line from another, and one decision to redeem. */
export function lineOf({ wish }: TillOffer): string {
  return [wish.rewardId, wish.points, wish.variantId ?? ""].join(" ");
}

/** `keys` holds the decisions of which nobody knows yet what becomes of them, by their lines. */
export async function redeem(
  customer: string,
  offer: TillOffer,
  keys: Map<string, string>,
): Promise<Redeemed> {
  const line = lineOf(offer);
  const requestKey = keys.get(line) ?? newRequestKey();
  keys.set(line, requestKey);
  const asked = { ...offer.wish, requestKey, locale: language() };
  const ask = () => askAsStaff<RedeemAnswer>(about(customer, "redeem"), asked);
  let answer = await ask();
  for (const pause of PAUSES_MS) {
    if (answer?.outcome !== "on_its_way") break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    answer = (await ask()) ?? answer;
  }
  if (answer === null) return { outcome: "no_answer" };
  // Throws where it cannot be read: then the key stays, like that of what is on its way. Pressed
  // again, that is asked about, and not redeemed once more.
  const outcome = redeemed(answer);
  if (outcome.outcome !== "on_its_way") keys.delete(line);
  return outcome;
}

function redeemed(answer: RedeemAnswer): Redeemed {
  if (answer.outcome === "refused") {
    if ("sentence" in answer) return { outcome: "refused", sentence: answer.sentence };
    // Of a reason that only a newer app knows, this much is true.
    const text = refusedTexts[answer.reason] ?? "refused_reward_unavailable";
    return { outcome: "refused", sentence: say(text) };
  }
  const { code, state } = answer.voucher;
  if (answer.outcome !== "issued" || code === null) return { outcome: "on_its_way" };
  // Asked about after a lost answer, it may have been used or given back meanwhile.
  return state === "issued"
    ? { outcome: "issued", code }
    : { outcome: "refused", sentence: say("refused_request_key_reused") };
}
