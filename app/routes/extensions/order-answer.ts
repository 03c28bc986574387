// What has become of an order's points, for the page that shows the order to its customer.
import { z } from "zod";
import type { MemberOrderAnswer, OrderAnswer } from "../../../widget/contract/account.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { formatPoints } from "../../adapters/email/format.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { type OrderStory, loadOrderStory } from "../../queries/order-story.ts";
import { loadSayings } from "../../queries/program.ts";
import type { Locales } from "../proxy/condition-sentences.ts";
import { type ProxyVisit, problem } from "../proxy/door.ts";
import { historyAnswer } from "../proxy/history-answer.ts";
import { type Voice, voiceOf } from "../proxy/voice.ts";
import { MAX_LOCALE_CHARACTERS, orderNumber } from "./asked.ts";
import { ownWords } from "./own-words.ts";
import { waitingSentence } from "./waiting-sentence.ts";

const askedSchema = z.object({
  order: orderNumber,
  locale: z.string().max(MAX_LOCALE_CHARACTERS).nullable(),
});

/** Somebody else's order is answered like one that nobody has heard of. */
export async function orderAnswer(request: Request, visit: ProxyVisit): Promise<OrderAnswer> {
  const query = new URL(request.url).searchParams;
  const read = askedSchema.safeParse({ order: query.get("order"), locale: query.get("locale") });
  if (!read.success) throw problem("bad_request");
  const { shop, customerId } = visit;
  if (customerId === null) return { audience: "guest" };
  const { order: orderId, locale } = read.data;
  const [story, sayings] = await Promise.all([
    loadOrderStory(shop, { customerId, orderId }),
    businessNow().then((now) => loadSayings(shop.id, now)),
  ]);
  const locales = [locale, shop.locale];
  return told(story, { ...sayings, timeZone: shop.timeZone, locales });
}

interface Reader extends Pick<ProgramDocument, "pointsName" | "texts"> {
  readonly timeZone: TimeZone;
  readonly locales: Locales;
}

function told(story: OrderStory | "unpaid" | undefined, reader: Reader): MemberOrderAnswer {
  const { locales, timeZone, pointsName } = reader;
  const voice = voiceOf(locales, reader.texts);
  const { say } = voice;
  const title = say("account_order_title");
  const details = say("account_details");
  const own = ownWords("account", locales, reader.texts);
  const none = { audience: "member" as const, title, details, badge: null, movements: [], ...own };
  if (story === undefined)
    return { ...none, standing: "counting", sentences: [say("account_counting")] };
  if (story === "unpaid") {
    const badge = say("account_badge_unpaid");
    return { ...none, standing: "unpaid", badge, sentences: [say("account_unpaid")] };
  }
  const standing = standingOf(story);
  const page = { entries: [...story.movements], nextCursor: null };
  return {
    ...none,
    standing,
    badge: standing === "nothing" ? null : say(`account_badge_${standing}`),
    sentences: sentencesOf(story, voice, reader),
    movements: historyAnswer(page, { timeZone, locales }, pointsName, reader.texts).entries,
  };
}

function standingOf({ points, waiting, takenBack }: OrderStory) {
  if (points <= 0n) return takenBack > 0n ? "taken_back" : "nothing";
  return waiting > 0n ? "waiting" : "kept";
}

function sentencesOf(story: OrderStory, voice: Voice, reader: Reader): string[] {
  const { points, waiting, takenBack } = story;
  const { locale, say } = voice;
  const named = (count: bigint) => formatPoints(count, reader.pointsName, locale);
  if (points <= 0n) {
    return takenBack > 0n
      ? [say("account_all_taken_back", { points: named(takenBack) })]
      : [say("account_nothing")];
  }
  const lost = [
    say("account_taken_back", { points: named(takenBack) }),
    say("account_leaves", { points: named(points) }),
  ];
  return [
    say("account_earned", { points: named(points + takenBack) }),
    ...(takenBack > 0n ? lost : waiting > 0n ? [] : [say("account_kept")]),
    ...(waiting > 0n ? [waitingSentence(story, voice, reader.pointsName)] : []),
  ];
}
