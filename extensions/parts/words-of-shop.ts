// What the merchant wrote for where the app has not answered: a metafield of the shop, which
// Shopify gives to an extension with its page.
import { language } from "./language.ts";
import type { FirstWords } from "./say.ts";
import type { Signal } from "./signal.ts";

interface Entry {
  readonly target: { readonly type: string };
  readonly metafield: { readonly key: string; readonly value: string | number | boolean };
}

type Words = Readonly<Record<string, unknown>>;

/** For the extension in that folder, on pages where Shopify gives metafields of the shop. */
export function wordsOfShop(folder: string): FirstWords {
  return { known: (key) => written()[`${folder}.${key}`] };
}

/** By the folder of the extension and the key of the text, in its language. */
function written(): Words {
  const { shopify } = globalThis as unknown as {
    shopify: { readonly appMetafields: Signal<readonly Entry[]> };
  };
  const found = shopify.appMetafields.value.find(
    ({ target, metafield }) => target.type === "shop" && metafield.key === "words",
  );
  try {
    const words = JSON.parse(String(found?.metafield.value ?? null)) as Record<
      string,
      Words | null
    > | null;
    return words?.[language().split("-")[0] ?? ""] ?? {};
  } catch {
    // Half of it is nothing: then ours are said.
    return {};
  }
}
