// A member as staff are shown them, in the admin and at the till: what the panel tells the member,
// in the same words, and the last few entries.
import type { StaffAnswer, StaffMember } from "../../../widget/contract/staff.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { FALLBACK_NAME } from "../../queries/program.ts";
import type { ShopView } from "../../queries/shop.ts";
import { type MemberForStaff, loadMemberForStaff } from "../../queries/staff-member.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import type { Merchant } from "../../shopify.server.ts";
import type { Locales } from "../proxy/condition-sentences.ts";
import { historyAnswer } from "../proxy/history-answer.ts";
import { type OwnTexts, panelWording } from "../proxy/panel-words.ts";
import { tierView } from "../proxy/tier-view.ts";
import { balanceView } from "../proxy/views.ts";
import { readAsked } from "./staff-asked.ts";

/** More than these are read in the app. */
const SHOWN_ENTRIES = 5;

export async function readMember(request: Request, { shop }: Merchant): Promise<StaffAnswer> {
  const asked = readAsked(request, shop);
  return staffAnswer({ shop, ...asked, now: (await businessNow()).getTime() });
}

export interface StaffAsked {
  readonly shop: ShopView;
  readonly customerId: string;
  readonly locales: Locales;
  readonly now: Instant;
}

export async function staffAnswer({
  shop,
  customerId,
  locales,
  now,
}: StaffAsked): Promise<StaffAnswer> {
  const { inForce, member } = await loadMemberForStaff(shop, customerId, now);
  const pointsName = inForce?.document.pointsName ?? FALLBACK_NAME;
  const reader = { shop, locales, pointsName, texts: inForce?.document.texts ?? [] };
  return { pointsName, member: member && memberView(member, reader) };
}

type Found = NonNullable<MemberForStaff["member"]>;
type Reader = Pick<StaffAsked, "shop" | "locales"> &
  Pick<StaffAnswer, "pointsName"> & { readonly texts: OwnTexts };

function memberView(
  { shopper, outlook, history }: Found,
  { shop: { timeZone, currency }, locales, pointsName, texts }: Reader,
): StaffMember {
  const { coming, ending, tier } = outlook;
  const lately = { entries: history.entries.slice(0, SHOWN_ENTRIES), nextCursor: null };
  return {
    id: shopper.memberId,
    joinedOn: localDateOf(shopper.enrolledAt, timeZone),
    balance: balanceView(shopper),
    coming: coming.map((group) => ({ ...group, points: toWholeNumber(group.points) })),
    ending: ending && { ...ending, points: toWholeNumber(ending.points) },
    tier: tier && tierView(tier, { wording: panelWording(locales, pointsName, texts), currency }),
    entries: historyAnswer(lately, { timeZone, locales }, pointsName, texts).entries,
  };
}
