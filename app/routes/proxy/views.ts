// The shapes of the storefront's JSON, made from what the queries found: bigint becomes a safe
// integer here.
import type { Card } from "../../../widget/contract/card.ts";
import type { HistoryAnswer, HistoryKind } from "../../../widget/contract/history.ts";
import type { InvitationView } from "../../../widget/contract/invitation.ts";
import type {
  BalanceView,
  MissingView,
  PanelAnswer,
  ProgramView,
  TierView,
} from "../../../widget/contract/panel.ts";
import type { VoucherState, VoucherView } from "../../../widget/contract/voucher.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import { knownMinorDigits } from "../../core/money/currency.ts";
import { benefitsOf } from "../../core/perks/perk-words.ts";
import { isVoucherReward } from "../../core/rewards/carrier.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import type { Missing } from "../../core/tiers/requirement.ts";
import type { HistoryPage } from "../../queries/history.ts";
import type { OfferedTier } from "../../queries/invitations.ts";
import type { TierOutlook } from "../../queries/outlook.ts";
import type { Panel } from "../../queries/panel.ts";
import type { ShopView } from "../../queries/shop.ts";
import type { HeldVoucher } from "../../queries/vouchers.ts";
import type { Shopper } from "../../queries/shopper.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { type Locales, conditionSentence } from "./condition-sentences.ts";
import { noteOf } from "./giving-words.ts";
import { nameInWords } from "./reward-details.ts";
import { withNotes } from "./reward-notes.ts";
import { money, rewardViews, voucherWorth } from "./reward-views.ts";

const NOTHING: BalanceView = { available: 0, pending: 0, shortfall: 0 };

/** What the answer holds besides what the query found. */
export interface PanelExtras {
  readonly pageLocale?: string | null;
  readonly codeOf?: CodeOf;
  readonly cards?: Card[];
}

export function panelAnswer(
  panel: Panel,
  { currency, timeZone, locale }: Pick<ShopView, "currency" | "timeZone" | "locale">,
  { pageLocale = null, codeOf = codeOfDiscount, cards = [] }: PanelExtras = {},
): PanelAnswer {
  const locales = [pageLocale, locale];
  const program = programView(panel, currency, locales);
  if (panel.account === null) return { audience: "guest", program, cards };
  const { shopper, outlook, offeredTiers, vouchers, history } = panel.account;
  const { coming, ending, tier } = outlook;
  return {
    audience: "member",
    program,
    balance: balanceView(shopper),
    coming: coming.map((group) => ({ ...group, points: toWholeNumber(group.points) })),
    ending: ending && { ...ending, points: toWholeNumber(ending.points) },
    tier: tier && tierView(tier, currency),
    invitations: offeredTiers.map((offered) => invitationView(offered, { currency, locale })),
    vouchers: vouchers.map((held) =>
      voucherView(held.redemption, codeOf(held), { timeZone, locales }),
    ),
    cards,
    history: historyAnswer(history, timeZone, locales),
  };
}

export function balanceView(shopper: Shopper | undefined): BalanceView {
  if (shopper === undefined) return NOTHING;
  return {
    available: toWholeNumber(shopper.available),
    pending: toWholeNumber(shopper.pending),
    shortfall: toWholeNumber(shopper.shortfall),
  };
}

/** Where and for whom something is written. */
export interface Reader {
  readonly timeZone: TimeZone;
  readonly locales: Locales;
}

export function voucherView(
  redemption: Redemption,
  code: string | null,
  { timeZone, locales }: Reader,
): VoucherView {
  const { status, expiresAt, reward } = redemption;
  const note = noteOf(redemption, timeZone, locales);
  return {
    id: redemption.id,
    code,
    ...voucherWorth(redemption, locales),
    points: toWholeNumber(redemption.points),
    state: voucherState(redemption),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    lastDay: expiresAt === null ? null : localDateOf(expiresAt - 1, timeZone),
    ...(note && { note }),
    cancellable: status === "issued" && isVoucherReward(reward),
  };
}

/** What the owner of a voucher can enter at checkout; null where that is nothing, or not yet. */
export type CodeOf = (held: HeldVoucher) => string | null;

