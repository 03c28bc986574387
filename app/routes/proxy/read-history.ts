// Older entries of the signed-in customer, a page at a time.
import { z } from "zod";
import type { HistoryAnswer } from "../../../widget/contract/history.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { loadHistory } from "../../queries/history.ts";
import { loadSayings } from "../../queries/program.ts";
import { findShopper } from "../../queries/shopper.ts";
import { type ProxyVisit, problem, signedInCustomer } from "./door.ts";
import { historyAnswer } from "./history-answer.ts";

const cursorSchema = z.uuid().nullable();

export async function readHistory(request: Request, visit: ProxyVisit): Promise<HistoryAnswer> {
  const customerId = signedInCustomer(visit);
  const { id: shopId, timeZone, locale } = visit.shop;
  const asked = new URL(request.url).searchParams;
  const locales = [asked.get("locale"), locale];
  const cursor = cursorSchema.safeParse(asked.get("before"));
  if (!cursor.success) throw problem("bad_request");
  const [shopper, { pointsName, texts }] = await Promise.all([
    findShopper(shopId, customerId),
    businessNow().then((now) => loadSayings(shopId, now)),
  ]);
  const page =
    shopper === undefined
      ? { entries: [], nextCursor: null }
      : await loadHistory(shopId, shopper.memberId, cursor.data);
  return historyAnswer(page, { timeZone, locales }, pointsName, texts);
}
