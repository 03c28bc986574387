// Why a member cannot have a reward, however many points they have.
import type { NotOnSale } from "./reward-drops.ts";
import type { LimitReached } from "./reward-limits.ts";

/** With what is missing, for a sentence in the member's language. */
export type UnmetCondition = NotOnSale | LimitReached | SoldOut;

/** All of its stock are taken. One that is given back can be had again. */
export interface SoldOut {
  readonly reason: "sold_out";
}
