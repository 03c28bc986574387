// What another system may tell of a member, as it arrives: an event that the program knows, or a
// review. Everything is text of a bounded length, and what is not expected is refused.
import { z } from "zod";
import type { Instant } from "../../core/calendar/instant.ts";
import type { NamedMember } from "../../core/integrations/integration.ts";
import { writable } from "../../core/program/fields.ts";
import { eventName } from "../../core/program/ways-to-earn-terms.ts";

const MAX_REVIEW_ID = 100;
const MAX_EMAIL = 254;

const customerId = z
  .string({ error: "Write the customer's id as text: as a number it may lose digits" })
  .regex(/^(?:gid:\/\/shopify\/Customer\/)?[1-9]\d{0,18}$/, "Give Shopify's id of the customer")
  .transform((text) => text.slice(text.lastIndexOf("/") + 1));

const email = z
  .string()
  .trim()
  .max(MAX_EMAIL, `Use at most ${MAX_EMAIL} characters`)
  .pipe(z.email("Give an e-mail address"));

/** Whom an event is about: named in one way, so that two ways cannot name two people. */
const member = z
  .strictObject({ customerId: customerId.optional(), email: email.optional() })
  .transform(({ customerId: id, email: address }, context): NamedMember => {
    if (id !== undefined && address === undefined) return { customerId: id };
    if (address !== undefined && id === undefined) return { email: address };
    const message = "Name the member by customerId or by email, and by one of them only";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

const occurredAt = z.iso
  .datetime({
    offset: true,
    error: "Give a moment with its time zone, such as 2026-11-22T10:30:00Z",
  })
  .transform((text): Instant => Date.parse(text))
  .optional();

export const customEventBody = z.strictObject({
  event: eventName,
  member,
  occurredAt,
});

export const reviewBody = z.strictObject({
  reviewId: writable
    .min(1, "Give your own id of the review")
    .max(MAX_REVIEW_ID, `Use at most ${MAX_REVIEW_ID} characters`),
  member,
  occurredAt,
});
