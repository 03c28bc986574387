// The shapes of the storefront's JSON, made from what the queries found: bigint becomes a safe
// integer here.
import type { Card } from "../../../widget/contract/card.ts";
import type { InvitationView } from "../../../widget/contract/invitation.ts";
import type {
  BalanceView,
  PanelAnswer,
  ProgramView,
  WrittenBalance,
} from "../../../widget/contract/panel.ts";
import type { VoucherState, VoucherView } from "../../../widget/contract/voucher.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import { knownMinorDigits } from "../../core/money/currency.ts";
import { benefitsOf } from "../../core/perks/perk-words.ts";
import { isVoucherReward } from "../../core/rewards/carrier.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import type { OfferedTier } from "../../queries/invitations.ts";
import type { Panel } from "../../queries/panel.ts";
import type { ShopView } from "../../queries/shop.ts";
import type { HeldVoucher } from "../../queries/vouchers.ts";
import type { Shopper } from "../../queries/shopper.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import { conditionSentence } from "./condition-sentences.ts";
import { noteOf } from "./giving-words.ts";
import { historyAnswer } from "./history-answer.ts";
import { nextRewardView, rateFor } from "./next-reward-view.ts";
import { numbersOf } from "./numbers.ts";
import { panelWording, panelWords } from "./panel-words.ts";
import { withNotes } from "./reward-notes.ts";
import { money, rewardViews, voucherWorth } from "./reward-views.ts";
import { tierView } from "./tier-view.ts";
import { type Voice, voiceOf } from "./voice.ts";
import { writtenFigure } from "./written-figure.ts";

const NOTHING: BalanceView = { available: 0, pending: 0, shortfall: 0 };

/** What the answer holds besides what the query found. */
export interface PanelExtras {
  readonly pageLocale?: string | null;
  readonly codeOf?: CodeOf;
  readonly cards?: Card[];
  readonly settings?: Card[];
}

export function panelAnswer(
  panel: Panel,
  { currency, timeZone, locale }: Pick<ShopView, "currency" | "timeZone" | "locale">,
  { pageLocale = null, codeOf = codeOfDiscount, cards = [], settings = [] }: PanelExtras = {},
): PanelAnswer {
  const locales = [pageLocale, locale];
  const { texts } = panel.document;
  const words = panelWords(locales, texts);
  const voice = voiceOf(locales, texts);
  const program = programView(panel, currency, voice);
  const withNumbers = <Answer extends object>(answer: Answer) => ({
    ...answer,
    numbers: numbersOf(answer, voice.locale, panel.today),
  });
  if (panel.account === null) return withNumbers({ audience: "guest", words, program, cards });
  const { shopper, outlook, offeredTiers, vouchers, history } = panel.account;
  const { coming, ending, tier } = outlook;
  const wording = panelWording(locales, program.pointsName, texts);
  return withNumbers({
    audience: "member",
    words,
    program,
    balance: writtenBalance(shopper, voice),
    coming: coming.map((group) => ({ ...group, points: toWholeNumber(group.points) })),
    ending: ending && { ...ending, points: toWholeNumber(ending.points) },
    next: nextRewardView(panel, currency),
    tier: tier && tierView(tier, { wording, currency }),
    invitations: offeredTiers.map((offered) => invitationView(offered, { currency, locale })),
    vouchers: vouchers.map((held) =>
      voucherView(held.redemption, codeOf(held), { timeZone, voice }),
    ),
    cards,
    settings,
    history: historyAnswer(history, { timeZone, locales }, program.pointsName, texts),
  });
}

export function balanceView(shopper: Shopper | undefined): BalanceView {
  if (shopper === undefined) return NOTHING;
  return {
    available: toWholeNumber(shopper.available),
    pending: toWholeNumber(shopper.pending),
    shortfall: toWholeNumber(shopper.shortfall),
  };
}

/** As its owner reads it. */
export function writtenBalance(shopper: Shopper | undefined, { locale }: Voice): WrittenBalance {
  const balance = balanceView(shopper);
  return { ...balance, ...writtenFigure(balance.available, locale) };
}

/** Where and for whom something is written. */
export interface Reader {
  readonly timeZone: TimeZone;
  readonly voice: Voice;
}

export function voucherView(
  redemption: Redemption,
  code: string | null,
  { timeZone, voice }: Reader,
): VoucherView {
  const { status, expiresAt, reward, occasion } = redemption;
  const gift = occasion === null ? undefined : voice.say(`gift_${occasion}`);
  const notes = [gift, noteOf(redemption, timeZone, voice)];
  const note = notes.filter((one) => one !== undefined).join(" ");
  return {
    id: redemption.id,
    code,
    ...voucherWorth(redemption, voice),
    points: toWholeNumber(redemption.points),
    state: voucherState(redemption),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    lastDay: expiresAt === null ? null : localDateOf(expiresAt - 1, timeZone),
    ...(note !== "" && { note }),
    cancellable: status === "issued" && isVoucherReward(reward) && occasion === null,
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

function programView(panel: Panel, currency: string, voice: Voice): ProgramView {
  const { document, unmet, today } = panel;
  const rate = rateFor(panel);
  const barred = (rewardId: string): string | undefined => {
    const condition = unmet.get(rewardId);
    return condition && conditionSentence(condition, voice);
  };
  return {
    pointsName: document.pointsName,
    earning: {
      points: rate.points,
      perAmount: money(10n ** BigInt(knownMinorDigits(currency)), currency),
      tier: rate.tier?.name ?? null,
    },
    rewards: rewardViews(document, { currency, voice, today }, barred).map((view) =>
      withNotes(view, panel, voice),
    ),
  };
}
