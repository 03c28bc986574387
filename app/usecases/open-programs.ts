// What every change of a shop's program versions begins and ends with: the shop's row is held, what
// is due has begun, and the periods follow one another.
import type { Instant } from "../core/calendar/instant.ts";
import { checkDocument } from "../core/program/check-document.ts";
import type { DocumentProblem } from "../core/program/document-problem.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import { enteredCurrencyProblems, scopeProblems } from "../core/program/store-problems.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Sql } from "../db/pool.ts";
import {
  type LockedShop,
  type ProgramStage,
  type StoredProgramVersion,
  type StartedProgram,
  beginProgramDraft,
  insertProgramVersion,
  joinProgramPeriods,
  lastProgramNumber,
  loadProgramStages,
  lockProgram,
  retireActiveProgram,
  startDueVersions,
} from "../db/program-version-store.ts";
import { followTierPerks } from "./tier-perks.ts";

/** A shop's versions, held by this transaction alone. */
export interface OpenPrograms extends LockedShop {
  /** Null before the shop's first version. */
  readonly inForce: ProgramStage | null;
  /** In the order in which they begin. */
  readonly scheduled: readonly ProgramStage[];
}

/** Nothing where there is no such shop. */
export async function openPrograms(
  tx: Sql,
  shopId: bigint,
  now: Instant,
): Promise<OpenPrograms | undefined> {
  const shop = await lockProgram(tx, shopId);
  if (shop === undefined) return undefined;
  await startDueIn(tx, shopId, now);
  const stages = await loadProgramStages(tx, shopId);
  return {
    ...shop,
    inForce: stages.find(({ status }) => status === "active") ?? null,
    scheduled: stages.filter(({ status }) => status === "scheduled"),
  };
}

/**
 * Why a document cannot come into force in the shop as it is known here. What only Shopify knows is
 * asked of it before, outside of any transaction.
 */
export function startProblems(
  { document, currency }: Pick<StoredProgramVersion, "document" | "currency">,
  programs: OpenPrograms,
): readonly DocumentProblem[] {
  return [
    ...enteredCurrencyProblems(currency, programs.currency),
    ...checkDocument(document, programs),
    ...scopeProblems(document.rewards, programs.scopes),
  ];
}

/** The shop's row must be locked. Answers which versions have begun. */
export async function startDueIn(
  tx: Sql,
  shopId: bigint,
  now: Instant,
): Promise<readonly StartedProgram[]> {
  const begun = await startDueVersions(tx, shopId, now);
  if (begun.length === 0) return begun;
  await publishProgram(tx, shopId, now);
  await appendAuditEvents(
    tx,
    begun.map((version) =>
      versionAudit({ shopId, actor: "system", now }, "program_started", version),
    ),
  );
  return begun;
}

interface Change {
  readonly shopId: bigint;
  readonly actor: string;
  readonly now: Instant;
}

/** An event of the audit about one version. */
export function versionAudit(
  { shopId, actor, now }: Change,
  action: string,
  version: { readonly id: string; readonly number: number },
  details: Readonly<Record<string, string | number | null>> = {},
) {
  return {
    shopId,
    actor,
    action,
    subject: `program_version/${version.id}`,
    details: { number: version.number, ...details },
    recordedAt: now,
  };
}

/** A version as it came into force. */
export interface ActivatedProgram {
  readonly versionId: string;
  readonly number: number;
  /** When the next scheduled version follows it; null where none is scheduled. */
  readonly activeUntil: Instant | null;
}

export interface NewProgram extends Change {
  readonly document: ProgramDocument;
  readonly restoresVersionId: string | null;
  /** Since when it counts; never before the version that it follows. */
  readonly activeFrom: Instant;
}

/** A document becomes the version in force. */
export async function activateDocument(
  tx: Sql,
  programs: OpenPrograms,
  { shopId, actor, now, activeFrom, ...version }: NewProgram,
): Promise<ActivatedProgram> {
  const id = newId();
  const number = (await lastProgramNumber(tx, shopId)) + 1;
  return follow(tx, programs, { shopId, id, number, activeFrom }, async (from) =>
    insertProgramVersion(tx, {
      ...version,
      shopId,
      id,
      number,
      name: null,
      notes: null,
      baseVersionId: programs.inForce?.id ?? null,
      activeFrom: from,
      createdAt: now,
      createdBy: actor,
    }),
  );
}

/** A draft becomes the version in force. */
export async function activateDraft(
  tx: Sql,
  programs: OpenPrograms,
  draft: { readonly shopId: bigint; readonly id: string; readonly number: number },
  now: Instant,
): Promise<ActivatedProgram> {
  return follow(tx, programs, { ...draft, activeFrom: now }, async (from) =>
    beginProgramDraft(tx, draft, "active", from),
  );
}

async function follow(
  tx: Sql,
  { inForce, scheduled }: OpenPrograms,
  version: { shopId: bigint; id: string; number: number; activeFrom: Instant },
  begin: (activeFrom: Instant) => Promise<void>,
): Promise<ActivatedProgram> {
  const { shopId, id, number } = version;
  // Clocks of several processes differ a little: a version never begins before the one it follows.
  const activeFrom = Math.max(version.activeFrom, inForce?.activeFrom ?? version.activeFrom);
  await retireActiveProgram(tx, shopId, activeFrom);
  await begin(activeFrom);
  await joinProgramPeriods(tx, shopId);
  await publishProgram(tx, shopId, activeFrom);
  return { versionId: id, number, activeUntil: scheduled[0]?.activeFrom ?? null };
}

/** The storefront is told of the version in force, and so is the cart. */
async function publishProgram(tx: Sql, shopId: bigint, at: Instant): Promise<void> {
  await enqueueMessages(tx, [{ shopId, kind: "write_program", key: "program", payload: {} }]);
  await followTierPerks(tx, shopId, at);
}
