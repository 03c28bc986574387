// Reads a discount by its code: whose it is, whether it still works, and how often it was used.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const operation = `#graphql
  query FindDiscount($code: String!) {
    codeDiscountNodeByCode(code: $code) {
      id
      codeDiscount {
        __typename
        ... on DiscountCodeBasic {
          title
          status
          tags
          asyncUsageCount
        }
        ... on DiscountCodeFreeShipping {
          title
          status
          tags
          asyncUsageCount
        }
      }
    }
  }`;

const schema = z.object({
  codeDiscountNodeByCode: z
    .object({
      id: z.string(),
      codeDiscount: z.object({
        __typename: z.string(),
        title: z.string().optional(),
        status: z.enum(["ACTIVE", "EXPIRED", "SCHEDULED"]).optional(),
        tags: z.array(z.string()).optional(),
        asyncUsageCount: z.number().int().nonnegative().optional(),
      }),
    })
    .nullable(),
});

export interface FoundDiscount {
  discountGid: string;
  title: string;
  tags: string[];
  active: boolean;
  /** Counted by Shopify some time after the order. */
  usageCount: number;
}

/** `null` means that no discount of the shop has this code. */
export async function findDiscount(
  admin: AdminGraphql,
  code: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<FoundDiscount | null>> {
  const answer = await askAdmin(admin, { operation, variables: { code }, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const node = answer.data.codeDiscountNodeByCode;
  if (node === null) return { outcome: "ok", data: null };
  return {
    outcome: "ok",
    data: {
      discountGid: node.id,
      title: node.codeDiscount.title ?? "",
      tags: node.codeDiscount.tags ?? [],
      active: node.codeDiscount.status !== "EXPIRED",
      usageCount: node.codeDiscount.asyncUsageCount ?? 0,
    },
  };
}
