// A made-up shopper, so that the preview shows the program as members and guests will see it.
import { knownMinorDigits } from "../../core/money/currency.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import { type CounterSums, NO_SUMS } from "../../core/tiers/counters.ts";
import { entersBy, type Missing } from "../../core/tiers/requirement.ts";
import { progressToNext } from "../../core/tiers/tier-progress.ts";
import type {
  MissingView,
  PanelAnswer,
  ProgramView,
  TierView,
} from "../../../widget/contract/panel.ts";
import { explain } from "../../../widget/words/explain.ts";
import { reasonsIn } from "../../../widget/words/reasons.ts";
import { panelWording, panelWords } from "../proxy/panel-words.ts";
import { withNotes } from "../proxy/reward-notes.ts";
import { money, rewardViews } from "../proxy/reward-views.ts";

export type PreviewAudience = "member" | "guest";

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
  const program = programView(document, currency);
  const words = panelWords([]);
  if (audience === "guest") return { audience, words, program, cards: [] };
  const price = program.rewards[0]?.points ?? 0;
  const earned = Math.floor(SAMPLE_ORDER_UNITS * Number(program.earning.points));
  const available = Math.max(Math.ceil(price * SAMPLE_SHARE_OF_REWARD), earned);
  const orderMinor = BigInt(SAMPLE_ORDER_UNITS) * 10n ** BigInt(knownMinorDigits(currency));
  return {
    audience,
    words,
    program,
    balance: { available, pending: 0, shortfall: 0 },
    coming: [],
    ending: null,
    tier: sampleTier(document, currency, {
      ...NO_SUMS,
      orders: 1n,
      items: 1n,
      spend: orderMinor,
      points: BigInt(earned),
      balance: BigInt(available),
    }),
    invitations: [],
    vouchers: [],
    cards: [],
    history: {
      entries: [
        {
          id: "sample",
          kind: "accrual",
          points: earned,
          occurredAt: SAMPLE_TIME,
          occurredOn: SAMPLE_DAY,
          why: explain(panelWording([], document.pointsName), reasonsIn(words.lang), {
            key: "order_earned",
            params: {
              order: "#1001",
              amount: formatAmount(rational(orderMinor), currency),
              currency,
              rate: program.earning.points,
              points: String(earned),
            },
          }),
        },
      ],
      nextCursor: null,
    },
  };
}

/** What the sample member is after the sample order, and what the next tier would ask of them. */
function sampleTier(
  { tiers }: ProgramDocument,
  currency: string,
  sums: CounterSums,
): TierView | null {
  if (tiers === null) return null;
  const held = tiers.list.findLast((tier) => entersBy(tier, sums));
  const progress = progressToNext(tiers, held?.id ?? null, sums);
  const view = ({ counter, missing }: Missing): MissingView =>
    counter === "spend"
      ? { counter, amount: money(missing, currency) }
      : { counter, count: Number(missing) };
  const next = progress && {
    name: progress.tier.name,
    ways: progress.ways.map((way) => way.map(view)),
  };
  return { name: held?.name ?? null, next };
}

function programView(document: ProgramDocument, currency: string): ProgramView {
  return {
    pointsName: document.pointsName,
    earning: {
      points: document.earning.pointsPerUnit,
      perAmount: money(10n ** BigInt(knownMinorDigits(currency)), currency),
    },
    rewards: rewardViews(document, { currency, locales: [], today: SAMPLE_DAY }).map((view) =>
      withNotes(view, { document, usual: new Map(), unmet: new Map() }, []),
    ),
  };
}
