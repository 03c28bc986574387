// Gives what an action earns that could not be given at once: Shopify is asked whether the customer
// is among those whom a way to earn is for, where only it knows.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { fetchBuyerFacts } from "../../adapters/shopify/operations/fetch-buyer-facts.ts";
import { withTransaction } from "../../db/transaction.ts";
import { awardActions } from "../../usecases/award-actions.ts";
import type { AskedAward } from "../../usecases/award-actions.ts";
import { findAwardQuestion } from "../../usecases/awards/find-award-question.ts";
import type { Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

type Payload = Omit<AskedAward, "shopId" | "customer">;

export const awardAction: Deliver<Payload> = async ({ shopId, payload }, signal) => {
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const now = (await businessNow()).getTime();
  const asked: AskedAward = { shopId, ...payload };
  const question = await findAwardQuestion(asked, now);
  if (question === null) {
    await withTransaction((tx) => awardActions(tx, [asked], now));
    return { outcome: "sent" };
  }
  const answer = await fetchBuyerFacts(opened.admin, question, now, signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  const { tags, segmentIds } = answer.data;
  const customer = { asked: question, tags, segmentIds };
  await withTransaction((tx) => awardActions(tx, [{ ...asked, customer }], now));
  return { outcome: "sent" };
};
