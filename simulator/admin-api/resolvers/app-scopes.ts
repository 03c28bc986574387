// appRevokeAccessScopes: an app gives back scopes that were granted on top of the required ones.

import { plainFields } from "./money-values.ts";
import { fieldsOf, type FieldResolvers } from "../call.ts";
import { userError } from "../errors.ts";
import { scopeWords } from "../../oauth/scope-words.ts";
import { revokeScopes } from "../../oauth/scopes.ts";

export type AccessScope = { handle: string; description: string };

export function accessScopes(handles: string[]): AccessScope[] {
  return handles.map((handle) => ({ handle, description: scopeWords(handle) }));
}

export const scopeMutations = fieldsOf<unknown>({
  appRevokeAccessScopes: (_source, args, { context, shop }) => {
    const scopes = args["scopes"] as string[];
    const finding = revokeScopes(context, shop, scopes);
    if (!finding) return { revoked: accessScopes(scopes), userErrors: [] };
    return { revoked: null, userErrors: [userError(["scopes"], finding.message, finding.code)] };
  },
});

export const scopeTypes: Record<string, FieldResolvers> = {
  AccessScope: plainFields("handle", "description"),
  AppRevokeAccessScopesPayload: plainFields("revoked", "userErrors"),
  AppRevokeAccessScopesAppRevokeScopeError: plainFields("field", "message", "code"),
};
