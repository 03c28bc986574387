// Where a link of an extension leads in the simulator: Shopify's own schemes, the store's domain,
// and ordinary addresses. Null for what no extension may open.
import type { HostFacts } from "../host-facts.ts";

type LinkFacts = Pick<HostFacts, "addresses" | "handle" | "surface" | "language">;

const OUTWARD = ["http:", "https:", "mailto:", "sms:", "tel:"];

export function resolveLink(href: string, facts: LinkFacts): string | null {
  const { account, admin, app, storefront, shopDomain } = facts.addresses;
  const own = /^extension:([^/]*)\/?(.*)$/.exec(href);
  if (own) return join(`${account}/pages/${own[1] || facts.handle}`, own[2]);
  const inApp = /^app:(?:\/\/)?\/?(.*)$/.exec(href);
  if (inApp) return join(app, inApp[1]);
  const inShopify = /^shopify:(?:\/\/)?(customer-account|admin)\/?(.*)$/.exec(href);
  if (inShopify?.[1] === "admin") return join(admin, inShopify[2]);
  // The list of orders is the account's first page here.
  if (inShopify) return join(account, inShopify[2]?.replace(/^orders$/, ""));
  if (href.startsWith("/"))
    return join(facts.surface === "admin" ? app : storefront, href.slice(1));
  const url = URL.canParse(href) ? new URL(href) : null;
  if (url === null || !OUTWARD.includes(url.protocol)) return null;
  if (url.hostname !== shopDomain) return url.href;
  return `${storefront}${url.pathname}${url.search}${url.hash}`;
}

function join(base: string, path: string | undefined): string {
  return path ? `${base}/${path}` : base;
}
