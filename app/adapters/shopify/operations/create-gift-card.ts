// Makes a gift card with a code of our own. Repeating it is harmless: the code is unique in the
// shop, so a second creation is refused as taken and the caller looks whose card it is. Shopify
// writes to whoever the card is for.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export interface GiftCardInput {
  /** 8 to 20 letters and digits. */
  code: string;
  /** Decimal text in major units. */
  amount: string;
  currency: string;
  /** Only the merchant reads it. */
  note: string;
  /** The member, whether the card is for them or for somebody else. */
  customerId: string;
  /** The last day on which it is good, `YYYY-MM-DD` in the shop's time zone; null for ever. */
  expiresOn: string | null;
  recipient: GiftCardRecipient | null;
}

/** Somebody else whom the card is for. */
export interface GiftCardRecipient {
  customerId: string;
  name: string | null;
  message: string | null;
  /** Null for at once. */
  sendAt: Date | null;
}

const operation = `#graphql
  mutation CreateGiftCard($input: GiftCardCreateInput!) {
    giftCardCreate(input: $input) {
      giftCard {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const schema = z.object({
  giftCardCreate: z
    .object({
      giftCard: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});

export type CreateGiftCardAnswer = AdminAnswer<{ gid: string }> | { outcome: "taken" };

export async function createGiftCard(
  admin: AdminGraphql,
  input: GiftCardInput,
  signal?: AbortSignal,
): Promise<CreateGiftCardAnswer> {
  const variables = { input: inputVariables(input) };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.giftCardCreate;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  const { giftCard, userErrors } = payload;
  if (userErrors.some(isTaken)) return { outcome: "taken" };
  const refusal = refusalOf(userErrors);
  if (refusal !== null) return refusal;
  if (giftCard === null) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: { gid: giftCard.id } };
}

/** Stores were seen to say so in words alone, although there is a code for it. */
function isTaken({ code, field, message }: z.output<typeof userErrorsSchema>[number]): boolean {
  if (code === "TAKEN") return true;
  return field?.at(-1) === "code" && /already been taken/i.test(message);
}

function inputVariables(input: GiftCardInput): Record<string, unknown> {
  const { code, amount, currency, note, customerId, expiresOn, recipient } = input;
  return {
    code,
    initialAmount: { amount, currencyCode: currency },
    note,
    customerId: customerGid(customerId),
    ...(expiresOn !== null && { expiresOn }),
    ...(recipient !== null && { recipientAttributes: recipientVariables(recipient) }),
  };
}

/** An empty text is refused, so what is not said is left out. */
function recipientVariables(recipient: GiftCardRecipient): Record<string, unknown> {
  const { customerId, name, message, sendAt } = recipient;
  return {
    id: customerGid(customerId),
    ...(name !== null && { preferredName: name }),
    ...(message !== null && { message }),
    ...(sendAt !== null && { sendNotificationAt: sendAt.toISOString() }),
  };
}

const customerGid = (id: string) => `gid://shopify/Customer/${id}`;
