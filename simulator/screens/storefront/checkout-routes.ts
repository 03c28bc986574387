// The steps of the checkout's one form: change something, apply or remove a code, pay.
import { readForm, redirect } from "../../server.ts";
import type { SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { removeCode } from "./cart-page.ts";
import { enterCode, removeGiftCard, settleGiftCards } from "./checkout-means.ts";
import { checkFields, checkoutDraft, fillDraft, payCheckout, settleCodes } from "./checkout.ts";
import { orderPath } from "./order-page.ts";
import { localAddress } from "./page.ts";
import type { DoorEntry } from "./routes.ts";
import type { Visit } from "./visit.ts";

export const checkoutChanges: readonly DoorEntry[] = [
  { method: "GET", pattern: /^\/checkout$/, answer: openCheckout },
  { method: "POST", pattern: /^\/checkouts\/([^/]+)$/, answer: acceptStep },
];

function openCheckout({ page }: Visit): SimulatorResponse {
  return redirect(localAddress(page, `/checkouts/${page.cart.token}`));
}

function acceptStep({ page }: Visit, request: SimulatorRequest, token: string): SimulatorResponse {
  if (token !== page.cart.token || page.cart.lines.length === 0) {
    return redirect(localAddress(page, "/cart"));
  }
  const form = readForm(request);
  const draft = checkoutDraft(page);
  fillDraft(draft, form, page.shop);
  const removed = form.get("remove");
  if (removed !== null) removeCode(page.cart, removed);
  const removedCard = form.get("removeCard");
  if (removedCard !== null) removeGiftCard(draft, removedCard);
  const isPaying = form.get("action") === "pay";
  const isTyped = removed === null && removedCard === null;
  const finding = isTyped ? enterCode(page, draft, form.get("code") ?? "") : null;
  const codesHold = settleCodes(page, draft) && settleGiftCards(page, draft);
  if (finding) draft.refusals.push(finding);
  if (!isPaying || finding || !codesHold || !checkFields(draft, page)) {
    return redirect(localAddress(page, `/checkouts/${token}`));
  }
  const order = payCheckout(page, draft);
  return redirect(localAddress(page, `${orderPath(order)}?placed=1`));
}
