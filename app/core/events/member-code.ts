// The code by which a member checks in, as it is shown and typed: eight characters by chance, and
// one by which a mistyped code is told from one that nobody has. The letters are those of
// Crockford's base 32, which leave out what is mistaken for a digit.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CODE_RANDOM_BYTES = 8;
const CODE_CHARACTERS = CODE_RANDOM_BYTES + 1;
/** How long a code works. */
export const CODE_VALID_SECONDS = 15 * 60;
/** With more than this left a code stays, so that two pages show the same one. */
export const CODE_LEAST_SECONDS = 5 * 60;
/** A prime below the number of letters, so that neighbours that change places are noticed. */
const CHECK_MODULUS = 31;

/** A code of bytes made by chance. Throws a RangeError for another number of them than eight. */
export function memberCodeOf(random: Uint8Array): string {
  if (random.length !== CODE_RANDOM_BYTES) {
    throw new RangeError(`A code is made of ${CODE_RANDOM_BYTES} bytes`);
  }
  const body = [...random].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
  return body + checkOf(body);
}

export type ReadCode =
  | { readonly outcome: "code"; readonly code: string }
  /** Too short, too long, or with a character that no code has. */
  | { readonly outcome: "no_code" }
  /** A character is wrong, or two changed places. */
  | { readonly outcome: "mistyped" };

/**
 * A code as a person typed it: in any case, with spaces and hyphens, with O for 0 and I or L for 1.
 */
export function readMemberCode(typed: string): ReadCode {
  if (typed.length > 4 * CODE_CHARACTERS) return { outcome: "no_code" };
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  const isOne =
    code.length === CODE_CHARACTERS && code.split("").every((letter) => ALPHABET.includes(letter));
  if (!isOne) return { outcome: "no_code" };
  const body = code.slice(0, CODE_RANDOM_BYTES);
  return code === body + checkOf(body) ? { outcome: "code", code } : { outcome: "mistyped" };
}

/** In three groups, as people read it out: `K7Q M4T 2X9`. */
export function shownMemberCode(code: string): string {
  return code.match(/.{1,3}/g)?.join(" ") ?? code;
}

function checkOf(body: string): string {
  const sum = body
    .split("")
    .reduce((total, letter, place) => total + (place + 1) * ALPHABET.indexOf(letter), 0);
  return ALPHABET.charAt(sum % CHECK_MODULUS);
}
