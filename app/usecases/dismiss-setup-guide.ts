// The merchant has seen the set-up guide and does not want it any more.
import { appendFirstAuditEvent } from "../db/audit-store.ts";
import { withTransaction } from "../db/transaction.ts";

export interface DismissSetupGuide {
  shopId: bigint;
  actor: string;
  now: Date;
}

/** Dismissing twice leaves one trace. */
export async function dismissSetupGuide({ shopId, actor, now }: DismissSetupGuide): Promise<void> {
  const event = { shopId, actor, action: "setup_guide_dismissed", subject: "setup_guide" };
  await withTransaction((tx) => appendFirstAuditEvent(tx, { ...event, recordedAt: now.getTime() }));
}
