// Codes of personal links: two words and four digits that can be said over a table. They name
// nobody, and nothing in them belongs to the member.

const qualities = (
  "amber brave bright calm clever coral crisp dapper dewy eager early fair fancy fine fresh " +
  "gentle glad golden grand green happy hazel honest humble ivory jade jolly keen kind lemon " +
  "light lilac lively lucky lunar maple mellow merry mild mint misty neat noble olive open pearl " +
  "plum polar prime proud quick quiet rapid rosy royal ruby sandy silver smart snowy solar sunny " +
  "swift tidy"
).split(" ");
const things = (
  "acorn anchor apple badger basil beacon birch bison breeze brook canary cedar cherry cliff " +
  "clover comet cove crane daisy delta dove dune falcon fern finch fox garden harbor heron hill " +
  "island ivy jasmine lagoon lake lantern lark leaf lily lotus lynx maple meadow moon orchid " +
  "otter panda peak pebble pine planet poppy quail rain reef river robin sail sparrow spruce " +
  "star stone swan tulip"
).split(" ");

/** One for each word, two for the digits. */
export const REFERRAL_CODE_BYTES = 4;
const DIGITS = 4;
const NUMBERS = 10 ** DIGITS;
const BYTE = 256;

/**
 * `sunny-otter-4821`. Whether it is free is for the caller to find out. Throws when there are not
 * exactly four bytes.
 */
export function referralCode(randomBytes: Uint8Array): string {
  const [quality, thing, high, low] = randomBytes;
  if (
    randomBytes.length !== REFERRAL_CODE_BYTES ||
    quality === undefined ||
    thing === undefined ||
    high === undefined ||
    low === undefined
  ) {
    throw new RangeError(`A code needs ${REFERRAL_CODE_BYTES} random bytes`);
  }
  const number = String((high * BYTE + low) % NUMBERS).padStart(DIGITS, "0");
  const words = [qualities[quality % qualities.length], things[thing % things.length]];
  return [...words, number].join("-");
}

const pattern = /^[a-z]{3,8}-[a-z]{3,8}-\d{4}$/;

/** The code as it is stored, whatever its case and signs between; null for what can be none. */
export function readReferralCode(typed: string): string | null {
  const code = typed
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "-");
  return pattern.test(code) ? code : null;
}
