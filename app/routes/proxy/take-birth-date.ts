// A signed-in customer says when they were born.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { findShopper } from "../../queries/shopper.ts";
import { enterBirthDate } from "../../usecases/birthdays/enter-birth-date.ts";
import type { CardVisit } from "./card-door.ts";
import { birthdayCards, enteredMessage } from "./cards/birthday.ts";
import { problem } from "./door.ts";
import { voiceOf } from "./voice.ts";

export async function takeBirthDate(visit: CardVisit): Promise<CardAnswer> {
  const { shop, customerId, values, locales, now } = visit;
  const text = values["birthDate"] ?? "";
  const result = await enterBirthDate({ shopId: shop.id, customerId, text, now });
  const program = await loadActiveProgram(shop.id, new Date(now));
  const voice = voiceOf(locales, program?.document.texts ?? []);
  const { message, field } = enteredMessage(result, voice);
  if (result.outcome === "refused") return { message, ...(field && { field }) };
  if (program === undefined) throw problem("not_found");
  // It may have made the customer a member.
  const memberId = (await findShopper(shop.id, customerId))?.memberId ?? null;
  const asked = { shop, customerId, memberId, document: program.document, locales, now };
  const card = (await birthdayCards(asked)).find(({ id }) => id === "birthday/date") ?? null;
  return { card, message };
}
