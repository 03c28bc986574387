// What extensions in the admin ask Shopify for.
import { mintSessionToken } from "../oauth/session-token.ts";
import { isFromOwnPage } from "../screens/admin/changes.ts";
import type { AdminView } from "../screens/admin/layout.ts";
import { json } from "../server.ts";
import type { SimulatorResponse } from "../server.ts";
import type { CallAnswer } from "./host-facts.ts";
import { readCall } from "./storefront-calls.ts";

export function answerAdminCall({ context, shop, request }: AdminView): SimulatorResponse {
  if (!isFromOwnPage(request)) return json({ error: "Ask from the admin" }, 403);
  const { method } = readCall(request);
  const answer: CallAnswer =
    method === "auth.idToken"
      ? { result: mintSessionToken(context, shop) }
      : { error: `The simulator does not play shopify.${method}()` };
  return json(answer);
}
