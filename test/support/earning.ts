// Orders under earning terms, evaluated and granted as the use cases do it.
import { evaluateOrder } from "../../app/core/earning/evaluate-order.ts";
import type { EarnContext } from "../../app/core/earning/evaluate-order.ts";
import type { EarnSnapshot } from "../../app/core/earning/earn-snapshot.ts";
import { grantRooms } from "../../app/core/earning/grant-rooms.ts";
import type { RoomLeft } from "../../app/core/earning/grant-rooms.ts";
import { qualify, restoreStanding } from "../../app/core/earning/order-standing.ts";
import type { OrderStanding } from "../../app/core/earning/order-standing.ts";
import { targetPoints } from "../../app/core/earning/target-points.ts";
import type { Target } from "../../app/core/earning/target-points.ts";
import { mergeOrder } from "../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import type { OrderLine, OrderState } from "../../app/core/orders/order-state.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument, ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { ProgramPeriod } from "../../app/core/program/version-in-force.ts";
import { ORDER_ID, PROGRAM_INPUT, context, line, orderSeen, version } from "./order-builder.ts";

type EarningInput = NonNullable<ProgramDocumentInput["earning"]>;

export interface TermsInput
  extends Partial<Omit<ProgramDocumentInput, "rewards">>, Partial<EarningInput> {}

const OF_THE_DOCUMENT = new Set(Object.keys(programDocumentSchema.shape));

/**
 * One point for each unit of the currency, and what is given: earning terms or parts of a program.
 */
export function terms(input: TermsInput = {}): ProgramDocument {
  const entries = Object.entries(input);
  const document = entries.filter(([name]) => OF_THE_DOCUMENT.has(name));
  const earning = entries.filter(([name]) => !OF_THE_DOCUMENT.has(name));
  return programDocumentSchema.parse({
    ...PROGRAM_INPUT,
    earning: { pointsPerUnit: "1", ...Object.fromEntries(earning) },
    ...Object.fromEntries(document),
  });
}

export interface Circumstances extends Partial<EarnContext> {
  /** What nobody was granted yet; without it there is room for everything. */
  readonly left?: RoomLeft;
}

export interface Earned {
  readonly state: OrderState;
  readonly snapshot: EarnSnapshot;
  readonly target: Target;
}

/** Takes the events in and evaluates the order once, as it was paid last. */
export function earned(
  document: ProgramDocument,
  events: readonly OrderEvent[],
  { left = () => 1_000_000_000n, ...given }: Circumstances = {},
): Earned {
  const state = events.reduce(mergeOrder, emptyOrderState(ORDER_ID));
  if (!state.paid) throw new Error("The order is not paid");
  const order = { head: state.paid, facts: state.facts };
  const evaluated = evaluateOrder(order, version(document), context(given));
  const { snapshot } = grantRooms(evaluated, null, left);
  return { state, snapshot, target: targetPoints(snapshot, state) };
}

/** The points of the order after the events. */
export function worth(
  document: ProgramDocument,
  events: readonly OrderEvent[],
  circumstances: Circumstances = {},
): bigint {
  return earned(document, events, circumstances).target.points;
}

type RuleInput = NonNullable<EarningInput["rules"]>[number];
type CampaignInput = NonNullable<ProgramDocumentInput["campaigns"]>[number];

/** Double points for everything, unless said otherwise. */
export function rule(input: Partial<RuleInput> = {}): RuleInput {
  return { id: "rule", name: "Rule", addedOn: "2026-01-01", effect: times("2"), ...input };
}

/** Double points in February and March 2026, unless said otherwise. */
export function campaign(input: Partial<CampaignInput> = {}): CampaignInput {
  const [startsAt, endsAt] = ["2026-02-01T00:00", "2026-04-01T00:00"];
  return { id: "campaign", name: "Campaign", startsAt, endsAt, effect: times("2"), ...input };
}

export const times = (multiplier: string) => ({ kind: "multiplier", multiplier }) as const;
export const perUnit = (points: string) => ({ kind: "bonus_per_unit", points }) as const;
export const perItem = (points: string) => ({ kind: "bonus_per_item", points }) as const;
export const perOrder = (points: string) => ({ kind: "bonus_per_order", points }) as const;

/** A tier whose members earn half as much again, and a member of it. */
export const GOLD: TermsInput = {
  tiers: { list: [{ id: "gold", name: "Gold", entry: "manual", earnMultiplier: "1.5" }] },
};
export const gold: Circumstances = { tierId: "gold" };

/** Points of an order of these lines. */
export function points(
  input: TermsInput,
  lines: OrderLine[] = [line()],
  given: Circumstances = {},
): bigint {
  return worth(terms(input), [orderSeen({ lines })], given);
}

/** How one order alone stands after one more event: no limit is shared, and no tier counts. */
export function standingAfter(
  before: OrderStanding,
  event: OrderEvent,
  periods: readonly ProgramPeriod[],
): OrderStanding {
  const state = mergeOrder(before.state, event);
  const found = qualify(before, state, periods, context().timeZone);
  if (found.kind !== "qualifies") {
    return state === before.state ? before : restoreStanding(state, before.snapshot);
  }
  return restoreStanding(state, evaluateOrder(found.order, found.version, context()));
}
