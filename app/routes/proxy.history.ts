// GET /proxy/history?before=CURSOR: older entries of the signed-in customer.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadHistory } from "../queries/history.ts";
import { loadPointsName } from "../queries/program.ts";
import { findShopper } from "../queries/shopper.ts";
import { problem, signedInCustomer, throughProxyDoor } from "./proxy/door.ts";
import { historyAnswer } from "./proxy/history-answer.ts";

const cursorSchema = z.uuid().nullable();

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async (visit) => {
    const customerId = signedInCustomer(visit);
    const { id: shopId, timeZone, locale } = visit.shop;
    const asked = new URL(request.url).searchParams;
    const locales = [asked.get("locale"), locale];
    const cursor = cursorSchema.safeParse(asked.get("before"));
    if (!cursor.success) throw problem("bad_request");
    const [shopper, name] = await Promise.all([
      findShopper(shopId, customerId),
      businessNow().then((now) => loadPointsName(shopId, now)),
    ]);
    const page =
      shopper === undefined
        ? { entries: [], nextCursor: null }
        : await loadHistory(shopId, shopper.memberId, cursor.data);
    return historyAnswer(page, { timeZone, locales }, name);
  });
}
