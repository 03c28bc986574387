// One shop whose merchants change, plan and bring back versions, and beside it the list of
// beginnings that they would write on paper.
import type { Instant } from "../../app/core/calendar/instant.ts";
import { versionInForce } from "../../app/core/program/version-in-force.ts";
import { loadProgramPeriods } from "../../app/db/program-store.ts";
import { listProgramVersions } from "../../app/queries/program-versions.ts";
import { restoreProgram } from "../../app/usecases/restore-program.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import { startPrograms } from "../../app/usecases/start-programs.ts";
import { unscheduleProgram } from "../../app/usecases/unschedule-program.ts";
import type { TestDatabase } from "./database.ts";
import { MINUTE_MS } from "./order-builder.ts";
import { MERCHANT, NOW, activate, beginDraft, rated, schedule } from "./program-versions.ts";
import type { TestShop } from "./shop.ts";

export const programSteps = [
  "save",
  "activate",
  "schedule",
  "unschedule",
  "restore",
  "start",
] as const;

export interface ProgramStep {
  readonly kind: (typeof programSteps)[number];
  /** Minutes that pass before it. */
  readonly waits: number;
  /** Minutes until a scheduled version begins. */
  readonly ahead: number;
  /** Which of several versions is meant. */
  readonly pick: number;
}

const SUCCESSES = new Set(["saved", "activated", "restored", "scheduled"]);

/** A version begins, and is in force until the next one does. */
interface Beginning {
  readonly at: Instant;
  readonly rate: string;
}

/** One shop, and beside it the list of beginnings that its merchant would write on paper. */
export class ProgramHistory {
  readonly #db: TestDatabase;
  readonly #shop: TestShop;
  readonly #paper: Beginning[] = [{ at: 0, rate: "2" }];
  #now: Instant = NOW;
  #lastRate = 2;

  /** The shop has had one version, at 2, since ever. */
  constructor(db: TestDatabase, shop: TestShop) {
    this.#db = db;
    this.#shop = shop;
  }

  async step({ kind, waits, ahead, pick }: ProgramStep): Promise<void> {
    this.#now += waits * MINUTE_MS;
    const versions = await listProgramVersions(this.#shop.id, new Date(this.#now));
    const inForce = versions.find(({ status }) => status === "active")?.id ?? null;
    const command = { shopId: this.#shop.id, actor: MERCHANT, now: this.#now };
    const rate = String((this.#lastRate += 1));
    switch (kind) {
      case "save": {
        const document = rated(rate);
        const saved = await saveProgram({ ...command, document, baseVersionId: inForce });
        return this.#began(saved.outcome, { at: this.#now, rate });
      }
      case "activate": {
        const draftId = await beginDraft(this.#shop, rate, this.#now);
        const step = { draftId, baseVersionId: inForce, now: this.#now };
        return this.#began((await activate(this.#shop, step)).outcome, { at: this.#now, rate });
      }
      case "restore": {
        const retired = versions.filter(({ status }) => status === "retired");
        const older = retired[pick % Math.max(retired.length, 1)];
        if (!older || inForce === null) return;
        const step = { ...command, versionId: older.id, baseVersionId: inForce };
        const restored = await restoreProgram(step);
        return this.#began(restored.outcome, { at: this.#now, rate: await this.#rateOf(older.id) });
      }
      case "schedule":
        return this.#schedule(rate, this.#now + ahead * MINUTE_MS);
      case "unschedule": {
        const scheduled = versions.filter(({ status }) => status === "scheduled");
        const version = scheduled[pick % Math.max(scheduled.length, 1)];
        if (!version) return;
        const taken = await unscheduleProgram({ ...command, versionId: version.id });
        if (taken.outcome !== "unscheduled") throw new Error(taken.outcome);
        const at = version.activeFrom?.getTime();
        this.#paper.splice(
          this.#paper.findIndex((beginning) => beginning.at === at),
          1,
        );
        return;
      }
      case "start":
        await startPrograms(this.#now, 100, (_shopId, error) => {
          throw error;
        });
    }
  }

  async #schedule(rate: string, at: Instant): Promise<void> {
    if (this.#paper.some((beginning) => beginning.at === at)) return;
    const draftId = await beginDraft(this.#shop, rate, this.#now);
    const before = (await listProgramVersions(this.#shop.id, new Date(this.#now)))
      .filter(({ status }) => status === "active" || status === "scheduled")
      .toSorted((a, b) => Number(a.activeFrom) - Number(b.activeFrom))
      .findLast(({ activeFrom }) => Number(activeFrom) < at);
    const step = {
      draftId,
      baseVersionId: before?.id ?? null,
      now: this.#now,
      // Test shops live in UTC.
      startsAt: new Date(at).toISOString().slice(0, 16),
    };
    const scheduled = await schedule(this.#shop, step);
    if (scheduled.outcome === "too_many_scheduled") return;
    this.#began(scheduled.outcome, { at, rate });
  }

  #began(outcome: string, beginning: Beginning): void {
    if (!SUCCESSES.has(outcome)) throw new Error(outcome);
    const after = this.#paper.findIndex(({ at }) => at > beginning.at);
    this.#paper.splice(after === -1 ? this.#paper.length : after, 0, beginning);
  }

  async #rateOf(id: string): Promise<string> {
    const found = (await this.#periods()).find(({ version }) => version.id === id);
    return found?.version.document.earning.pointsPerUnit ?? "";
  }

  /** Where paper and program disagree: a moment before, at and after every beginning. */
  async disagreements(): Promise<string[]> {
    const periods = await this.#periods();
    return this.#paper
      .flatMap(({ at }) => [at - 1, at, at + 1])
      .flatMap((at) => {
        const holding = periods.filter(
          ({ activeFrom, activeUntil }) => activeFrom <= at && (activeUntil ?? Infinity) > at,
        );
        const found = versionInForce(periods, at)?.document.earning.pointsPerUnit;
        const written = this.#paper.findLast((beginning) => beginning.at <= at)?.rate;
        return found === written && holding.length === (written === undefined ? 0 : 1)
          ? []
          : [`${holding.length} in force at ${at}, of rate ${found} instead of ${written}`];
      });
  }

  async #periods() {
    return (await loadProgramPeriods(this.#db.pool, [this.#shop.id])).get(this.#shop.id) ?? [];
  }
}
