// How somebody at the till says who they are: an e-mail address, or a phone number.

export type Contact = { readonly email: string } | { readonly phone: string };

export type ContactProblem =
  | "contact_missing"
  | "email_unreadable"
  | "phone_unreadable"
  | "phone_without_country";

export type ReadContact =
  | { readonly outcome: "read"; readonly contact: Contact }
  | { readonly outcome: "refused"; readonly reason: ContactProblem };

/** Of an address: as many as mail can be sent to. */
const MAX_EMAIL_CHARACTERS = 254;
/** Of the world's longest numbers, country included. */
const MAX_PHONE_DIGITS = 15;
const MIN_PHONE_DIGITS = 7;

/**
 * Addresses in lower case; numbers as `+` and digits, from the country's on. A number without its
 * country names many lines and none for sure, so none is guessed. `00` before it is how it is
 * dialled in most of the world. Rule: docs/staff.md.
 */
export function readContact(entered: string): ReadContact {
  const text = entered.normalize("NFKC").trim();
  if (text === "") return refused("contact_missing");
  return text.includes("@") ? readEmail(text) : readPhone(text);
}

function readEmail(text: string): ReadContact {
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);
  if (!isAddress || text.length > MAX_EMAIL_CHARACTERS) return refused("email_unreadable");
  return { outcome: "read", contact: { email: text.toLowerCase() } };
}

function readPhone(text: string): ReadContact {
  // "+44 (0)20 …": the zero is not dialled from abroad.
  const bare = text.replace("(0)", "").replaceAll(/[\s()./-]/g, "");
  if (!/^\+?[0-9]+$/.test(bare)) return refused("phone_unreadable");
  const international = bare.replace(/^00/, "+");
  if (!international.startsWith("+")) return refused("phone_without_country");
  const digits = international.length - 1;
  if (digits < MIN_PHONE_DIGITS || digits > MAX_PHONE_DIGITS) return refused("phone_unreadable");
  return { outcome: "read", contact: { phone: international } };
}

function refused(reason: ContactProblem): ReadContact {
  return { outcome: "refused", reason };
}
