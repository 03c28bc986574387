// POST /proxy/birthday: a signed-in customer says when they were born.
import type { ActionFunctionArgs } from "@remix-run/node";
import { loadActiveProgram } from "../queries/program.ts";
import { findShopper } from "../queries/shopper.ts";
import { enterBirthDate } from "../usecases/birthdays/enter-birth-date.ts";
import { throughCardDoor } from "./proxy/card-door.ts";
import { birthdayCards, enteredMessage } from "./proxy/cards/birthday.ts";
import { problem } from "./proxy/door.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, async ({ shop, customerId, values, locales, now }) => {
    const text = values["birthDate"] ?? "";
    const result = await enterBirthDate({ shopId: shop.id, customerId, text, now });
    const { message, field } = enteredMessage(result, locales);
    if (result.outcome === "refused") return { message, ...(field && { field }) };
    const program = await loadActiveProgram(shop.id, new Date(now));
    if (program === undefined) throw problem("not_found");
    // It may have made the customer a member.
    const memberId = (await findShopper(shop.id, customerId))?.memberId ?? null;
    const asked = { shop, customerId, memberId, document: program.document, locales, now };
    const card = (await birthdayCards(asked)).find(({ id }) => id === "birthday/date") ?? null;
    return { card, message };
  });
}