/** Of a discount. What is sealed stays so. */
export function codeOfDiscount({
  redemption: { status, reward, code },
}: HeldVoucher): string | null {
  const isConfirmed = status !== "reserved" && status !== "unsettled";
  return isConfirmed && isVoucherReward(reward) ? code : null;
}

export function historyAnswer(
  page: HistoryPage,
  timeZone: TimeZone,
  locales: Locales,
): HistoryAnswer {
  return {
    entries: page.entries.map((entry) => ({
      id: entry.id,
      kind: historyKinds[entry.kind] ?? "adjustment",
      points: toWholeNumber(entry.points),
      occurredAt: entry.occurredAt.toISOString(),
      occurredOn: localDateOf(entry.occurredAt.getTime(), timeZone),
      ...(entry.releasesAt && { comesOn: localDateOf(entry.releasesAt.getTime(), timeZone) }),
      explanation: named(entry.explanation as ExplanationView, locales),
    })),
    nextCursor: page.nextCursor,
  };
}

type ExplanationView = HistoryAnswer["entries"][number]["explanation"];

/** What the panel has no words for is told by its name. */
function named({ key, params }: ExplanationView, locales: Locales): ExplanationView {
  if (params["kind"] === undefined) return { key, params };
  const name = nameInWords(params, locales);
  return { key, params: name === null ? params : { ...params, name } };
}

const historyKinds: Readonly<Record<string, HistoryKind>> = {
  accrual: "accrual",
  clawback: "clawback",
  shortfall_repaid: "shortfall",
  shortfall_forgiven: "shortfall",
  redemption_reserved: "redemption",
  redemption_voided: "return",
  voucher_returned: "return",
  voucher_used_late: "redemption",
  voucher_points_returned: "return",
  adjustment: "adjustment",
  release: "release",
  expiry: "expiry",
  expiry_reversed: "expiry",
  transfer_out: "transfer",
  transfer_in: "transfer",
  tier_entry: "tier",
};

function voucherState({ status, returnReason, reward, remainingMinor }: Redemption): VoucherState {
  switch (status) {
    // What is no code is over after a while; a donation, which never is, was made.
    case "used":
      return isVoucherReward(reward) || reward.kind === "donation" || remainingMinor === 0n
        ? "used"
        : "expired";
    case "reserved":
    case "unsettled":
      return "on_its_way";
    case "returned":
      return returnReason === "expired" ? "expired" : "returned";
    case "refused":
      return "returned";
    case "issued":
      return remainingMinor === 0n ? "used" : "issued";
    case "returning":
      return "returning";
  }
}

function tierView({ name, next }: TierOutlook, currency: string): TierView {
  const missingView = ({ counter, missing }: Missing): MissingView =>
    counter === "spend"
      ? { counter, amount: money(missing, currency) }
      : { counter, count: toWholeNumber(missing) };
  return {
    name,
    next: next && { name: next.tier.name, ways: next.ways.map((way) => way.map(missingView)) },
  };
}

function invitationView(
  { tier, invitedAt, through, giftPoints }: OfferedTier,
  shop: Pick<ShopView, "currency" | "locale">,
): InvitationView {
  const { id: tierId, name, earnMultiplier } = tier;
  return {
    tierId,
    invitedAt: new Date(invitedAt).toISOString(),
    name,
    lastDay: through,
    multiplier: Number(earnMultiplier) > 1 ? earnMultiplier : null,
    gift: toWholeNumber(giftPoints),
    benefits: benefitsOf(tier, shop),
  };
}

function programView(panel: Panel, currency: string, locales: Locales): ProgramView {
  const { document, unmet, today } = panel;
  const barred = (rewardId: string): string | undefined => {
    const condition = unmet.get(rewardId);
    return condition && conditionSentence(condition, locales);
  };
  return {
    pointsName: document.pointsName,
    earning: {
      points: document.earning.pointsPerUnit,
      perAmount: money(10n ** BigInt(knownMinorDigits(currency)), currency),
    },
    rewards: rewardViews(document, { currency, locales, today }, barred).map((view) =>
      withNotes(view, panel, locales),
    ),
  };
}
