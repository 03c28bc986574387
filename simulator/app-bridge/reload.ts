// The page an app's server wants opened again with a session token, taken from the address of its
// bounce page. Only pages of the app itself are followed.

const RELOAD_PARAMETER = "shopify-reload";

export function addressToReload(current: string): URL | null {
  const here = new URL(current);
  const wanted = here.searchParams.get(RELOAD_PARAMETER);
  if (wanted === null || !URL.canParse(wanted, here.origin)) return null;
  const address = new URL(wanted, here.origin);
  return address.origin === here.origin ? address : null;
}
