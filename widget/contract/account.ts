// GET /extensions/account/…: what customer accounts are told. What is sent there, and the page's
// own answer, are those of the panel (`panel.ts`, `redeem.ts`, `card.ts`).
import type { Card } from "./card.ts";
import type { HistoryEntry } from "./history.ts";
import type { InOwnWords } from "./own-words.ts";
import type { PanelAnswer } from "./panel.ts";

/** An extension does not run in the store: paths of the store lead on from here. */
interface StoreAddress {
  storeUrl: string;
}

/** GET …/panel?locale=LANGUAGE: everything, for a page of its own. */
export type AccountPageAnswer = PanelAnswer & StoreAddress & InOwnWords;

/** GET …/profile?locale=LANGUAGE */
export type ProfileAnswer = { audience: "guest" } | MemberProfileAnswer;

export interface MemberProfileAnswer extends StoreAddress, InOwnWords {
  audience: "member";
  title: string;
  /** What the customer has, and their tier. */
  sentences: string[];
  /** What the link to the page with everything says. */
  more: string;
  /**
   * The gift for a birthday while it can be had, the date that is asked for, and what members
   * decide about themselves.
   */
  cards: Card[];
}

/** GET …/order?order=ID&locale=LANGUAGE */
export type OrderAnswer = { audience: "guest" } | MemberOrderAnswer;

export interface MemberOrderAnswer extends InOwnWords {
  audience: "member";
  title: string;
  /**
   * counting: the store has not told of the order yet, ask again in a while. unpaid: it earns once
   * it is paid. waiting: some of its points come later. kept: all that it still earns can be spent.
   * taken_back: it earned something, and all of that was taken back.
   */
  standing: "counting" | "unpaid" | "nothing" | "waiting" | "kept" | "taken_back";
  /** The standing in a word; null where the sentences are enough. */
  badge: string | null;
  sentences: string[];
  /** What the movements are called, for who opens them. */
  details: string;
  /** Each with its reason, the first first. */
  movements: HistoryEntry[];
}
