// A shop whose program rewards what members do beside orders, and the shortest ways to do it.
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { WayTrigger } from "../../app/core/program/ways-to-earn-terms.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { awardActions } from "../../app/usecases/award-actions.ts";
import type { AskedAward, AwardOutcome } from "../../app/usecases/award-actions.ts";
import type { TestDatabase } from "./database.ts";
import { PLACED_AT, line, orderSeen } from "./order-builder.ts";
import { RECORDED_AT, createShop } from "./shop.ts";
import type { ShopInput, TestShop } from "./shop.ts";

export type WayInput = NonNullable<ProgramDocumentInput["waysToEarn"]>[number];

/** A review is worth 50 points, as often as one is written. */
export const REVIEW = {
  id: "review",
  name: "Write a review",
  trigger: "review",
  points: "50",
} as const satisfies WayInput;

export interface Doer {
  readonly shop: TestShop;
  readonly memberId: string;
}

/** A member who earned 100 points with an order, in a program with these ways to earn. */
export async function doer(
  db: TestDatabase,
  waysToEarn: readonly WayInput[],
  { program = {}, ...input }: ShopInput = {},
): Promise<Doer> {
  const shop = await createShop(db, {
    ...input,
    program: { ...program, waysToEarn: [...waysToEarn] },
  });
  await shop.receive(orderSeen({ lines: [line({ price: "50.00" })] }));
  const member = await shop.member();
  if (!member) throw new Error("The customer is no member");
  return { shop, memberId: member.id };
}

export interface Deed extends Partial<Omit<AskedAward, "shopId" | "memberId">> {
  readonly now?: Instant;
}

let deeds = 0;

/** Something that the member does, each time another occurrence unless a test names it. */
export async function does(
  { shop, memberId }: Doer,
  trigger: WayTrigger,
  { now = RECORDED_AT, ...deed }: Deed = {},
): Promise<AwardOutcome> {
  const asked: AskedAward = {
    shopId: shop.id,
    memberId,
    trigger,
    occurrence: `${trigger}/deed-${++deeds}`,
    occurredAt: PLACED_AT,
    ...deed,
  };
  const [outcome] = await withTransaction((tx) => awardActions(tx, [asked], now));
  if (!outcome) throw new Error("No answer");
  return outcome;
}

/** Points that it gave; the reason where it gave none. */
export function answerOf(outcome: AwardOutcome): bigint | string {
  if (outcome.outcome === "granted") return outcome.points;
  return outcome.outcome === "refused" ? outcome.reason : outcome.outcome;
}
