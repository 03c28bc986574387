// A merchant calls an integration something else, or ends it for good.
import type { Instant } from "../../core/calendar/instant.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { renameIntegration, revokeIntegration } from "../../db/integration-store.ts";
import { withTransaction } from "../../db/transaction.ts";

export interface ChangeIntegration {
  readonly shopId: bigint;
  readonly id: string;
  /** Another name; null ends it. */
  readonly name: string | null;
  readonly actor: string;
  readonly now: Instant;
}

export type ChangeIntegrationResult =
  | { readonly outcome: "renamed" | "revoked" }
  | { readonly outcome: "refused"; readonly reason: "not_found" };

/** What is revoked already is not found: its secret is gone, and nothing can bring it back. */
export async function changeIntegration(
  command: ChangeIntegration,
): Promise<ChangeIntegrationResult> {
  const { shopId, id, name, actor, now } = command;
  return withTransaction(async (tx) => {
    const before =
      name === null
        ? await revokeIntegration(tx, { shopId, id }, { by: actor, at: now })
        : await renameIntegration(tx, { shopId, id }, name);
    if (before === undefined) return { outcome: "refused", reason: "not_found" };
    const action = name === null ? "integration_revoked" : "integration_renamed";
    const details = name === null ? { name: before } : { name, before };
    const subject = `integration/${id}`;
    await appendAuditEvents(tx, [{ shopId, actor, action, subject, details, recordedAt: now }]);
    return { outcome: name === null ? "revoked" : "renamed" };
  });
}
