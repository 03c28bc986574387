// A merchant lets another system tell of what members did. Its secret comes encrypted: only the
// route that shows it once ever saw it.
import type { Instant } from "../../core/calendar/instant.ts";
import type { IntegrationKind, IntegrationScope } from "../../core/integrations/integration.ts";
import { MAX_INTEGRATIONS } from "../../core/integrations/integration.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { countWorkingIntegrations, insertIntegration } from "../../db/integration-store.ts";
import { withTransaction } from "../../db/transaction.ts";

export interface CreateIntegration {
  readonly shopId: bigint;
  /** Made by the caller: the secret is encrypted for it alone. */
  readonly id: string;
  readonly name: string;
  readonly kind: IntegrationKind;
  readonly scopes: readonly IntegrationScope[];
  readonly sealedSecret: string;
  readonly actor: string;
  readonly now: Instant;
}

export type CreateIntegrationResult =
  | { readonly outcome: "created" }
  | { readonly outcome: "refused"; readonly reason: "too_many" };

export async function createIntegration(
  command: CreateIntegration,
): Promise<CreateIntegrationResult> {
  const { shopId, id, name, kind, scopes, sealedSecret: secret, actor, now } = command;
  return withTransaction(async (tx) => {
    if ((await countWorkingIntegrations(tx, shopId)) >= MAX_INTEGRATIONS) {
      return { outcome: "refused", reason: "too_many" };
    }
    const added = { shopId, id, name, kind, scopes, secret, createdBy: actor, createdAt: now };
    await insertIntegration(tx, added);
    const details = { name, kind, scopes: scopes.join(" ") };
    const subject = `integration/${id}`;
    const made = { shopId, actor, action: "integration_created", subject, details };
    await appendAuditEvents(tx, [{ ...made, recordedAt: now }]);
    return { outcome: "created" };
  });
}
