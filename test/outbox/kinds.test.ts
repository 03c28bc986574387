// How long an attempt may take follows from what it has to ask.
import { describe, expect, test } from "vitest";
import { kinds } from "../../app/outbox/kinds.ts";

/** A page of lines each, and a question for each refund: the most that is read of one order. */
const MOST_QUESTIONS = 10 + 100;
const USUAL_ANSWER_MS = 500;

describe("an attempt", () => {
  test("to fetch an order is given the time that the largest order takes", () => {
    expect(kinds.refetch_order.timeoutMs).toBeGreaterThanOrEqual(MOST_QUESTIONS * USUAL_ANSWER_MS);
  });
});
