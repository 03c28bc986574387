// POST /proxy/check-in/code: a member asks for the code by which they check in.
import type { ActionFunctionArgs } from "@remix-run/node";
import type { CardAnswer } from "../../widget/contract/card.ts";
import { chooseTexts } from "../adapters/email/choose-texts.ts";
import { loadNextEvent } from "../queries/next-event.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { showMemberCode } from "../usecases/events/show-member-code.ts";
import { type CardVisit, throughCardDoor } from "./proxy/card-door.ts";
import { checkInCard, codeAction } from "./proxy/cards/check-in.ts";
import { checkInTexts } from "./proxy/cards/check-in-texts.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, showCode);
}

async function showCode({ shop, memberId, locales, now }: CardVisit): Promise<CardAnswer> {
  const texts = checkInTexts(chooseTexts(locales).locale);
  if (memberId === null) return { message: texts.noMember };
  const [next, program] = await Promise.all([
    loadNextEvent(shop.id, memberId, now),
    loadActiveProgram(shop.id, new Date(now)),
  ]);
  if (!next || !program) return { card: null, message: texts.noEvent };
  const reader = { timeZone: shop.timeZone, locales };
  if (next.isAttended) {
    return {
      card: checkInCard(next, program.document, reader, null),
      message: texts.attended,
    };
  }
  const action = codeAction(await showMemberCode(shop.id, memberId), reader);
  return { card: checkInCard(next, program.document, reader, action), message: texts.shown };
}
