// POST /proxy/birthday/choice: a member chooses between the gifts for their birthday.
import type { ActionFunctionArgs } from "@remix-run/node";
import { deliverNow } from "../outbox/deliver-now.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { chooseBirthdayGift } from "../usecases/birthdays/settle-gift.ts";
import { throughCardDoor } from "./proxy/card-door.ts";
import { birthdayCards, chosenMessage } from "./proxy/cards/birthday.ts";
import { problem } from "./proxy/door.ts";

/** Most codes are there by then, and the answer can name them. */
const ISSUE_WAIT_MS = 3_000;

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, async ({ shop, customerId, memberId, values, locales, now }) => {
    const { gift: choice } = values;
    if (choice !== "points" && choice !== "reward") throw problem("bad_request");
    const { id: shopId } = shop;
    const result =
      memberId === null
        ? ({ outcome: "refused", reason: "no_offer" } as const)
        : await chooseBirthdayGift({ shopId, memberId, choice, now });
    if (result.outcome === "refused") return { message: chosenMessage(result, locales) };
    const { redemptionId } = result.gift;
    if (redemptionId !== null) {
      await deliverNow({ shopId, kind: "issue_voucher", key: redemptionId }, ISSUE_WAIT_MS);
    }
    const program = await loadActiveProgram(shopId, new Date(now));
    if (program === undefined) throw problem("not_found");
    const asked = { shop, customerId, memberId, document: program.document, locales, now };
    const card = (await birthdayCards(asked)).find(({ id }) => id === "birthday") ?? null;
    return { card, message: card?.text ?? chosenMessage(result, locales) };
  });
}
