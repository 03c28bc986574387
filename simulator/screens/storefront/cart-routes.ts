// Changes to the cart: from the forms of the theme, from scripts, and from a shared discount link.
import { json, readForm, readJson, redirect } from "../../server.ts";
import type { SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { safeReturnPath } from "./account-pages.ts";
import { addCode, addToCart, changeQuantity } from "./cart-page.ts";
import { globalObjects } from "./liquid-objects.ts";
import { localAddress } from "./page.ts";
import type { StorefrontPage } from "./page.ts";
import type { DoorEntry } from "./routes.ts";
import type { Visit } from "./visit.ts";

export const cartChanges: readonly DoorEntry[] = [
  { method: "POST", pattern: /^\/cart\/add$/, answer: acceptAddition },
  { method: "POST", pattern: /^\/cart\/add\.js$/, answer: acceptScriptAddition },
  { method: "POST", pattern: /^\/cart\/update$/, answer: acceptUpdate },
  { method: "POST", pattern: /^\/cart\/change\.js$/, answer: acceptScriptChange },
  { method: "GET", pattern: /^\/discount\/([^/]+)$/, answer: acceptDiscountLink },
];

function acceptAddition({ page }: Visit, request: SimulatorRequest): SimulatorResponse {
  const form = readForm(request);
  const quantity = Number(form.get("quantity") ?? "1");
  const isAdded = addToCart(page.shop, page.cart, form.get("id") ?? "", quantity);
  return redirect(localAddress(page, isAdded ? "/cart" : "/cart?added=no"));
}

function acceptScriptAddition({ page }: Visit, request: SimulatorRequest): SimulatorResponse {
  const wanted = wantedLines(readJson(request));
  const isAdded = wanted.every(({ id, quantity }) => addToCart(page.shop, page.cart, id, quantity));
  if (wanted.length === 0 || !isAdded) {
    return json({ status: 422, message: "Cart Error", description: "No such variant." }, 422);
  }
  return json(cartObject(page));
}

function acceptScriptChange({ page }: Visit, request: SimulatorRequest): SimulatorResponse {
  const isJson = request.headers["content-type"]?.includes("json") ?? false;
  const [wanted] = wantedLines(isJson ? readJson(request) : Object.fromEntries(readForm(request)));
  const isThere = page.cart.lines.some(({ variantId }) => variantId === wanted?.id);
  if (!wanted || !isThere) {
    return json({ status: 400, message: "Bad Request", description: "No such line." }, 400);
  }
  changeQuantity(page.cart, wanted.id, wanted.quantity);
  return json(cartObject(page));
}

function wantedLines(body: unknown): { id: string; quantity: number }[] {
  if (typeof body !== "object" || body === null) return [];
  const items = "items" in body && Array.isArray(body.items) ? body.items : [body];
  return items.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null || !("id" in item)) return [];
    const quantity = "quantity" in item ? Number(item.quantity) : 1;
    return [{ id: String(item.id), quantity }];
  });
}

function cartObject(page: StorefrontPage): unknown {
  return globalObjects(page, { title: "Cart", template: "cart" })["cart"];
}

function acceptUpdate({ page }: Visit, request: SimulatorRequest): SimulatorResponse {
  const form = readForm(request);
  for (const [name, value] of form) {
    const variantId = /^quantity-(\d+)$/.exec(name)?.[1];
    if (variantId !== undefined && value !== "") {
      changeQuantity(page.cart, variantId, Number(value));
    }
  }
  const removed = form.get("remove");
  if (removed !== null) changeQuantity(page.cart, removed, 0);
  const goesOn = form.has("checkout") && page.cart.lines.length > 0;
  return redirect(localAddress(page, goesOn ? `/checkouts/${page.cart.token}` : "/cart"));
}

/** A link such as `/discount/CODE` keeps the code for the checkout. */
function acceptDiscountLink({ page }: Visit, _: SimulatorRequest, code: string): SimulatorResponse {
  addCode(page.cart, safeDecode(code));
  const wanted = page.search.get("redirect");
  return redirect(wanted === null ? localAddress(page, "/") : safeReturnPath(wanted));
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A broken escape is an odd code, not a broken request.
    return text;
  }
}
