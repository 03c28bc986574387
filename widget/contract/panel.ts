// GET /proxy/panel and GET /proxy/balance: what one shopper sees of the program.
import type { Card } from "./card.ts";
import type { HistoryAnswer } from "./history.ts";
import type { InvitationView } from "./invitation.ts";
import type { LocalDate, Money, Points, PointsName } from "./money.ts";
import type { Numbers } from "./numbers.ts";
import type { VoucherView } from "./voucher.ts";

/** Kinds that the widget has words for. */
export type CodeKind =
  | "amount_off"
  | "percentage_off"
  | "points_for_money"
  | "free_shipping"
  | "free_product";

/** What a reward or a voucher stands for. */
export interface WorthView {
  /**
   * Others than codes bring their name with them. A newer server may send a kind that an older
   * widget does not know.
   */
  kind:
    | CodeKind
    | "store_credit"
    | "gift_card"
    | "donation"
    | "experience"
    | "exclusive_product"
    | "early_access";
  /** What the merchant calls it; null for words of the page's language. */
  name: string | null;
  amount: Money | null;
  /** A plain decimal such as "12.5". */
  percent: string | null;
  minimum: Money | null;
}

export interface RewardView extends WorthView {
  id: string;
  description: string;
  /** With a slider, of its least. */
  points: Points;
  /** Null where there is no code. */
  validityDays: number | null;
  /** What it costs at other times, as a sentence; left out where that is what it costs now. */
  usual?: string;
  /** Small print of its own: when, where, for what. */
  details?: string;
  /** What happens on confirming, where that is not a code for the next order. */
  promise?: string;
  /** Of a gift card that goes to somebody else, or to either as the shopper chooses. */
  gift?: GiftView;
  slider?: SliderView;
  /** Of a free product that leaves a choice: what there is to choose from. */
  variants?: VariantView[];
  /** Why it cannot be had now, whatever the balance: a sentence in the page's language. */
  barred?: string;
}

/** What is asked about the person who is given something. */
export interface GiftView {
  /** Of the box that says that it is for somebody else; left out where it always is. */
  choice?: string;
  fields: GiftField[];
}

/** One thing to enter, with a label in the page's language. */
export interface GiftField {
  name: "email" | "name" | "message" | "sendOn";
  label: string;
  type: "email" | "text" | "date";
  required: boolean;
  maxLength?: number;
  /** Of a date: the first and the last that will do. */
  min?: LocalDate;
  max?: LocalDate;
}

/** One of several free products. */
export interface VariantView {
  /** Shopify's number. */
  id: string;
  /** What it is called among the others. */
  label: string;
  /** What the reward is called with it. */
  name: string;
}

/** Points that turn into money step by step: as many as the shopper likes. */
export interface SliderView {
  /** Of one step. */
  points: Points;
  amount: Money;
  /** Numbers of steps. */
  least: number;
  most: number;
  /** The largest share of an order that it pays for, in percent; null for all of it. */
  share: number | null;
}

export interface ProgramView {
  pointsName: PointsName;
  earning: {
    /** Points for each `perAmount` spent: a plain decimal such as "2" or "0.5". */
    points: string;
    perAmount: Money;
    /** The tier of the member that makes it so many; null for the base rate. */
    tier: string | null;
  };
  /** In the order in which they are to be shown: cheapest first, what is barred last. */
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

/** What can be spent, as the reader's language writes it. */
export interface WrittenFigure {
  figure: string;
  /** Which of the two names of a point stands beside it. */
  isOne: boolean;
}

export type WrittenBalance = BalanceView & WrittenFigure;

/** The reward that is shown first, and why. */
export interface NextRewardView {
  rewardId: string;
  /**
   * `ending`: `points` end after `date`. `cheaper`: it costs `points` less than usual. `nearly`: a
   * little is missing. `most`: nothing in reach costs more. `coming`: what is pending is enough.
   * `spend`: about `amount` of orders bring what is missing. `nearest`: nothing else can be said.
   */
  why: "ending" | "cheaper" | "nearly" | "most" | "coming" | "spend" | "nearest";
  points?: Points;
  date?: LocalDate;
  amount?: Money;
}

/** Points that wait, and for what. */
export interface ComingView {
  points: Points;
  /**
   * `date`: they come on the day. `shipping`: they come `days` after the order has shipped.
   * `delivery`: they come `days` after it has arrived, on the day at the latest.
   */
  after: "date" | "shipping" | "delivery";
  /** 0 for `date`. */
  days: number;
  /** Null for `shipping`: no day is known. */
  on: LocalDate | null;
}

/** Points that end next. */
export interface EndingView {
  points: Points;
  /** The last day on which they can be spent. */
  lastDay: LocalDate;
}

export interface TierView {
  /** As the merchant wrote it; null for who holds no tier. */
  name: string | null;
  /** The next tier to work towards, null at the top, and what is missing in words. */
  next: {
    name: string;
    missing: string;
    /** How far the nearest way is, in thousandths. */
    share: number;
    /** The last day that counts; null where no day is known. */
    through: LocalDate | null;
  } | null;
  /** Null for who is in none, and where nothing ends the tier. */
  keep: KeepView | null;
}

/** What becomes of the tier that the member has. */
export interface KeepView {
  /** The last day on which it is held for sure. */
  lastDay: LocalDate;
  /**
   * What is missing to keep it for longer, in words, through that day; empty where it is kept as
   * things stand. Null where nothing counts for it yet.
   */
  asks: { through: LocalDate; missing: string } | null;
}

/**
 * What the panel says, by key; one text for each plural form where a number chooses. `lang` and
 * `dir` are of all of them.
 */
export interface PanelWords {
  lang: string;
  dir: "ltr" | "rtl";
  [key: string]: string | { one: string; other: string };
}

/**
 * For whom an answer was made, in the word that Liquid writes into pages; empty for a guest. Only
 * where pages have such a word.
 */
export interface ForSomebody {
  whose?: string;
}

export interface GuestPanelAnswer extends ForSomebody {
  audience: "guest";
  words: PanelWords;
  numbers: Numbers;
  program: ProgramView;
  /** What members can do to earn more; without actions. */
  cards: Card[];
}

/**
 * A signed-in customer without any order yet is answered like a member with nothing on the account.
 */
export interface MemberPanelAnswer extends ForSomebody {
  audience: "member";
  words: PanelWords;
  numbers: Numbers;
  program: ProgramView;
  balance: WrittenBalance;
  /** The next few groups of what is pending, the earliest first; there may be more pending. */
  coming: ComingView[];
  ending: EndingView | null;
  /** Null where no reward can be had. */
  next: NextRewardView | null;
  /** Null where the program has no tiers. */
  tier: TierView | null;
  /** Tiers that the member can accept now, the newest invitation first. */
  invitations: InvitationView[];
  /** Open vouchers first (on_its_way, issued, returning), then the last few closed ones. */
  vouchers: VoucherView[];
  /** In the order in which they are to be shown. */
  cards: Card[];
  /** What members can decide about themselves: cards of the group `settings`. */
  settings: Card[];
  /** The first page, so that opening the panel costs one request. */
  history: HistoryAnswer;
}

export type PanelAnswer = GuestPanelAnswer | MemberPanelAnswer;

export type BalanceAnswer =
  | { audience: "guest" }
  | ({ audience: "member" } & Pick<WrittenBalance, "available" | "pending" | "figure" | "isOne">);
