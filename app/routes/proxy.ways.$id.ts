// POST /proxy/ways/ID: a member opened the store's page on a network, or collects what having an
// account gives. Both earn once, however often they are told.
import type { ActionFunctionArgs } from "@remix-run/node";
import { findShopper } from "../queries/shopper.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { collectWay } from "../usecases/awards/collect-way.ts";
import { throughCardDoor } from "./proxy/card-door.ts";
import { collectMessage, waysToEarnCards } from "./proxy/cards/ways-to-earn.ts";
import { problem } from "./proxy/door.ts";

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const wayId = params["id"] ?? "";
  return throughCardDoor(request, async ({ shop, customerId, locales, now }) => {
    const program = await loadActiveProgram(shop.id, new Date(now));
    if (program === undefined) throw problem("not_found");
    const { document } = program;
    const outcome = await collectWay({ shopId: shop.id, customerId, wayId, now });
    // A first click may have made the customer a member.
    const memberId = (await findShopper(shop.id, customerId))?.memberId ?? null;
    const asked = { shop, customerId, memberId, document, locales, now };
    const card = (await waysToEarnCards(asked)).find(({ id }) => id === `earn/${wayId}`) ?? null;
    return { card, message: collectMessage(outcome, document.pointsName, locales) };
  });
}
