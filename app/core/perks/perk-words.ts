// What shoppers read about what their tier gives in the cart, in the language of the store or their
// own: as the name of a discount, and among the benefits of the tier.
import { formatAmount } from "../money/money.ts";
import { rational } from "../points/rational.ts";
import type { Tier } from "../program/tier-terms.ts";

type Benefit =
  | { readonly kind: "discount"; readonly percent: string }
  | { readonly kind: "free_shipping" };

interface Words {
  /** Of decimal text as this language writes it. */
  readonly off: (percent: string) => string;
  readonly freeShipping: string;
  /** Follows either; the amount names its currency. */
  readonly from: (amount: string) => string;
  readonly decimalSign: "." | ",";
}

const english: Words = {
  off: (percent) => `${percent}% off`,
  freeShipping: "free shipping",
  from: (amount) => `on orders of at least ${amount}`,
  decimalSign: ".",
};

const others: Readonly<Record<string, Words>> = {
  de: {
    off: (percent) => `${percent} % Rabatt`,
    freeShipping: "kostenloser Versand",
    from: (amount) => `ab einem Bestellwert von ${amount}`,
    decimalSign: ",",
  },
  fr: {
    off: (percent) => `${percent} % de réduction`,
    freeShipping: "livraison gratuite",
    from: (amount) => `dès ${amount} d’achat`,
    decimalSign: ",",
  },
  es: {
    off: (percent) => `${percent} % de descuento`,
    freeShipping: "envío gratis",
    from: (amount) => `en pedidos desde ${amount}`,
    decimalSign: ",",
  },
  tr: {
    off: (percent) => `%${percent} indirim`,
    freeShipping: "ücretsiz kargo",
    from: (amount) => `(${amount} ve üzeri siparişlerde)`,
    decimalSign: ",",
  },
};

/**
 * `Gold: 12.5% off`, `Gold: kostenloser Versand`. The locale may name a country, as `de-AT`;
 * English where the language is not known.
 */
export function perkTitle(tierName: string, benefit: Benefit, locale: string): string {
  return `${tierName}: ${benefitWords(benefit, wordsOf(locale))}`;
}

/**
 * The benefits that members read: what the tier gives in the cart, then what the merchant wrote.
 * Amounts are in the currency of the store: `10% off on orders of at least 50.00 EUR`.
 */
export function benefitsOf(
  { perks, benefits }: Pick<Tier, "perks" | "benefits">,
  { locale, currency }: { readonly locale: string; readonly currency: string },
): string[] {
  const { discountPercent, freeShipping, minimumSubtotalMinor } = perks;
  const words = wordsOf(locale);
  const given: Benefit[] = [
    ...(discountPercent === null ? [] : [{ kind: "discount", percent: discountPercent } as const]),
    ...(freeShipping ? [{ kind: "free_shipping" } as const] : []),
  ];
  const amount = formatAmount(rational(minimumSubtotalMinor), currency);
  const from = words.from(`${amount.replace(".", words.decimalSign)} ${currency}`);
  const lines = given.map((benefit) => {
    const what = benefitWords(benefit, words);
    const line = minimumSubtotalMinor > 0n ? `${what} ${from}` : what;
    return `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
  });
  return [...lines, ...benefits];
}

function wordsOf(locale: string): Words {
  return others[locale.split("-")[0]?.toLowerCase() ?? ""] ?? english;
}

function benefitWords(benefit: Benefit, { off, freeShipping, decimalSign }: Words): string {
  if (benefit.kind === "free_shipping") return freeShipping;
  return off(benefit.percent.replace(".", decimalSign));
}
