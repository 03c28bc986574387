// The card with which a member checks in at an event.
import type { Card, CardAction } from "../../../../widget/contract/card.ts";
import { formatMoment, oneLine } from "../../../adapters/email/format.ts";
import { checkInText } from "../../../adapters/links/check-in-code.ts";
import { localDateTimeOf } from "../../../core/calendar/local-time.ts";
import { shownMemberCode } from "../../../core/events/member-code.ts";
import type { ProgramDocument } from "../../../core/program/document.ts";
import { type NextEvent, loadNextEvent } from "../../../queries/next-event.ts";
import { loadLastingCode } from "../../../queries/working-code.ts";
import type { CardsOf } from "../panel-cards.ts";
import { type Voice, voiceOf } from "../voice.ts";
import { certainWorth } from "./certain-worth.ts";

export const checkInCards: CardsOf = async (asked) => {
  const { shop, customerId, memberId, document, locales, now } = asked;
  const next = await loadNextEvent(shop.id, memberId, now);
  if (next === undefined) return [];
  const voice = voiceOf(locales, document.texts);
  const reader = { shopId: shop.id, timeZone: shop.timeZone, voice };
  if (customerId === null || memberId === null) return [checkInCard(next, document, reader, null)];
  // Whoever asked for the code before sees it again.
  const code = await loadLastingCode(shop.id, customerId);
  const action = code ? codeAction(code, reader) : askForCode(voice);
  return [checkInCard(next, document, reader, action)];
};

export interface EventReader {
  readonly shopId: bigint;
  readonly timeZone: string;
  readonly voice: Voice;
}

/** `action` is how the member shows their code; null for who has none. */
export function checkInCard(
  { event, isAttended }: NextEvent,
  document: ProgramDocument,
  { timeZone, voice: { locale, say } }: EventReader,
  action: CardAction | null,
): Card {
  const worth = certainWorth(document, "check_in", locale);
  const isFull = event.capacity !== null && event.attended >= event.capacity;
  const moment = formatMoment(localDateTimeOf(event.startsAt, timeZone), locale);
  return {
    id: "event",
    title: say("event_title", { event: oneLine(event.name) }),
    text: say("event_text", { place: oneLine(event.place), moment }),
    ...(worth !== undefined && { worth }),
    isDone: isAttended,
    note: isAttended ? say("event_attended") : isFull ? say("event_full") : null,
    action: isAttended || isFull ? null : action,
  };
}

/** One button, which brings the code. */
function askForCode({ say }: Voice): CardAction {
  return { kind: "form", label: say("event_show"), path: "check-in/code", fields: [] };
}

/** The code itself, with the time on the store's clock until which it works. */
export function codeAction(
  { code, expiresAt }: { code: string; expiresAt: Date },
  { shopId, timeZone, voice: { locale, say } }: EventReader,
): CardAction {
  const until = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }).format(expiresAt);
  return {
    kind: "code",
    label: say("event_code_label"),
    code: shownMemberCode(code),
    scans: checkInText(shopId, code),
    hint: say("event_hint", { until }),
    // The code in the address lets no browser show the picture of an older one.
    qr: `check-in/qr?code=${code}`,
  };
}
