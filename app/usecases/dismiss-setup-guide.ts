// The merchant has seen the set-up guide and does not want it any more.
import { v7 as uuidv7 } from "uuid";
import { withTransaction } from "../db/transaction.ts";

export interface DismissSetupGuide {
  shopId: bigint;
  actor: string;
  now: Date;
}

/** Dismissing twice leaves one trace. */
export async function dismissSetupGuide({ shopId, actor, now }: DismissSetupGuide): Promise<void> {
  await withTransaction((tx) =>
    tx.query({
      name: "setup_guide_dismiss",
      text: `insert into audit_event (shop_id, id, actor, action, subject, details, recorded_at)
        select $1, $2, $3, 'setup_guide_dismissed', 'setup_guide', '{}', $4
        where not exists (select from audit_event
          where shop_id = $1 and action = 'setup_guide_dismissed')`,
      values: [shopId, uuidv7(), actor, now],
    }),
  );
}
