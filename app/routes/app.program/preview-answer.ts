// A made-up shopper, so that the preview shows the program as members and guests will see it.
import { type EarnRate, earnRate } from "../../core/earning/earn-rate.ts";
import { knownMinorDigits } from "../../core/money/currency.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { Tier } from "../../core/program/tier-terms.ts";
import { type CounterSums, NO_SUMS } from "../../core/tiers/counters.ts";
import { entersBy } from "../../core/tiers/requirement.ts";
import { progressToNext } from "../../core/tiers/tier-progress.ts";
import { bestReward } from "../../core/rewards/best-reward.ts";
import type {
  NextRewardView,
  PanelAnswer,
  ProgramView,
  TierView,
} from "../../../widget/contract/panel.ts";
import { explain } from "../../../widget/words/explain.ts";
import { numbersOf } from "../proxy/numbers.ts";
import { panelReasons, panelWording, panelWords } from "../proxy/panel-words.ts";
import { withReason } from "../proxy/next-reward-view.ts";
import { withNotes } from "../proxy/reward-notes.ts";
import { money, rewardViews } from "../proxy/reward-views.ts";
import { tierView } from "../proxy/tier-view.ts";
import { voiceOf } from "../proxy/voice.ts";
import { writtenFigure } from "../proxy/written-figure.ts";

export type PreviewAudience = "member" | "guest";

/** Merchants look at it in English. */
const LOCALE = "en";
const SAMPLE_ORDER_UNITS = 40;
/** The sample member can afford the reward and keeps a little. */
const SAMPLE_SHARE_OF_REWARD = 1.25;
const SAMPLE_DAY = "2026-07-01";
const SAMPLE_TIME = `${SAMPLE_DAY}T09:30:00.000Z`;

export function previewAnswer(
  document: ProgramDocument,
  currency: string,
  audience: PreviewAudience,
): PanelAnswer {
  const guests = programView(document, currency, earnRate(document, null));
  const words = panelWords([], document.texts);
  const withNumbers = <Answer extends object>(answer: Answer) => ({
    ...answer,
    numbers: numbersOf(answer, LOCALE, SAMPLE_DAY),
  });
  if (audience === "guest") return withNumbers({ audience, words, program: guests, cards: [] });
  const price = guests.rewards[0]?.points ?? 0;
  const rate = guests.earning.points;
  const earned = Math.floor(SAMPLE_ORDER_UNITS * Number(rate));
  const available = Math.max(Math.ceil(price * SAMPLE_SHARE_OF_REWARD), earned);
  const orderMinor = BigInt(SAMPLE_ORDER_UNITS) * 10n ** BigInt(knownMinorDigits(currency));
  const wording = panelWording([], document.pointsName, document.texts);
  const why = explain(wording, panelReasons(words.lang, document.texts), {
    key: "order_earned",
    params: {
      order: "#1001",
      amount: formatAmount(rational(orderMinor), currency),
      currency,
      rate,
      points: String(earned),
    },
  });
  const sums = {
    ...NO_SUMS,
    orders: 1n,
    items: 1n,
    spend: orderMinor,
    points: BigInt(earned),
    balance: BigInt(available),
  };
  const held = document.tiers?.list.findLast((tier) => entersBy(tier, sums));
  const own = earnRate(document, { tierId: held?.id ?? null });
  return withNumbers({
    audience,
    words,
    program: programView(document, currency, own),
    balance: { available, pending: 0, shortfall: 0, ...writtenFigure(available, LOCALE) },
    coming: [],
    ending: null,
    next: sampleNext(document, currency, available, own),
    tier: sampleTier(document, { wording, currency }, { held: held ?? null, sums }),
    invitations: [],
    vouchers: [],
    cards: [],
    settings: [],
    history: { entries: [{ ...sampleEntry, points: earned, why }], nextCursor: null },
  });
}

const sampleEntry = {
  id: "sample",
  kind: "accrual",
  occurredAt: SAMPLE_TIME,
  occurredOn: SAMPLE_DAY,
} as const;

/** The reward that such a member is shown first. */
function sampleNext(
  { rewards }: ProgramDocument,
  currency: string,
  available: number,
  rate: EarnRate,
): NextRewardView | null {
  const best = bestReward({
    rewards,
    usual: new Map(),
    isBarred: () => false,
    available: BigInt(available),
    pending: 0n,
    ending: null,
    pointsPerUnit: rate.points,
    today: SAMPLE_DAY,
  });
  return best && withReason(best, currency);
}

/** What the sample member is after the sample order, and what the next tier would ask of them. */
function sampleTier(
  { tiers }: ProgramDocument,
  reader: Parameters<typeof tierView>[1],
  { held, sums }: { held: Tier | null; sums: CounterSums },
): TierView | null {
  if (tiers === null) return null;
  const progress = progressToNext(tiers, held?.id ?? null, sums);
  const next = progress && { ...progress, through: null };
  return tierView({ tier: held, next, keep: null }, reader);
}

function programView(document: ProgramDocument, currency: string, rate: EarnRate): ProgramView {
  const voice = voiceOf([], document.texts);
  return {
    pointsName: document.pointsName,
    earning: {
      points: rate.points,
      perAmount: money(10n ** BigInt(knownMinorDigits(currency)), currency),
      tier: rate.tier?.name ?? null,
    },
    rewards: rewardViews(document, { currency, voice, today: SAMPLE_DAY }).map((view) =>
      withNotes(view, { document, usual: new Map(), unmet: new Map() }, voice),
    ),
  };
}
