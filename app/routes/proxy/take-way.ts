// A member opened the store's page on a network, or collects what having an account gives. Both
// earn once, however often they are told.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { findShopper } from "../../queries/shopper.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { collectWay } from "../../usecases/awards/collect-way.ts";
import type { CardVisit } from "./card-door.ts";
import { collectMessage, waysToEarnCards } from "./cards/ways-to-earn.ts";
import { problem } from "./door.ts";
import { voiceOf } from "./voice.ts";

export async function takeWay(
  { shop, customerId, locales, now }: CardVisit,
  wayId: string,
): Promise<CardAnswer> {
  const program = await loadActiveProgram(shop.id, new Date(now));
  if (program === undefined) throw problem("not_found");
  const { document } = program;
  const outcome = await collectWay({ shopId: shop.id, customerId, wayId, now });
  // A first click may have made the customer a member.
  const memberId = (await findShopper(shop.id, customerId))?.memberId ?? null;
  const asked = { shop, customerId, memberId, document, locales, now };
  const card = (await waysToEarnCards(asked)).find(({ id }) => id === `earn/${wayId}`) ?? null;
  return {
    card,
    message: collectMessage(outcome, document.pointsName, voiceOf(locales, document.texts)),
  };
}
