// What the app knows of the shopper and the order.
import type { ThankYouAnswer } from "../../../widget/contract/thank-you.ts";
import { language } from "../../parts/language.ts";
import { useAnswer } from "../../parts/use-answer.ts";
import { host } from "./host.ts";

/** Undefined while it is asked, null where the app cannot be. */
export function useThankYou(): ThankYouAnswer | null | undefined {
  return useAnswer<ThankYouAnswer>({ path: question(), isOpen: isCounting });
}

function isCounting(answer: ThankYouAnswer): boolean {
  return answer.audience === "member" && answer.order?.state === "counting";
}

function question(): string {
  const query = new URLSearchParams({ locale: language() });
  const order = /[1-9][0-9]*$/.exec(host().orderConfirmation.value.order.id)?.[0];
  if (order !== undefined) query.set("order", order);
  return `thank-you?${query.toString()}`;
}
