// What the storefront keeps of a friend's link: its code, and the visit that it began.

export interface KeptLink {
  code: string;
  visit?: string;
}

const NAME = "loyalty-friend";

/** Reading the property throws where the visitor blocks storage. */
const memory = (): Storage | undefined => {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
};

const remembered = (): KeptLink | undefined => {
  try {
    return JSON.parse(memory()?.getItem(NAME) ?? "") as KeptLink;
  } catch {
    return undefined;
  }
};

export const remember = (kept: KeptLink): void => {
  try {
    memory()?.setItem(NAME, JSON.stringify(kept));
  } catch {
    // A full storage costs the memory of later visits, nothing else.
  }
};

export const forget = (): void => memory()?.removeItem(NAME);

/**
 * The link of the page's address, or of an earlier visit. Who hands the address of the page on does
 * not hand on somebody else's link: it is taken out.
 */
export const findLink = (): KeptLink | undefined => {
  const address = new URL(location.href);
  const code = address.searchParams.get(NAME);
  const known = remembered();
  if (!code) return known;
  address.searchParams.delete(NAME);
  history.replaceState(history.state, "", address);
  const kept = { code, ...(known?.code === code && known) };
  remember(kept);
  return kept;
};
