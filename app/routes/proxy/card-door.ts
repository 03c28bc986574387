// The way in for everything that cards send: a signed-in customer, values as text, and an answer
// that the panel shows beside the card.
import { z } from "zod";
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { findShopper } from "../../queries/shopper.ts";
import type { ShopView } from "../../queries/shop.ts";
import type { Locales } from "./condition-sentences.ts";
import { type ProxyVisit, parseBody, signedInCustomer, throughProxyDoor } from "./door.ts";

const MAX_FIELDS = 10;
const MAX_NAME_CHARACTERS = 40;
/** What is too long of it for its field is refused with a sentence. */
const MAX_VALUE_CHARACTERS = 2_000;
const MAX_LOCALE_CHARACTERS = 40;

const name = z.string().min(1).max(MAX_NAME_CHARACTERS);
const requestSchema = z.object({
  values: z
    .record(name, z.string().max(MAX_VALUE_CHARACTERS).trim())
    .default({})
    .refine((values) => Object.keys(values).length <= MAX_FIELDS),
  locale: z.string().max(MAX_LOCALE_CHARACTERS).nullable().default(null),
});

/** One request of a card. */
export interface CardVisit {
  readonly shop: ShopView;
  readonly customerId: string;
  /** Null for a customer who has not become a member yet. */
  readonly memberId: string | null;
  /** By the names of the form's fields, trimmed; what was left empty is empty or missing. */
  readonly values: Readonly<Record<string, string>>;
  readonly locales: Locales;
  readonly now: Instant;
}

/** Lets a request of a card in; `take` carries it out and says how the card stands. */
export function throughCardDoor(
  request: Request,
  take: (visit: CardVisit) => Promise<CardAnswer>,
): Promise<Response> {
  return throughProxyDoor(request, async (visit) => take(await readCardVisit(request, visit)));
}

/** What the signed-in customer of a visit sends with a card. */
export async function readCardVisit(request: Request, visit: ProxyVisit): Promise<CardVisit> {
  const customerId = signedInCustomer(visit);
  const { values, locale } = await parseBody(request, requestSchema);
  const { shop } = visit;
  const [shopper, now] = await Promise.all([findShopper(shop.id, customerId), businessNow()]);
  const memberId = shopper?.memberId ?? null;
  const locales = [locale, shop.locale];
  return { shop, customerId, memberId, values, locales, now: now.getTime() };
}
