// /extensions/account/…: what customers ask and send in their account. What the panel has in the
// store, too, is answered by the same functions; guests are told that they are guests.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import type { AccountPageAnswer } from "../../widget/contract/account.ts";
import type { CardAnswer } from "../../widget/contract/card.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadSayings } from "../queries/program.ts";
import { throughExtensionDoor } from "./extensions/door.ts";
import { orderAnswer } from "./extensions/order-answer.ts";
import { ownWords } from "./extensions/own-words.ts";
import { profileAnswer } from "./extensions/profile-answer.ts";
import { storeUrl } from "./extensions/store-url.ts";
import { type CardVisit, readCardVisit } from "./proxy/card-door.ts";
import { type ProxyVisit, problem } from "./proxy/door.ts";
import { readHistory } from "./proxy/read-history.ts";
import { readPanel } from "./proxy/read-panel.ts";
import { takeBirthDate } from "./proxy/take-birth-date.ts";
import { takeBirthDateRemoval } from "./proxy/take-birth-date-removal.ts";
import { takeCancellation } from "./proxy/take-cancellation.ts";
import { takeEmailWish } from "./proxy/take-email-wish.ts";
import { takeGiftChoice } from "./proxy/take-gift-choice.ts";
import { takeInvitationAnswer } from "./proxy/take-invitation-answer.ts";
import { takeRedemption } from "./proxy/take-redemption.ts";
import { takeShare } from "./proxy/take-share.ts";
import { takeSurveyAnswer } from "./proxy/take-survey-answer.ts";
import { takeWay } from "./proxy/take-way.ts";
import { takeWishForCode } from "./proxy/take-wish-for-code.ts";
import { takeWishToJoin } from "./proxy/take-wish-to-join.ts";

type Answer = (request: Request, visit: ProxyVisit) => Promise<object>;

const reads = new Map<string, Answer>([
  ["panel", readAccountPage],
  ["history", readHistory],
  ["profile", profileAnswer],
  ["order", orderAnswer],
]);

const writes = new Map<string, Answer>([
  ["redeem", (request, visit) => takeRedemption(request, visit)],
  ["vouchers/cancel", takeCancellation],
  ["invitations/answer", takeInvitationAnswer],
  ["birthday", ofCard(takeBirthDate)],
  ["birthday/choice", ofCard(takeGiftChoice)],
  ["settings/birthday", ofCard(takeBirthDateRemoval)],
  ["settings/emails", ofCard(takeEmailWish)],
  ["check-in/code", ofCard(takeWishForCode)],
  ["referral/shared", ofCard(takeShare)],
  ["survey/answer", ofCard((visit) => takeSurveyAnswer(visit, "widget"))],
]);

/** What a card of one out of many sends: the id stands in the path. */
const writesByName = new Map<string, (visit: CardVisit, id: string) => Promise<CardAnswer>>([
  ["ways", takeWay],
  ["campaigns", takeWishToJoin],
]);

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return answered(request, reads.get(params["*"] ?? ""));
}

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const path = params["*"] ?? "";
  return answered(request, writes.get(path) ?? writeByName(path));
}

function answered(request: Request, answer: Answer | undefined): Promise<Response> {
  return throughExtensionDoor(request, async (visit) => {
    if (answer === undefined) throw problem("not_found");
    return answer(request, visit);
  });
}

function ofCard(take: (visit: CardVisit) => Promise<CardAnswer>): Answer {
  return async (request, visit) => take(await readCardVisit(request, visit));
}

function writeByName(path: string): Answer | undefined {
  const [group = "", id = "", ...more] = path.split("/");
  const take = writesByName.get(group);
  if (take === undefined || id === "" || more.length > 0) return undefined;
  return ofCard((visit) => take(visit, id));
}

async function readAccountPage(request: Request, visit: ProxyVisit): Promise<AccountPageAnswer> {
  const { shop } = visit;
  const [panel, { texts }] = await Promise.all([
    readPanel(request, visit),
    businessNow().then((now) => loadSayings(shop.id, now)),
  ]);
  const locales = [new URL(request.url).searchParams.get("locale"), shop.locale];
  return { ...panel, storeUrl: storeUrl(shop), ...ownWords("account-page", locales, texts) };
}
