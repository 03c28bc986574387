// What a call of the Admin API can come to. The difference that matters is between a refusal, after
// which nothing has happened, and an unknown outcome, after which anything may have.
import { z } from "zod";

export type AdminAnswer<T> =
  | { outcome: "ok"; data: T }
  /** Shopify said no, and nothing changed. `message` is Shopify's own, in the shop's language. */
  | { outcome: "refused"; code: string; message: string }
  /** No answer, a server error or an unreadable one: the effect may or may not have taken place. */
  | { outcome: "unknown"; reason: string }
  /** Not carried out for want of room; `retryAfterMs` is when to ask again. */
  | { outcome: "throttled"; retryAfterMs: number }
  /**
   * Not carried out: the token, a scope or the shop itself does not admit us. `denied` is what
   * Shopify says where the token is good and the store has not allowed this.
   */
  | { outcome: "unauthorised"; reason: string; denied?: string };

/** The same without the good end: what a parser passes through. */
export type AdminProblem = Exclude<AdminAnswer<never>, { outcome: "ok" }>;

/** User errors as every mutation of ours selects them. */
export const userErrorsSchema = z.array(
  z.object({
    field: z.array(z.string()).nullish(),
    message: z.string(),
    code: z.string().nullish(),
  }),
);
export type UserError = z.output<typeof userErrorsSchema>[number];

/** The definite refusal that a list of user errors stands for, or null where it is empty. */
export function refusalOf(userErrors: readonly UserError[]): AdminProblem | null {
  const first = userErrors[0];
  if (first === undefined) return null;
  // Shopify's own faults are told as user errors too, and say nothing about what was carried out.
  const internal = userErrors.find((error) => error.code === "INTERNAL_ERROR");
  if (internal !== undefined) return { outcome: "unknown", reason: "internal_error" };
  return {
    outcome: "refused",
    code: first.code ?? "INVALID",
    message: userErrors.map((error) => error.message).join(" "),
  };
}

/** Whether the mutation's object is gone: not all of these errors have a code. */
export function isMissing(userErrors: readonly UserError[] = []): boolean {
  return userErrors.some(({ message }) => /does not exist/i.test(message));
}

/** What a deletion came to. Deleting what is gone changes nothing, so it may be repeated. */
export function deletedAnswer(
  payload: { readonly userErrors: readonly UserError[] } | null,
): AdminAnswer<null> {
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  if (isMissing(payload.userErrors)) return { outcome: "ok", data: null };
  return refusalOf(payload.userErrors) ?? { outcome: "ok", data: null };
}
