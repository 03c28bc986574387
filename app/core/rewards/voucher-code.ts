// Codes that people can read aloud and type, made from random bytes that the caller brings.

/**
 * Without I, L, O and U: nothing that looks like a digit, and no accidental words. 32 signs, five
 * bits each.
 */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP_SIZE = 4;

/** How many random bytes a code needs: each gives one sign, 60 bits in all. */
export const VOUCHER_CODE_BYTES = 12;

/** Shopify takes codes of gift cards with 8 to 20 letters and digits, and nothing else. */
const GIFT_CARD_CODE_SIGNS = 20;

/**
 * `REG-7K2M-Q0XD-91TB`, with the program's prefix. Every byte picks one sign evenly. Throws when
 * there are not exactly twelve bytes.
 */
export function voucherCode(randomBytes: Uint8Array, prefix: string): string {
  const groups = signsOf(randomBytes).match(new RegExp(`.{${GROUP_SIZE}}`, "g")) ?? [];
  return [prefix, ...groups].join("-");
}

/**
 * `REG7K2MQ0XD91TB`: as hard to guess as a voucher's, so a prefix of more than eight signs loses
 * its end. Throws when there are not exactly twelve bytes.
 */
export function giftCardCode(randomBytes: Uint8Array, prefix: string): string {
  const signs = signsOf(randomBytes);
  return prefix.slice(0, GIFT_CARD_CODE_SIGNS - signs.length) + signs;
}

function signsOf(randomBytes: Uint8Array): string {
  if (randomBytes.length !== VOUCHER_CODE_BYTES) {
    throw new RangeError(`A code needs ${VOUCHER_CODE_BYTES} random bytes`);
  }
  return Array.from(randomBytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
}

/** The form in which codes are stored and looked up: Shopify ignores case, so do we. */
export function normaliseVoucherCode(code: string): string {
  return code.trim().toUpperCase();
}
