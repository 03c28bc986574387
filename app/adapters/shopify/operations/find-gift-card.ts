// Looks for gift cards by the end of their code: Shopify shows no more of it to anybody, and finds
// a new card some time after it was made.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import { type AmountMinor } from "../../../core/money/money.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { amount, numericId } from "./read-money.ts";

/** How much of a code Shopify shows. */
const SHOWN_CHARACTERS = 4;
/** Of a million cards one or two end alike. */
const MAX_FOUND = 50;

const operation = `#graphql
  query FindGiftCards($query: String!) {
    giftCards(first: ${MAX_FOUND}, query: $query) {
      nodes {
        id
        lastCharacters
        note
        createdAt
        initialValue {
          amount
          currencyCode
        }
        customer {
          id
        }
      }
    }
  }`;

const schema = z.object({
  giftCards: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        lastCharacters: z.string(),
        note: z.string().nullable(),
        createdAt: z.iso.datetime({ offset: true }),
        initialValue: z.object({ amount: z.string(), currencyCode: z.string() }),
        customer: z.object({ id: z.string() }).nullable(),
      }),
    ),
  }),
});

export interface FoundGiftCard {
  readonly gid: string;
  readonly note: string;
  readonly createdAt: Instant;
  readonly initial: AmountMinor;
  readonly currency: string;
  readonly customerId: string | null;
}

/** All cards whose code ends as this one does. */
export async function findGiftCards(
  admin: AdminGraphql,
  code: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<FoundGiftCard[]>> {
  const ending = code.slice(-SHOWN_CHARACTERS).toLowerCase();
  const answer = await askAdmin(admin, { operation, variables: { query: ending }, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { nodes } = answer.data.giftCards;
  const alike = nodes.filter(({ lastCharacters }) => lastCharacters.toLowerCase() === ending);
  return {
    outcome: "ok",
    data: alike.map(({ id, note, createdAt, initialValue, customer }) => ({
      gid: id,
      note: note ?? "",
      createdAt: Date.parse(createdAt),
      initial: amount(initialValue),
      currency: initialValue.currencyCode,
      customerId: customer && numericId(customer.id),
    })),
  };
}
