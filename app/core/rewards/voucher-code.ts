// Voucher codes that people can read aloud and type, made from random bytes that the caller brings.

/**
 * Without I, L, O and U: nothing that looks like a digit, and no accidental words. 32 signs, five
 * bits each.
 */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_PREFIX = "REG";
const GROUP_SIZE = 4;

/** How many random bytes a code needs: each gives one sign, 60 bits in all. */
export const VOUCHER_CODE_BYTES = 12;

/**
 * `REG-7K2M-Q0XD-91TB`. Every byte picks one sign evenly. Throws when there are not exactly twelve
 * bytes.
 */
export function voucherCode(randomBytes: Uint8Array): string {
  if (randomBytes.length !== VOUCHER_CODE_BYTES) {
    throw new RangeError(`A voucher code needs ${VOUCHER_CODE_BYTES} random bytes`);
  }
  const signs = Array.from(randomBytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join("");
  const groups = signs.match(new RegExp(`.{${GROUP_SIZE}}`, "g")) ?? [];
  return [CODE_PREFIX, ...groups].join("-");
}

/** The form in which codes are stored and looked up: Shopify ignores case, so do we. */
export function normaliseVoucherCode(code: string): string {
  return code.trim().toUpperCase();
}
