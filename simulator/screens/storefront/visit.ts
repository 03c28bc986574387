// Who is looking at a storefront: the session behind the cookie, its customer and its cart.
import { sessionCookie } from "../../app-proxy.ts";
import { openSession } from "../../actions/customers.ts";
import type { SimulatorContext } from "../../context.ts";
import type { Cart, Shop, StorefrontSession } from "../../model.ts";
import type { SimulatorRequest } from "../../server.ts";
import type { ThemeExtension } from "../liquid/extension.ts";
import { readLanguage } from "./page.ts";
import type { StorefrontPage } from "./page.ts";

export interface Visit {
  readonly page: StorefrontPage;
  readonly session: StorefrontSession;
  /** What every answer of this visit carries. */
  readonly headers: Readonly<Record<string, string>>;
}

export function beginVisit(
  request: SimulatorRequest,
  context: SimulatorContext,
  shop: Shop,
  readExtension: () => ThemeExtension,
): Visit {
  const known = shop.sessions.get(request.cookies.get(sessionCookie) ?? "");
  const session = known ?? openSession(shop);
  const cookie = `${sessionCookie}=${session.token}; Path=/; HttpOnly; SameSite=Lax`;
  const { language, path } = readLanguage(request.url.pathname, request.url.searchParams, shop);
  const customer = session.customerId === null ? null : shop.customers.get(session.customerId);
  const page: StorefrontPage = {
    context,
    shop,
    customer: customer ?? null,
    cart: cartOf(context, shop, session),
    language,
    path,
    origin: context.storefrontOrigin(shop.handle),
    host: request.url.hostname,
    search: request.url.searchParams,
    extension: shop.installation ? readExtension() : null,
    isDesignMode: request.url.searchParams.has("design_mode"),
  };
  return {
    page,
    session,
    headers: {
      "cache-control": "no-store",
      "content-language": language,
      ...(known ? {} : { "set-cookie": cookie }),
    },
  };
}

function cartOf(context: SimulatorContext, shop: Shop, session: StorefrontSession): Cart {
  const existing = shop.carts.get(session.cartToken);
  if (existing) return existing;
  const cart: Cart = {
    token: session.cartToken,
    lines: [],
    codes: [],
    createdAt: context.now().toISOString(),
  };
  shop.carts.set(cart.token, cart);
  return cart;
}
