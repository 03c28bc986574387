// What the frame of the app asks the admin about scopes: which of a wish are to be shown to the
// merchant, what the merchant said, and what the app gives back.
import type { SimulatorContext } from "../../context.ts";
import type { Shop } from "../../model.ts";
import { scopeWords } from "../../oauth/scope-words.ts";
import { grantScopes, revokeScopes, scopesDetail, scopesToAskFor } from "../../oauth/scopes.ts";
import { json, readJson } from "../../server.ts";
import type { SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { isFromOwnPage } from "./changes.ts";
import type { AdminAnswer, AdminView } from "./layout.ts";

type ScopeAnswer = (context: SimulatorContext, shop: Shop, scopes: string[]) => unknown;

/** What the merchant has not granted yet, in words. */
export const answerScopeWish = fromFrame((context, shop, scopes) => ({
  missing: scopesToAskFor(context, shop, scopes).map((scope) => ({
    scope,
    words: scopeWords(scope),
  })),
  detail: scopesDetail(context, shop),
}));

export const acceptScopes = fromFrame((context, shop, scopes) => {
  grantScopes(context, shop, scopes);
  return { detail: scopesDetail(context, shop) };
});

export const acceptScopesBack = fromFrame((context, shop, scopes) => {
  const finding = revokeScopes(context, shop, scopes);
  if (finding) return { error: finding.message };
  return { detail: scopesDetail(context, shop) };
});

/** No page but the frame may answer for the merchant. */
function fromFrame(answer: ScopeAnswer): AdminAnswer {
  return ({ context, shop, request }: AdminView): SimulatorResponse => {
    if (!isFromOwnPage(request)) return json({ error: "Ask from the admin frame" }, 403);
    if (!shop.installation) return json({ error: "The app is not installed" }, 404);
    return json(answer(context, shop, wishedScopes(request)));
  };
}

function wishedScopes(request: SimulatorRequest): string[] {
  const { scopes } = { ...(readJson(request) as { scopes?: unknown }) };
  return Array.isArray(scopes) ? scopes.map(String) : [];
}
