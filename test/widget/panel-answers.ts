// Answers as the app gives them; each builder defaults what a test does not care about.
import { aBalance } from "../support/a-balance.ts";
import { withNumbers } from "../support/with-numbers.ts";
import type { Card } from "../../widget/contract/card.ts";
import type { HistoryEntry } from "../../widget/contract/history.ts";
import type { InvitationView } from "../../widget/contract/invitation.ts";
import type { Money } from "../../widget/contract/money.ts";
import type { MemberPanelAnswer, RewardView } from "../../widget/contract/panel.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";

export const euros = (amountMinor: number): Money => ({
  amountMinor,
  currency: "EUR",
  minorDigits: 2,
});

export const aReward = (changes: Partial<RewardView> = {}): RewardView => ({
  id: "five-off",
  kind: "amount_off",
  name: null,
  description: "",
  points: 100,
  amount: euros(500),
  percent: null,
  minimum: null,
  validityDays: 30,
  ...changes,
});

/** €1 for 20 Beans, from €2 to €10, for at most half of an order. */
export const aSlider = (): RewardView =>
  aReward({
    id: "slider",
    kind: "points_for_money",
    points: 40,
    amount: euros(200),
    slider: { points: 20, amount: euros(100), least: 2, most: 10, share: 50 },
  });

export const aVoucher = (changes: Partial<VoucherView> = {}): VoucherView => ({
  id: "voucher-1",
  code: "HARBOUR-7KQ2",
  kind: "amount_off",
  name: null,
  amount: euros(500),
  percent: null,
  minimum: null,
  points: 100,
  state: "issued",
  expiresAt: "2026-08-01T10:00:00.000Z",
  lastDay: "2026-08-01",
  cancellable: true,
  ...changes,
});

export const anInvitation = (changes: Partial<InvitationView> = {}): InvitationView => ({
  tierId: "vip",
  invitedAt: "2026-07-01T10:00:00.000Z",
  name: "VIP",
  lastDay: "2026-12-31",
  multiplier: "1.5",
  gift: 50,
  benefits: ["Tastings"],
  ...changes,
});

export const anEntry = (changes: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: "entry-1",
  kind: "accrual",
  points: 80,
  occurredAt: "2026-07-01T10:00:00.000Z",
  occurredOn: "2026-07-01",
  why: "Order #1001: €40 at 2 Beans per €1",
  ...changes,
});

export const aCard = (changes: Partial<Card> = {}): Card => ({
  id: "earn/newsletter",
  title: "Subscribe to our newsletter",
  text: "Points come once you have confirmed.",
  worth: "50 Beans",
  isDone: false,
  note: null,
  action: { kind: "link", label: "Subscribe", href: "/pages/newsletter", path: null },
  ...changes,
});

export const aMemberAnswer = (changes: Partial<MemberPanelAnswer> = {}): MemberPanelAnswer =>
  withNumbers(unwritten(changes), changes.words?.lang);

const unwritten = (changes: Partial<MemberPanelAnswer>): Omit<MemberPanelAnswer, "numbers"> => ({
  audience: "member",
  words: panelTextsIn("en"),
  program: {
    pointsName: { one: "Bean", other: "Beans" },
    earning: { points: "2", perAmount: euros(100), tier: null },
    rewards: [aReward()],
  },
  balance: aBalance(),
  coming: [],
  ending: null,
  next: { rewardId: "five-off", why: "most" },
  tier: null,
  invitations: [],
  vouchers: [],
  cards: [],
  settings: [],
  history: { entries: [anEntry()], nextCursor: null },
  ...changes,
});
