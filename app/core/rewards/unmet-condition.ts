// Why a member cannot have a reward, however many points they have.
import type { AudienceUnknown, WrongCustomer, WrongTier } from "./reward-audience.ts";
import type { NotOnSale } from "./reward-drops.ts";
import type { LimitReached } from "./reward-limits.ts";
import type { TooLate } from "./too-late.ts";

/** With what is missing, for a sentence in the member's language. */
export type UnmetCondition =
  | NotOnSale
  | LimitReached
  | SoldOut
  | TooLate
  | WrongTier
  | WrongCustomer
  | AudienceUnknown
  | Paused;

/** The store does not let the app give it now. */
export interface Paused {
  readonly reason: "paused";
}

/** All of its stock are taken. One that is given back can be had again. */
export interface SoldOut {
  readonly reason: "sold_out";
  /** When there are more of it, on the shop's clock; null where none are to come. */
  readonly opensAt: string | null;
}
