// What shoppers read in the cart about a benefit of their tier, in the language of the store: the
// name that a merchant finds in Shopify's list of discounts.

type Benefit =
  | { readonly kind: "discount"; readonly percent: string }
  | { readonly kind: "free_shipping" };

interface Words {
  /** Of decimal text as this language writes it. */
  readonly off: (percent: string) => string;
  readonly freeShipping: string;
  readonly decimalSign: "." | ",";
}

const english: Words = {
  off: (percent) => `${percent}% off`,
  freeShipping: "free shipping",
  decimalSign: ".",
};

const others: Readonly<Record<string, Words>> = {
  de: {
    off: (percent) => `${percent} % Rabatt`,
    freeShipping: "kostenloser Versand",
    decimalSign: ",",
  },
  fr: {
    off: (percent) => `${percent} % de réduction`,
    freeShipping: "livraison gratuite",
    decimalSign: ",",
  },
  es: {
    off: (percent) => `${percent} % de descuento`,
    freeShipping: "envío gratis",
    decimalSign: ",",
  },
  tr: { off: (percent) => `%${percent} indirim`, freeShipping: "ücretsiz kargo", decimalSign: "," },
};

/**
 * `Gold: 12.5% off`, `Gold: kostenloser Versand`. The locale may name a country, as `de-AT`;
 * English where the language is not known.
 */
export function perkTitle(tierName: string, benefit: Benefit, locale: string): string {
  const language = locale.split("-")[0]?.toLowerCase() ?? "";
  const { off, freeShipping, decimalSign } = others[language] ?? english;
  if (benefit.kind === "free_shipping") return `${tierName}: ${freeShipping}`;
  return `${tierName}: ${off(benefit.percent.replace(".", decimalSign))}`;
}
