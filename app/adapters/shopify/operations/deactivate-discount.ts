// Switches a discount off. Switching off what is off already changes nothing, so it may be
// repeated.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const operation = `#graphql
  mutation DeactivateDiscount($id: ID!) {
    discountCodeDeactivate(id: $id) {
      codeDiscountNode {
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
  discountCodeDeactivate: z
    .object({
      codeDiscountNode: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});

export async function deactivateDiscount(
  admin: AdminGraphql,
  discountGid: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const variables = { id: discountGid };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.discountCodeDeactivate;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  return refusalOf(payload.userErrors) ?? { outcome: "ok", data: null };
}
