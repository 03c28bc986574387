// The names for the numbers in programs, for a page that the server writes. It does not wait long:
// without an answer the numbers are shown.
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { fetchNames } from "../../adapters/shopify/operations/fetch-names.ts";
import { listSegments } from "../../adapters/shopify/operations/list-segments.ts";
import type { Merchant } from "../../shopify.server.ts";
import { idsIn, type KnownNames, type NamedKind, type Names } from "../../ui/known-names.ts";

const PATIENCE_MS = 2_000;

export async function loadNames(
  client: Merchant["admin"],
  programs: readonly unknown[],
): Promise<KnownNames> {
  const admin = client as unknown as AdminGraphql;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const ids = idsIn(programs);
  const ask = async (kind: NamedKind): Promise<Names> => {
    if (ids[kind].length === 0) return {};
    const answer = await (kind === "segment"
      ? listSegments(admin, signal)
      : fetchNames(admin, kind, ids[kind], signal));
    return answer.outcome === "ok" ? answer.data : {};
  };
  const [product, variant, collection, segment] = await Promise.all([
    ask("product"),
    ask("variant"),
    ask("collection"),
    ask("segment"),
  ]);
  return { product, variant, collection, segment };
}
