// Everything that the panel can be showing. Components read it; only models write it.
import type { PanelAnswer, RewardView, WrittenBalance } from "../../contract/panel.ts";
import type { CancelRefusal, FriendGiven, RedeemRefusal } from "../../contract/redeem.ts";
import type { InvitationRefusal, InvitationView } from "../../contract/invitation.ts";
import type { VoucherView } from "../../contract/voucher.ts";
import type { Part } from "./parts.ts";

export const views = ["home", "earn", "rewards", "history"] as const;
export type View = (typeof views)[number] | "settings";

/** A view, or what a card is about: then the cards' view, and which of them is meant. */
export const toView = (name: string): [View, string?] =>
  /^(survey|birthday|refer|campaign|event)$/.test(name)
    ? ["earn", name]
    : [([...views, "settings"] as const).find((view) => view === name) ?? "home"];

/**
 * With a slider, of as many steps as were chosen; with variants, of the one that was; of what can
 * be a gift, whether it is one, and to whom once that is said.
 */
export type ChosenReward = RewardView & {
  steps?: number;
  variantId?: string;
  isGift?: boolean;
  friend?: FriendGiven | undefined;
};

/** A number of steps, the id of a variant, or whether it is for somebody else. */
export type Choice = number | string | boolean;

/**
 * A redemption from the question to the code. `unanswered`: nobody knows yet, the same key asks
 * again.
 */
export type Redemption = { reward: ChosenReward } & (
  | { step: "confirm" | "working" | "waiting" | "late" | "unanswered" }
  | { step: "issued"; voucher: VoucherView }
  | { step: "refused"; reason: RedeemRefusal }
  | { step: "refused"; sentence: string }
);

/** A voucher that its owner is giving up. */
export type GivingBack = { voucherId: string } & (
  | { step: "confirm" | "working" | "unanswered" }
  | { step: "refused"; reason: CancelRefusal }
);

/** An invitation that is being answered, or has been: then `step` is the last word. */
export interface Answering {
  invitation: InvitationView;
  step: "ask" | "working" | "unanswered" | "accepted" | "declined" | InvitationRefusal;
}

/** What became of what a card asked for, or where it is. */
export type Sent = { cardId: string } & (
  | { step: "working" | "unanswered" }
  | { step: "taken"; message: string }
  | { step: "refused"; message: string; field?: string }
);

export interface PanelState {
  status: "loading" | "ready" | "failed";
  view: View;
  answer?: PanelAnswer;
  /**
   * Since when nothing newer is known; `isAway` once the shop was asked and did not answer.
   */
  old?: { at: number; isAway?: boolean } | undefined;
  /** Somebody else is signed in than when the page was written, or nobody is any more. */
  isOthers?: boolean;
  redemption?: Redemption | undefined;
  givingBack?: GivingBack | undefined;
  answering?: Answering | undefined;
  sent?: Sent | undefined;
  /** Of which group a card is to be brought into view. */
  spot?: string | undefined;
  /** How cards are shown: a module of its own, fetched when they are first wanted. */
  earn?: Part | "loading" | "failed";
  /** How rewards are shown and redeemed: a module of its own, fetched when it is first wanted. */
  rewards?: Part | "loading" | "failed";
  /** How the history is shown: the same. */
  activity?: Part | "loading" | "failed";
  /** How invitations are shown: a module that is fetched for those who have any. */
  invitation?: Part | "loading" | "failed";
  paging: "idle" | "working" | "failed";
  /** What became of the last press on "copy". */
  copying?: { code: string; result: "copied" | "copy_failed" } | undefined;
}

/** What the panel tells the page, as DOM events on `document`. */
export interface Announcements {
  "regulars:balance": WrittenBalance;
  /** The code is that of a discount, which nobody but its owner can use; null for all else. */
  "regulars:redeemed": { code: string | null; rewardId: string; amount: VoucherView["amount"] };
}

export type Announce = <Name extends keyof Announcements>(
  name: Name,
  detail: Announcements[Name],
) => void;
