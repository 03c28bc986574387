// Offers a birthday gift that could not be offered in its night: Shopify is asked whether the
// customer is among those whom gifts are for, where only it knows.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { fetchBuyerFacts } from "../../adapters/shopify/operations/fetch-buyer-facts.ts";
import { withTransaction } from "../../db/transaction.ts";
import { findBirthdayQuestion } from "../../usecases/birthdays/find-birthday-question.ts";
import { offerBirthday } from "../../usecases/birthdays/offer-birthday.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const offerBirthdayLater: Deliver<{ memberId: string; birthday: string }> = async (
  { shopId, payload },
  signal,
) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const now = (await businessNow()).getTime();
  const question = await findBirthdayQuestion({ shopId, ...payload }, now);
  if (question === null) {
    await withTransaction((tx) => offerBirthday(tx, { shopId, ...payload }, now));
    return { outcome: "sent" };
  }
  const answer = await fetchBuyerFacts(opened.admin, question, now, signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  const { tags, segmentIds } = answer.data;
  const customer = { asked: question, tags, segmentIds };
  await withTransaction((tx) => offerBirthday(tx, { shopId, ...payload, customer }, now));
  return { outcome: "sent" };
};
