// Why an authentic payload cannot be used. Such messages become dead letters: retrying would not
// help.

export const payloadProblems = [
  "not_utf8",
  "not_json",
  "missing_field",
  "bad_field",
  "bad_amount",
  "amount_out_of_range",
  "negative_amount",
  "negative_quantity",
  "quantity_out_of_range",
  "too_many_left",
  "discount_above_price",
  "date_out_of_range",
  "duplicate_line",
  "duplicate_refund",
  "unknown_line",
  "unknown_currency",
  "currency_mismatch",
  "unknown_time_zone",
] as const;
export type PayloadProblemReason = (typeof payloadProblems)[number];

/**
 * Thrown while a payload is read and turned into a refusal by `readPayload`; nobody else sees it.
 */
export class PayloadProblem extends Error {
  readonly reason: PayloadProblemReason;
  readonly detail: string;

  constructor(reason: PayloadProblemReason, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = "PayloadProblem";
    this.reason = reason;
    this.detail = detail;
  }
}

export type PayloadAnswer<Event> =
  | { readonly outcome: "parsed"; readonly event: Event }
  | {
      readonly outcome: "refused";
      readonly reason: PayloadProblemReason;
      /** Which field, and never its value: dead letters are shown to people. */
      readonly detail: string;
    };

/** Runs a reader and answers its problem as a value. Programmer's mistakes still throw. */
export function readPayload<Event>(read: () => Event): PayloadAnswer<Event> {
  try {
    return { outcome: "parsed", event: read() };
  } catch (problem) {
    if (!(problem instanceof PayloadProblem)) throw problem;
    return { outcome: "refused", reason: problem.reason, detail: problem.detail };
  }
}
