// GET /extensions/thank-you?order=ID&locale=LANGUAGE: what the page after checkout tells a shopper.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { ThankYouAnswer } from "../../widget/contract/thank-you.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadSayings } from "../queries/program.ts";
import { MAX_LOCALE_CHARACTERS, orderNumber } from "./extensions/asked.ts";
import { throughExtensionDoor } from "./extensions/door.ts";
import { ownWords } from "./extensions/own-words.ts";
import { thankYouAnswer } from "./extensions/thank-you-answer.ts";
import { problem } from "./proxy/door.ts";

const askedSchema = z.object({
  /** Shopify's number. Left out where the page does not know it. */
  order: orderNumber.nullable(),
  locale: z.string().max(MAX_LOCALE_CHARACTERS).nullable(),
});

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughExtensionDoor(request, async ({ shop, customerId }): Promise<ThankYouAnswer> => {
    const query = new URL(request.url).searchParams;
    const read = askedSchema.safeParse({ order: query.get("order"), locale: query.get("locale") });
    if (!read.success) throw problem("bad_request");
    const now = await businessNow();
    const { order: orderId, locale } = read.data;
    const locales = [locale, shop.locale];
    if (customerId === null) {
      const { texts } = await loadSayings(shop.id, now);
      return { audience: "guest", ...ownWords("thank-you", locales, texts) };
    }
    return thankYouAnswer({ shop, customerId, orderId, locales, now: now.getTime() });
  });
}
