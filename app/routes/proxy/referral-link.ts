// Where a member's link leads: below the app proxy of their store.

const PREFIX = "/apps/loyalty";
/** What Shopify says the proxy's root is; merchants can change it. */
const prefixPattern = /^\/(?:a|apps|community|tools)\/[\w-]{1,30}$/;

/** As a path of the store. */
export function referralPath(pathPrefix: string | null, code: string): string {
  const prefix = pathPrefix !== null && prefixPattern.test(pathPrefix) ? pathPrefix : PREFIX;
  return `${prefix}/r/${encodeURIComponent(code)}`;
}

/** The whole address, as it stands in a picture. */
export function referralLink(shopDomain: string, pathPrefix: string | null, code: string): string {
  return `https://${shopDomain}${referralPath(pathPrefix, code)}`;
}
