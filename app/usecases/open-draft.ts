// A draft as a merchant saw it, held by this transaction, or why it is not that any more.
import type { Instant } from "../core/calendar/instant.ts";
import type { Sql } from "../db/pool.ts";
import { type StoredProgramVersion, findProgramVersion } from "../db/program-version-store.ts";
import { type OpenPrograms, openPrograms } from "./open-programs.ts";

export type DraftRefusal =
  /** It was discarded, scheduled or activated meanwhile. */
  | { readonly outcome: "not_a_draft" }
  /** Somebody else edited it, or another version is in force than the merchant saw. */
  | { readonly outcome: "changed_meanwhile" }
  | { readonly outcome: "shop_not_found" };

export interface DraftOpened {
  readonly outcome: "open";
  readonly programs: OpenPrograms;
  readonly draft: StoredProgramVersion;
}

export async function openDraft(
  tx: Sql,
  command: {
    readonly shopId: bigint;
    readonly draftId: string;
    readonly revision: number;
    readonly now: Instant;
  },
): Promise<DraftOpened | DraftRefusal> {
  const { shopId, draftId, revision, now } = command;
  const programs = await openPrograms(tx, shopId, now);
  if (programs === undefined) return { outcome: "shop_not_found" };
  const draft = await findProgramVersion(tx, { shopId, id: draftId });
  if (draft?.status !== "draft") return { outcome: "not_a_draft" };
  if (draft.revision !== revision) return { outcome: "changed_meanwhile" };
  return { outcome: "open", programs, draft };
}
