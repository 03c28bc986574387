// GET /proxy/panel and GET /proxy/balance: what one shopper sees of the program.
import type { HistoryAnswer } from "./history.ts";
import type { Money, Points, PointsName } from "./money.ts";
import type { VoucherView } from "./voucher.ts";

export interface RewardView {
  id: string;
  kind: "amount_off";
  points: Points;
  amount: Money;
  minimum: Money | null;
  validityDays: number;
}

export interface ProgramView {
  pointsName: PointsName;
  earning: {
    /** Points for each `perAmount` spent: a plain decimal such as "2" or "0.5". */
    points: string;
    perAmount: Money;
  };
  /** In the order in which they are to be shown: cheapest first. */
  rewards: RewardView[];
}

export interface BalanceView {
  /** What can be spent now; never negative. */
  available: Points;
  /** Earned, waiting for their release. */
  pending: Points;
  /** Owed after a refund of points already spent; the next points repay it. */
  shortfall: Points;
}

export interface GuestPanelAnswer {
  audience: "guest";
  program: ProgramView;
}

/**
 * A signed-in customer without any order yet is answered like a member with nothing on the account.
 */
export interface MemberPanelAnswer {
  audience: "member";
  program: ProgramView;
  balance: BalanceView;
  /** Open vouchers first (on_its_way, issued, returning), then the last few closed ones. */
  vouchers: VoucherView[];
  /** The first page, so that opening the panel costs one request. */
  history: HistoryAnswer;
}

export type PanelAnswer = GuestPanelAnswer | MemberPanelAnswer;

export type BalanceAnswer =
  | { audience: "guest" }
  | { audience: "member"; available: Points; pending: Points };
