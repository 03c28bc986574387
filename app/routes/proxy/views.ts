// The shapes of the storefront's JSON, made from what the queries found: bigint becomes a safe
// integer here.
import type { HistoryAnswer, HistoryKind } from "../../../widget/contract/history.ts";
import type { Money } from "../../../widget/contract/money.ts";
import type {
  BalanceView,
  PanelAnswer,
  ProgramView,
  RewardView,
} from "../../../widget/contract/panel.ts";
import type { VoucherState, VoucherView } from "../../../widget/contract/voucher.ts";
import { knownMinorDigits } from "../../core/money/currency.ts";
import type { ProgramDocument, Reward } from "../../core/program/document.ts";
import { rewardsByPoints } from "../../core/rewards/next-reward.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import type { HistoryPage } from "../../queries/history.ts";
import type { Panel } from "../../queries/panel.ts";
import type { Shopper } from "../../queries/shopper.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";

const NOTHING: BalanceView = { available: 0, pending: 0, shortfall: 0 };

export function panelAnswer(panel: Panel, currency: string): PanelAnswer {
  const program = programView(panel.document, currency);
  if (panel.account === null) return { audience: "guest", program };
  const { shopper, vouchers, history } = panel.account;
  return {
    audience: "member",
    program,
    balance: balanceView(shopper),
    vouchers: vouchers.map(voucherView),
    history: historyAnswer(history),
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

export function voucherView(redemption: Redemption): VoucherView {
  const { reward, currency, status } = redemption;
  const confirmed = status !== "reserved" && status !== "unsettled";
  return {
    id: redemption.id,
    code: confirmed ? redemption.code : null,
    amount: money(reward.amountMinor, currency),
    minimum: minimum(reward, currency),
    points: toWholeNumber(redemption.points),
    state: voucherState(redemption),
    expiresAt: redemption.expiresAt === null ? null : new Date(redemption.expiresAt).toISOString(),
    cancellable: status === "issued",
  };
}

export function historyAnswer(page: HistoryPage): HistoryAnswer {
  return {
    entries: page.entries.map((entry) => ({
      id: entry.id,
      kind: historyKinds[entry.kind] ?? "adjustment",
      points: toWholeNumber(entry.points),
      occurredAt: entry.occurredAt.toISOString(),
      explanation: entry.explanation as HistoryAnswer["entries"][number]["explanation"],
    })),
    nextCursor: page.nextCursor,
  };
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
  adjustment: "adjustment",
};

function voucherState({ status, returnReason }: Redemption): VoucherState {
  switch (status) {
    case "reserved":
    case "unsettled":
      return "on_its_way";
    case "returned":
      return returnReason === "expired" ? "expired" : "returned";
    case "refused":
      return "returned";
    case "issued":
    case "returning":
    case "used":
      return status;
  }
}

function programView(document: ProgramDocument, currency: string): ProgramView {
  return {
    pointsName: document.pointsName,
    earning: {
      points: document.earning.pointsPerUnit,
      perAmount: money(10n ** BigInt(knownMinorDigits(currency)), currency),
    },
    rewards: rewardsByPoints(document.rewards).map((reward) => rewardView(reward, currency)),
  };
}

function rewardView(reward: Reward, currency: string): RewardView {
  return {
    id: reward.id,
    kind: reward.kind,
    points: toWholeNumber(reward.points),
    amount: money(reward.amountMinor, currency),
    minimum: minimum(reward, currency),
    validityDays: reward.validityDays,
  };
}

function minimum(reward: Reward, currency: string): Money | null {
  return reward.minimumSubtotalMinor > 0n ? money(reward.minimumSubtotalMinor, currency) : null;
}

function money(amountMinor: bigint, currency: string): Money {
  return {
    amountMinor: toWholeNumber(amountMinor),
    currency,
    minorDigits: knownMinorDigits(currency),
  };
}
