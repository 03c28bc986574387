// Orders under earning terms, evaluated and granted as the use cases do it.
import { evaluateOrder } from "../../app/core/earning/evaluate-order.ts";
import type { EarnContext } from "../../app/core/earning/evaluate-order.ts";
import type { EarnSnapshot } from "../../app/core/earning/earn-snapshot.ts";
import { grantRooms } from "../../app/core/earning/grant-rooms.ts";
import type { RoomLeft } from "../../app/core/earning/grant-rooms.ts";
import { targetPoints } from "../../app/core/earning/target-points.ts";
import type { Target } from "../../app/core/earning/target-points.ts";
import { mergeOrder } from "../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import type { OrderState } from "../../app/core/orders/order-state.ts";
import { programDocumentSchema } from "../../app/core/program/document.ts";
import type { ProgramDocument, ProgramDocumentInput } from "../../app/core/program/document.ts";
import { ORDER_ID, PROGRAM_INPUT, context, version } from "./order-builder.ts";

type EarningInput = NonNullable<ProgramDocumentInput["earning"]>;

export interface TermsInput
  extends Partial<Omit<ProgramDocumentInput, "rewards">>, Partial<EarningInput> {}

const OF_THE_DOCUMENT = new Set(Object.keys(programDocumentSchema.shape));

/** One point for each unit of the currency, and what is given: earning terms or parts of a program. */
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
