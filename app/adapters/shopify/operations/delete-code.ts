// Deletes a discount with a code. Deleting what is gone changes nothing, so it may be repeated.
import { z } from "zod";
import { type AdminAnswer, deletedAnswer, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const operation = `#graphql
  mutation DeleteCode($id: ID!) {
    discountCodeDelete(id: $id) {
      deletedCodeDiscountId
      userErrors {
        field
        message
        code
      }
    }
  }`;

const schema = z.object({
  discountCodeDelete: z.object({ userErrors: userErrorsSchema }).nullable(),
});

export async function deleteCode(
  admin: AdminGraphql,
  gid: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const answer = await askAdmin(admin, { operation, variables: { id: gid }, schema }, signal);
  return answer.outcome === "ok" ? deletedAnswer(answer.data.discountCodeDelete) : answer;
}
