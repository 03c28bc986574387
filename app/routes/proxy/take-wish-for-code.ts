// A member asks for the code by which they check in.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { loadNextEvent } from "../../queries/next-event.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { showMemberCode } from "../../usecases/events/show-member-code.ts";
import type { CardVisit } from "./card-door.ts";
import { checkInCard, codeAction } from "./cards/check-in.ts";
import { voiceOf } from "./voice.ts";

export async function takeWishForCode(visit: CardVisit): Promise<CardAnswer> {
  const { shop, memberId, locales, now } = visit;
  const program = await loadActiveProgram(shop.id, new Date(now));
  const voice = voiceOf(locales, program?.document.texts ?? []);
  const { say } = voice;
  if (memberId === null) return { message: say("event_no_member") };
  const next = await loadNextEvent(shop.id, memberId, now);
  if (!next || !program) return { card: null, message: say("event_no_event") };
  const reader = { shopId: shop.id, timeZone: shop.timeZone, voice };
  if (next.isAttended) {
    return {
      card: checkInCard(next, program.document, reader, null),
      message: say("event_attended"),
    };
  }
  const action = codeAction(await showMemberCode(shop.id, memberId), reader);
  return { card: checkInCard(next, program.document, reader, action), message: say("event_shown") };
}
