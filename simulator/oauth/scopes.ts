// Scopes that an app asks for later, when a merchant turns on what needs them: what is granted,
// what may be asked for, what is given back.

import { changeScopes } from "./installation.ts";
import { loadSchema } from "../admin-api/load-schema.ts";
import type { SimulatorContext } from "../context.ts";
import type { Installation, Shop } from "../model.ts";
import { refuse } from "../world.ts";

/** As App Bridge tells an app of its scopes. */
export type ScopesDetail = { granted: string[]; required: string[]; optional: string[] };

export function scopesDetail(context: SimulatorContext, shop: Shop): ScopesDetail {
  return {
    granted: shop.installation?.scopes ?? [],
    required: context.app.scopes,
    optional: context.app.optionalScopes,
  };
}

/** What of a wish is not granted yet. Only declared optional scopes may be wished for. */
export function scopesToAskFor(context: SimulatorContext, shop: Shop, scopes: string[]): string[] {
  const { granted, optional } = scopesDetail(context, shop);
  const missing = scopes.filter((scope) => !granted.includes(scope));
  const undeclared = missing.filter((scope) => !optional.includes(scope));
  if (undeclared.length > 0) {
    refuse(`Not declared as optional scopes of this app: ${undeclared.join(", ")}`);
  }
  return missing;
}

export function grantScopes(context: SimulatorContext, shop: Shop, scopes: string[]): void {
  const missing = scopesToAskFor(context, shop, scopes);
  if (missing.length === 0) return;
  changeScopes(context, shop, [...installed(shop).scopes, ...missing]);
}

export type RevokeFinding = { code: string; message: string };

/** Gives scopes back, or says why not. */
export function revokeScopes(
  context: SimulatorContext,
  shop: Shop,
  scopes: string[],
): RevokeFinding | null {
  const { required, optional, granted } = scopesDetail(context, shop);
  if (scopes.some((scope) => !isKnown(context, scope))) {
    return {
      code: "UNKNOWN_SCOPES",
      message: "The requested list of scopes to revoke includes invalid handles.",
    };
  }
  if (scopes.some((scope) => required.includes(scope))) {
    return {
      code: "CANNOT_REVOKE_REQUIRED_SCOPES",
      message: "Scopes that are declared as required cannot be revoked.",
    };
  }
  if (scopes.some((scope) => isImplied(scope, granted))) {
    return {
      code: "CANNOT_REVOKE_IMPLIED_SCOPES",
      message: "Scopes that are implied by other granted scopes cannot be revoked.",
    };
  }
  if (scopes.some((scope) => !optional.includes(scope))) {
    return {
      code: "CANNOT_REVOKE_UNDECLARED_SCOPES",
      message: "Scopes that are not declared as optional cannot be revoked.",
    };
  }
  const left = granted.filter((scope) => !scopes.includes(scope));
  if (left.length < granted.length) changeScopes(context, shop, left);
  return null;
}

/** A read scope that came along with the write scope of the same records. */
function isImplied(scope: string, granted: string[]): boolean {
  return !granted.includes(scope) && granted.includes(scope.replace(/^read_/, "write_"));
}

/** Scopes that the schema's own rules name, and those that the app declares. */
function isKnown({ app }: SimulatorContext, scope: string): boolean {
  if ([...app.scopes, ...app.optionalScopes].includes(scope)) return true;
  return [...loadSchema().access.values()].some((rule) => rule.scopes?.includes(scope));
}

function installed(shop: Shop): Installation {
  return shop.installation ?? refuse(`The app is not installed on ${shop.domain}`);
}
