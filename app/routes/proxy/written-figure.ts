// A whole number of points as a language writes it, and which of the two names of a point stands
// beside it: who shows it need not know how languages write.
import type { WrittenFigure } from "../../../widget/contract/panel.ts";

/** Shoppers read in a handful; what else anybody may ask for is forgotten again. */
const MAX_LOCALES = 200;

interface Rules {
  readonly number: Intl.NumberFormat;
  readonly plural: Intl.PluralRules;
}

const known = new Map<string, Rules>();

/** `locale` is one that we chose: not as a browser wrote it. */
export function writtenFigure(points: number, locale: string): WrittenFigure {
  const { number, plural } = known.get(locale) ?? remember(locale);
  return { figure: number.format(points), isOne: plural.select(points) === "one" };
}

function remember(locale: string): Rules {
  if (known.size >= MAX_LOCALES) known.clear();
  const rules = { number: new Intl.NumberFormat(locale), plural: new Intl.PluralRules(locale) };
  known.set(locale, rules);
  return rules;
}
