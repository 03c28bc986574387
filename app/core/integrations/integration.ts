// What an integration is: another system that tells the store's program what members did.

/** `api` signs as we say; the others sign in their own way. */
export const integrationKinds = ["api", "judge_me"] as const;
export type IntegrationKind = (typeof integrationKinds)[number];

/** What a key may do. */
export const integrationScopes = ["events:write", "reviews:write", "outcomes:read"] as const;
export type IntegrationScope = (typeof integrationScopes)[number];

/** Keys of one shop that work at the same time. */
export const MAX_INTEGRATIONS = 20;
export const MAX_INTEGRATION_NAME = 60;

/** What an app for reviews needs, and nothing else. */
export const REVIEW_APP_SCOPES: readonly IntegrationScope[] = ["reviews:write"];

/** The least and the most that a secret may have which another system chose. */
export const MIN_SECRET_CHARACTERS = 16;
export const MAX_SECRET_CHARACTERS = 200;

/** How another system names a member: by Shopify's id of the customer, or by their address. */
export type NamedMember = { readonly customerId: string } | { readonly email: string };

/** Why what an integration told earned nothing: what it may read, and the page says in words. */
export const toldRefusals = [
  "not_a_member",
  "no_way_to_earn",
  "told_before",
  "already_earned",
  "limit_reached",
  "yearly_limit",
  "wrong_tier",
  "not_new",
  "not_lapsed",
  "wrong_customer",
  "customer_unknown",
  "forgotten",
] as const;

export type ToldRefusal = (typeof toldRefusals)[number];
