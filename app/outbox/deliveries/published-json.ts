// What the theme and extensions read of the program as JSON, within what Shopify takes of one
// metafield.

/** Shopify takes JSON values of 128 KB. */
const MAX_VALUE_BYTES = 120_000;

interface Optional {
  readonly orders: object | null;
  readonly texts: object | null;
}

/**
 * Without what orders earn where that is too much: then the blocks say how orders earn at all. And
 * without the merchant's words where it still is: then they say it in ours.
 */
export function publishedJson(published: object, { orders, texts }: Optional): string {
  const value = themeJson({ ...published, orders, texts });
  if (Buffer.byteLength(value) <= MAX_VALUE_BYTES) return value;
  const shorter = themeJson({ ...published, orders: null, texts });
  if (Buffer.byteLength(shorter) <= MAX_VALUE_BYTES) return shorter;
  return themeJson({ ...published, orders: null, texts: null });
}

/** Null for none, and for more than Shopify takes: then extensions say it in ours. */
export function wordsJson(words: object | null): string | null {
  if (words === null) return null;
  const value = JSON.stringify(words);
  return Buffer.byteLength(value) <= MAX_VALUE_BYTES ? value : null;
}

/** Themes compute with numbers, so whole numbers are written as such. */
function themeJson(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" ? Number(part) : part,
  );
}
