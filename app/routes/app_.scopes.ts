// After a merchant allowed something in the admin: what the store now lets the app do is asked of
// Shopify, so that nobody waits for the webhook that tells it, too.
import type { ActionFunctionArgs } from "@remix-run/node";
import type { AdminGraphql } from "../adapters/shopify/ask-admin.ts";
import { fetchScopes } from "../adapters/shopify/operations/fetch-scopes.ts";
import { featuresOf } from "../core/rewards/reward-features.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { learnScopes } from "../usecases/update-shop.ts";

const PATIENCE_MS = 5_000;

/** Answers what is still missing; 503 where Shopify did not say. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { shop, admin } = await authenticateMerchant(request);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetchScopes(admin as unknown as AdminGraphql, signal);
  if (answer.outcome !== "ok") return new Response(null, { status: 503 });
  await learnScopes(shop.id, answer.data);
  return Response.json(featuresOf(answer.data.join(",")));
}
