// What staff at the till can do with a member's points: what becomes a code for the cart, the codes
// that are there already, and redeeming and giving back as the panel does it, in the name of the
// member of staff.
import type { CancelVoucherAnswer, RedeemAnswer } from "../../../widget/contract/redeem.ts";
import type { TillAnswer } from "../../../widget/contract/till.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { loadPanel } from "../../queries/panel.ts";
import type { Merchant } from "../../shopify.server.ts";
import { panelWording } from "../proxy/panel-words.ts";
import { takeCancellation } from "../proxy/take-cancellation.ts";
import { takeRedemption } from "../proxy/take-redemption.ts";
import { panelAnswer } from "../proxy/views.ts";
import { type StaffAsked, staffAnswer } from "./staff-answer.ts";
import { readAsked } from "./staff-asked.ts";
import { tillCodes, tillOffers } from "./till-offers.ts";

export async function readTill(request: Request, { shop }: Merchant): Promise<TillAnswer> {
  const asked = readAsked(request, shop);
  return tillAnswer({ shop, ...asked, now: (await businessNow()).getTime() });
}

async function tillAnswer(asked: StaffAsked): Promise<TillAnswer> {
  const { shop, customerId, locales, now } = asked;
  const [standing, panel] = await Promise.all([
    staffAnswer(asked),
    loadPanel(shop, customerId, now),
  ]);
  if (standing.member === null || panel === undefined) {
    return { ...standing, offers: [], codes: [] };
  }
  const answer = panelAnswer(panel, shop, { pageLocale: locales[0] ?? null });
  const wording = panelWording(locales, standing.pointsName, panel.document.texts);
  const { available } = standing.member.balance;
  return {
    ...standing,
    offers: answer.program.rewards.flatMap((reward) => tillOffers(reward, { available, wording })),
    codes: answer.audience === "member" ? tillCodes(answer.vouchers, wording) : [],
  };
}

export function redeemAtTill(request: Request, { shop, actor }: Merchant): Promise<RedeemAnswer> {
  const { customerId } = readAsked(request, shop);
  return takeRedemption(request, { shop, customerId }, { actor });
}

export function cancelAtTill(
  request: Request,
  { shop, actor }: Merchant,
): Promise<CancelVoucherAnswer> {
  const { customerId } = readAsked(request, shop);
  return takeCancellation(request, { shop, customerId }, { actor });
}
