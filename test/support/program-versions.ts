// Versions of a shop's program, made through the app's own use cases.
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { versionInForce } from "../../app/core/program/version-in-force.ts";
import { loadProgramInForce, loadProgramPeriods } from "../../app/db/program-store.ts";
import { activateProgramDraft } from "../../app/usecases/activate-program-draft.ts";
import { saveProgramDraft } from "../../app/usecases/save-program-draft.ts";
import { scheduleProgram } from "../../app/usecases/schedule-program.ts";
import type { TestDatabase } from "./database.ts";
import { PLACED_AT, PROGRAM_INPUT } from "./order-builder.ts";
import { type TestShop, createShop } from "./shop.ts";

export const MERCHANT = "merchant:42";
export const NOW: Instant = PLACED_AT;
/** When planned versions begin: 10 March 2026, 09:00 in Berlin. */
export const STARTS: Instant = Date.UTC(2026, 2, 10, 8);
export const STARTS_AT = "2026-03-10T09:00";

/** A shop whose program earns at 2, or that has none. */
export async function createBerlinShop(db: TestDatabase, program?: null): Promise<TestShop> {
  const shop = await createShop(db, program === null ? { program } : {});
  await db.pool.query("update shop set time_zone = 'Europe/Berlin' where shop_id = $1", [shop.id]);
  return shop;
}

/** The program of test orders at another rate. */
export function rated(pointsPerUnit: string): ProgramDocumentInput {
  return { ...PROGRAM_INPUT, earning: { pointsPerUnit } };
}

export async function beginDraft(
  shop: TestShop,
  pointsPerUnit: string,
  now: Instant,
): Promise<string> {
  const saved = await saveProgramDraft({
    shopId: shop.id,
    draft: null,
    document: rated(pointsPerUnit),
    name: `At ${pointsPerUnit}`,
    notes: null,
    actor: MERCHANT,
    now,
  });
  if (saved.outcome !== "saved") throw new Error(saved.outcome);
  return saved.versionId;
}

/** The version that is in force, by its status. */
export async function activeVersion(shop: TestShop): Promise<string> {
  const [row] = await shop.rows<{ id: string }>("program_version", "status = 'active'");
  if (!row) throw new Error("The shop has no version in force");
  return row.id;
}

export interface DraftStep {
  draftId: string;
  baseVersionId: string | null;
  now: Instant;
  revision?: number;
}

export async function schedule(shop: TestShop, step: DraftStep & { startsAt: string }) {
  return scheduleProgram({ shopId: shop.id, revision: 0, actor: MERCHANT, ...step });
}

export async function activate(shop: TestShop, step: DraftStep) {
  return activateProgramDraft({ shopId: shop.id, revision: 0, actor: MERCHANT, ...step });
}

export interface StoredVersion {
  id: string;
  number: number;
  status: string;
  revision: number;
  name: string | null;
  notes: string | null;
  base_version_id: string | null;
  restores_version_id: string | null;
  active_from: Date | null;
  active_until: Date | null;
  document: { earning: { pointsPerUnit: string } };
}

export interface Plan {
  startsAt?: string;
  rate?: string;
  /** The version before it; the one in force, if left out. */
  base?: string;
}

/** Begins a draft, at 9, and gives it its moment. */
export async function plan(
  shop: TestShop,
  { startsAt = STARTS_AT, rate = "9", base }: Plan = {},
): Promise<string> {
  const draftId = await beginDraft(shop, rate, NOW);
  const baseVersionId = base ?? (await activeVersion(shop));
  const scheduled = await schedule(shop, { draftId, baseVersionId, now: NOW, startsAt });
  if (scheduled.outcome !== "scheduled") throw new Error(scheduled.outcome);
  return draftId;
}

/** The rate for an order that was placed at an instant. */
export async function rateAt(
  db: TestDatabase,
  shop: TestShop,
  at: Instant,
): Promise<string | undefined> {
  const periods = (await loadProgramPeriods(db.pool, [shop.id])).get(shop.id) ?? [];
  const found = versionInForce(periods, at)?.document.earning.pointsPerUnit;
  const direct = await loadProgramInForce(db.pool, shop.id, at);
  if (direct?.document.earning.pointsPerUnit !== found) throw new Error("Two are in force");
  return found;
}

/** All versions of the shop, by number. */
export async function storedVersions(shop: TestShop): Promise<StoredVersion[]> {
  const versions = await shop.rows<StoredVersion>("program_version");
  return versions.toSorted((a, b) => a.number - b.number);
}

/** The audit of the shop: actions with the version's number, in the order of their recording. */
export async function auditTrail(shop: TestShop): Promise<string[]> {
  const events = await shop.rows<{
    id: string;
    actor: string;
    action: string;
    details: { number: number };
  }>("audit_event");
  return events
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ actor, action, details }) => `${actor} ${action} ${details.number}`);
}
