// A member chooses between the gifts for their birthday.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { deliverNow } from "../../outbox/deliver-now.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { chooseBirthdayGift } from "../../usecases/birthdays/settle-gift.ts";
import type { CardVisit } from "./card-door.ts";
import { birthdayCards, chosenMessage } from "./cards/birthday.ts";
import { problem } from "./door.ts";
import { voiceOf } from "./voice.ts";

/** Most codes are there by then, and the answer can name them. */
const ISSUE_WAIT_MS = 3_000;

export async function takeGiftChoice(visit: CardVisit): Promise<CardAnswer> {
  const { shop, customerId, memberId, values, locales, now } = visit;
  const { gift: choice } = values;
  if (choice !== "points" && choice !== "reward") throw problem("bad_request");
  const { id: shopId } = shop;
  const result =
    memberId === null
      ? ({ outcome: "refused", reason: "no_offer" } as const)
      : await chooseBirthdayGift({ shopId, memberId, choice, now });
  const program = await loadActiveProgram(shopId, new Date(now));
  const voice = voiceOf(locales, program?.document.texts ?? []);
  if (result.outcome === "refused") return { message: chosenMessage(result, voice) };
  const { redemptionId } = result.gift;
  if (redemptionId !== null) {
    await deliverNow({ shopId, kind: "issue_voucher", key: redemptionId }, ISSUE_WAIT_MS);
  }
  if (program === undefined) throw problem("not_found");
  const asked = { shop, customerId, memberId, document: program.document, locales, now };
  const card = (await birthdayCards(asked)).find(({ id }) => id === "birthday") ?? null;
  return { card, message: card?.text ?? chosenMessage(result, voice) };
}
