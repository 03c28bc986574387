// Whom a rule is for, whatever it gives: members in tiers, customers whom the store counts among
// some, and members who are new or have stayed away. What is left empty asks nothing.
import { z } from "zod";
import { shopifyId, tag } from "./conditions.ts";
import { id, list } from "./fields.ts";
import { membershipCondition } from "./membership-terms.ts";

export const audience = z
  .object({
    tiers: list(id).describe("Only members in one of these tiers; empty for all"),
    customerTags: list(tag).describe("Only customers with any of these tags; empty for all"),
    segmentIds: list(shopifyId).describe("Only customers in any of these segments; empty for all"),
    members: membershipCondition,
  })
  .describe("Whom it is for; all that is given must be met");

export type AudienceTerms = z.output<typeof audience>;
