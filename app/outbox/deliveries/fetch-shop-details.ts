// Asks a newly installed store for its name, currency, time zone and our installation's id.
import { fetchShop } from "../../adapters/shopify/operations/fetch-shop.ts";
import { isTimeZone } from "../../core/calendar/time-zone.ts";
import { minorDigitsOf } from "../../core/money/currency.ts";
import { recordFetchedShop } from "../../usecases/record-fetched-shop.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const fetchShopDetails: Deliver<object> = async (message, signal) => {
  const opened = await openShop(message.shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const answer = await fetchShop(opened.admin, signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  if (minorDigitsOf(answer.data.currency) === null) {
    return { outcome: "dead", reason: `unknown_currency ${answer.data.currency}` };
  }
  if (!isTimeZone(answer.data.timeZone)) {
    return { outcome: "dead", reason: `unknown_time_zone ${answer.data.timeZone}` };
  }
  await recordFetchedShop(message.shopId, answer.data);
  return { outcome: "sent" };
};
