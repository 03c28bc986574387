// Addresses and numbers as two of them are compared: what differs only in writing is the same.

/** Mail of these providers reaches one box whatever dots stand in its name. */
const dotless: ReadonlySet<string> = new Set(["gmail.com", "googlemail.com"]);
const sameProvider: Readonly<Record<string, string>> = { "googlemail.com": "gmail.com" };

/**
 * The box behind an e-mail address, in lower case: without what follows a plus sign, and without
 * dots where the provider passes over them. Null for what is no address. Never written to: only
 * compared. Rule: docs/referrals.md, "Checks".
 */
export function mailboxOf(email: string): string | null {
  const text = email.normalize("NFKC").trim().toLowerCase();
  const at = text.lastIndexOf("@");
  const domain = text.slice(at + 1);
  if (at < 1 || !/^[^\s@]+\.[^\s@.]+$/.test(domain)) return null;
  const name = text.slice(0, at).replace(/\+.*$/, "");
  const box = dotless.has(domain) ? name.replaceAll(".", "") : name;
  return box === "" ? null : `${box}@${sameProvider[domain] ?? domain}`;
}

/** The domain of an address in lower case; empty for what is no address. */
export function mailDomainOf(email: string): string {
  const box = mailboxOf(email);
  return box === null ? "" : box.slice(box.lastIndexOf("@") + 1);
}

/**
 * Country codes and leading zeros differ in writing: the last digits tell one line from another.
 */
const TELLING_DIGITS = 9;
const LEAST_DIGITS = 7;

/** Whether two phone numbers are one line; too short ones are never. */
export function isSamePhone(one: string | null, other: string | null): boolean {
  const [mine, theirs] = [one, other].map((text) => (text ?? "").replaceAll(/\D/g, ""));
  if (!mine || !theirs || mine.length < LEAST_DIGITS || theirs.length < LEAST_DIGITS) return false;
  return mine.slice(-TELLING_DIGITS) === theirs.slice(-TELLING_DIGITS);
}

/** A postal address, as far as it tells one door from another. */
export interface PostalAddress {
  readonly street: string | null;
  readonly postcode: string | null;
  readonly country: string | null;
}

/** Whether two addresses are one door, whatever their case, dots and spaces. */
export function isSameAddress(one: PostalAddress | null, other: PostalAddress | null): boolean {
  if (!one?.street || !other?.street) return false;
  const parts = ["street", "postcode", "country"] as const;
  return parts.every((part) => plain(one[part]) === plain(other[part]));
}

/** Letters and digits alone; accents are often left out. */
function plain(text: string | null): string {
  const bare = (text ?? "").normalize("NFKD").toLowerCase();
  return bare.replaceAll(/[^\p{Letter}\p{Number}]/gu, "");
}
