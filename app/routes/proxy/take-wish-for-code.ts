// A member asks for the code by which they check in.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { loadNextEvent } from "../../queries/next-event.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { showMemberCode } from "../../usecases/events/show-member-code.ts";
import type { CardVisit } from "./card-door.ts";
import { checkInCard, codeAction } from "./cards/check-in.ts";
import { checkInTexts } from "./cards/check-in-texts.ts";

export async function takeWishForCode(visit: CardVisit): Promise<CardAnswer> {
  const { shop, memberId, locales, now } = visit;
  const texts = checkInTexts(chooseTexts(locales).locale);
  if (memberId === null) return { message: texts.noMember };
  const [next, program] = await Promise.all([
    loadNextEvent(shop.id, memberId, now),
    loadActiveProgram(shop.id, new Date(now)),
  ]);
  if (!next || !program) return { card: null, message: texts.noEvent };
  const reader = { shopId: shop.id, timeZone: shop.timeZone, locales };
  if (next.isAttended) {
    return {
      card: checkInCard(next, program.document, reader, null),
      message: texts.attended,
    };
  }
  const action = codeAction(await showMemberCode(shop.id, memberId), reader);
  return { card: checkInCard(next, program.document, reader, action), message: texts.shown };
}
