// What extensions of the checkout and of the account ask Shopify to do, by way of the page that
// they stand in: changes of the checkout are real ones.
import { json, readJson } from "../server.ts";
import type { SimulatorRequest, SimulatorResponse } from "../server.ts";
import { addCode, removeCode } from "../screens/storefront/cart-page.ts";
import { enterCode, removeGiftCard } from "../screens/storefront/checkout-means.ts";
import { checkoutDraft, settleCodes } from "../screens/storefront/checkout.ts";
import type { CheckoutDraft } from "../screens/storefront/checkout.ts";
import type { StorefrontPage } from "../screens/storefront/page.ts";
import type { Visit } from "../screens/storefront/visit.ts";
import { mintBuyerToken } from "./buyer-token.ts";
import { checkoutSignals } from "./facts/checkout-facts.ts";
import type { CallAnswer } from "./host-facts.ts";
import { hostSettings } from "./host-settings.ts";

type Change = Readonly<Record<string, unknown>>;
type ChangeResult = { type: "success" } | { type: "error"; message: string };

const NOT_HERE = "This cannot be changed in this checkout.";

export function answerStorefrontCall(
  { page }: Visit,
  request: SimulatorRequest,
): SimulatorResponse {
  if (!isFromStorefront(request)) return json({ error: "Ask from the store's own page" }, 403);
  const { method, args } = readCall(request);
  return json(callStorefront(page, method, args));
}

export function readCall(request: SimulatorRequest): { method: string; args: unknown[] } {
  const { method, args } = { ...(readJson(request) as Record<string, unknown>) };
  return {
    method: typeof method === "string" ? method : "",
    args: Array.isArray(args) ? args : [],
  };
}

/** The frames of extensions have no origin, and other pages another one. */
function isFromStorefront({ headers, url }: SimulatorRequest): boolean {
  return headers.origin === undefined || headers.origin === url.origin;
}

function callStorefront(page: StorefrontPage, method: string, args: unknown[]): CallAnswer {
  const { context, shop, customer } = page;
  if (method === "sessionToken.get") return { result: mintBuyerToken(context, shop, customer) };
  const change = { ...(args[0] as Change) };
  const draft = checkoutDraft(page);
  const result = changeCheckout(page, draft, method, change);
  if (result === null) return { error: `The simulator does not play shopify.${method}()` };
  return { result, signals: checkoutSignals(page, draft) };
}

function changeCheckout(
  page: StorefrontPage,
  draft: CheckoutDraft,
  method: string,
  change: Change,
): ChangeResult | null {
  if (method === "applyDiscountCodeChange") return changeCode(page, draft, change);
  if (method === "applyGiftCardChange") return changeGiftCard(page, draft, change);
  // As `instructions` say: no more than that may be changed here.
  return /^apply\w+Change$/.test(method) ? refused(NOT_HERE) : null;
}

function changeCode(page: StorefrontPage, draft: CheckoutDraft, change: Change): ChangeResult {
  if (!hostSettings(page.shop).canUpdateDiscountCodes) return refused(NOT_HERE);
  const code = text(change, "code").trim();
  if (change["type"] === "removeDiscountCode") {
    removeCode(page.cart, code);
    settleCodes(page, draft);
    return { type: "success" };
  }
  if (change["type"] !== "addDiscountCode" || code === "") return refused("A code is missing.");
  addCode(page.cart, code);
  settleCodes(page, draft);
  const refusal = draft.refusals.find((entry) => isSame(entry.code, code));
  // Who asks is told; the checkout's own field stays as it was.
  draft.refusals = draft.refusals.filter((entry) => entry !== refusal);
  if (refusal === undefined) return { type: "success" };
  const isLeftOut = refusal.reason === "does_not_combine";
  if (isLeftOut && hostSettings(page.shop).saysYesToCodesLeftOut) return { type: "success" };
  return refused(refusal.message);
}

function changeGiftCard(page: StorefrontPage, draft: CheckoutDraft, change: Change): ChangeResult {
  const code = text(change, "code").trim();
  if (change["type"] === "removeGiftCard") {
    const found = draft.giftCardIds.find((id) =>
      isSame(page.shop.giftCards.get(id)?.code ?? "", code),
    );
    if (found !== undefined) removeGiftCard(draft, found);
    return { type: "success" };
  }
  const before = page.cart.codes.length;
  const finding = enterCode(page, draft, code);
  if (page.cart.codes.length === before)
    return finding ? refused(finding.message) : { type: "success" };
  // What is no gift card would have become a discount code.
  removeCode(page.cart, code);
  return refused("There is no gift card with this code.");
}

function refused(message: string): ChangeResult {
  return { type: "error", message };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function text(change: Change, key: string): string {
  const value = change[key];
  return typeof value === "string" ? value : "";
}
