// A shop whose members hold points that wait for a night: lots are accrued as the ledger writes
// them, with the release and the end that a test wants.
import { randomUUID } from "node:crypto";
import type { Instant } from "../../app/core/calendar/instant.ts";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import type { LocalDate } from "../../app/core/calendar/local-date.ts";
import { applyPostings } from "../../app/core/ledger/apply-postings.ts";
import { emptyLot, withLot } from "../../app/core/ledger/lot.ts";
import {
  PROGRAM_SCHEMA_VERSION,
  programDocumentSchema,
  programDocumentToJson,
} from "../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { applyLedgerChanges } from "../../app/db/ledger-store.ts";
import { loadLots } from "../../app/db/lot-store.ts";
import { lockMembers } from "../../app/db/member-store.ts";
import { newId } from "../../app/db/new-id.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { ledgerOf } from "../../app/usecases/lock-ledger.ts";
import { nightRounds } from "../../app/usecases/night/work-nights.ts";
import type { TestDatabase } from "./database.ts";
import { PROGRAM_INPUT } from "./order-builder.ts";
import { insertShop } from "./shops.ts";

export interface NightShopInput {
  readonly timeZone?: string;
  /** Nights are done up to the day before it; left out: there was none yet. */
  readonly firstNight?: LocalDate;
  readonly program?: Partial<ProgramDocumentInput>;
}

export interface MemberInput {
  /** Null: may not be written to. */
  readonly email?: string | null;
  readonly enrolledAt?: Instant;
  readonly activityAt?: Instant;
  readonly balanceExpiresAt?: Instant;
  readonly tierId?: string;
  readonly tierUntil?: Instant;
  readonly tierReviewAt?: Instant;
}

export interface LotInput {
  readonly points?: bigint;
  readonly accruedAt?: Instant;
  readonly expiresAt?: Instant | null;
  /** Points wait for it; left out: they are available. */
  readonly releasesAt?: Instant;
  readonly termsVersionId?: string | null;
}

export interface StoredEntry {
  kind: string;
  member_id: string;
  occurred_at: Date;
  recorded_at: Date;
  points: bigint;
}

export class NightShop {
  readonly #db: TestDatabase;
  readonly id: bigint;
  /** The first version of the program, in force since always. */
  versionId = "";
  #versions = 0;
  #customers = 7_000;

  private constructor(db: TestDatabase, id: bigint) {
    this.#db = db;
    this.id = id;
  }

  static async open(db: TestDatabase, input: NightShopInput = {}): Promise<NightShop> {
    const domain = `${randomUUID()}.myshopify.com`;
    const shop = new NightShop(
      db,
      await insertShop(db.pool, { domain, timeZone: input.timeZone ?? "UTC" }),
    );
    shop.versionId = await shop.addVersion(input.program ?? {}, 0);
    await shop.rows("update program_version set carried_out_at = now() where shop_id = $1");
    if (input.firstNight) await shop.setDoneUntil(addDaysTo(input.firstNight, -1));
    return shop;
  }

  /** A version that is in force from an instant on, and not carried out. */
  async addVersion(program: Partial<ProgramDocumentInput>, activeFrom: Instant): Promise<string> {
    const id = newId();
    const at = new Date(activeFrom);
    const { pool, ownerPool } = this.#db;
    await ownerPool.query(
      `update program_version set active_until = $2, status = 'retired'
        where shop_id = $1 and active_until is null`,
      [this.id, at],
    );
    await pool.query(
      `insert into program_version (shop_id, id, number, status, schema_version, document,
          active_from, created_at, created_by)
        values ($1, $2, $3, 'active', $4, $5, $6, $6, 'system')`,
      [
        this.id,
        id,
        (this.#versions += 1),
        PROGRAM_SCHEMA_VERSION,
        programDocumentToJson(programDocumentSchema.parse({ ...PROGRAM_INPUT, ...program })),
        at,
      ],
    );
    return id;
  }

  async addMember(member: MemberInput = {}): Promise<string> {
    const id = newId();
    await this.#db.pool.query(
      `insert into member (shop_id, id, shopify_customer_id, email, enrolled_at, activity_at,
          balance_expires_at, tier_id, tier_reason, tier_since, tier_until, tier_review_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8::text is not null then 'earned' end,
          case when $8::text is not null then $5::timestamptz end, $9, $10)`,
      [
        this.id,
        id,
        String((this.#customers += 1)),
        member.email === undefined ? "ada@example.com" : member.email,
        new Date(member.enrolledAt ?? 0),
        dateOf(member.activityAt),
        dateOf(member.balanceExpiresAt),
        member.tierId ?? null,
        dateOf(member.tierUntil),
        dateOf(member.tierReviewAt),
      ],
    );
    return id;
  }

  /** Points of the member's own, booked when they were accrued. Answers the lot's id. */
  async addLot(memberId: string, input: LotInput = {}): Promise<string> {
    const { points = 100n, accruedAt = 0, releasesAt = null, expiresAt = null } = input;
    const id = newId();
    await withTransaction(async (tx) => {
      const [member] = await lockMembers(tx, [{ shopId: this.id, id: memberId }]);
      if (!member) throw new Error("There is no such member");
      const lots = await loadLots(tx, [member]);
      const before = ledgerOf(member, lots.get(memberId) ?? []);
      const { termsVersionId = this.versionId } = input;
      const lot = emptyLot({ id, orderId: null, accruedAt, expiresAt, releasesAt, termsVersionId });
      const to = releasesAt === null ? ("available" as const) : ("pending" as const);
      const postings = [{ lotId: id, from: "adjusted" as const, to, points }];
      const entry = {
        key: `test/${id}`,
        kind: "adjustment" as const,
        memberId,
        orderId: null,
        redemptionId: null,
        programVersionId: termsVersionId,
        actor: "system" as const,
        explanation: { key: "adjusted" as const, params: { reason: "Accrued for a test" } },
        occurredAt: accruedAt,
        postings,
      };
      const ledger = applyPostings(withLot(before, lot), postings);
      await applyLedgerChanges(
        tx,
        [{ shopId: this.id, before, entries: [entry], ledger }],
        accruedAt,
      );
    });
    return id;
  }

  async setDoneUntil(date: LocalDate): Promise<void> {
    await this.rows("update shop set nights_done_until = $2::date where shop_id = $1", [date]);
  }

  async doneUntil(): Promise<LocalDate | null> {
    const [row] = await this.rows<{ done: string | null }>(
      "select nights_done_until::text as done from shop where shop_id = $1",
    );
    return row?.done ?? null;
  }

  async member(id: string): Promise<{
    pending: bigint;
    available: bigint;
    balance_expires_at: Date | null;
    tier_id: string | null;
    tier_review_at: Date | null;
  }> {
    return this.#one("member", id);
  }

  async lot(id: string): Promise<{
    pending: bigint;
    available: bigint;
    expired: bigint;
    expires_at: Date | null;
  }> {
    return this.#one("lot", id);
  }

  async #one<Row extends object>(table: "member" | "lot", id: string): Promise<Row> {
    const [row] = await this.rows<Row>(`select * from ${table} where shop_id = $1 and id = $2`, [
      id,
    ]);
    if (!row) throw new Error(`There is no such ${table}`);
    return row;
  }

  /** What nights wrote to the journal, in the order in which it happened. */
  async entries(): Promise<StoredEntry[]> {
    return this.rows<StoredEntry>(
      `select kind, entry.member_id, occurred_at, recorded_at, sum(points)::bigint as points
        from journal_entry entry join posting on posting.shop_id = entry.shop_id
          and posting.member_id = entry.member_id and posting.entry_id = entry.id
        where entry.shop_id = $1 and kind <> 'adjustment'
        group by entry.shop_id, entry.id, kind, entry.member_id, occurred_at, recorded_at
        order by occurred_at, kind desc, entry.id`,
    );
  }

  async messages(kind: string): Promise<{ key: string; payload: Record<string, unknown> }[]> {
    return this.rows(
      `select key, payload from outbox_message where shop_id = $1 and kind = $2 order by key`,
      [kind],
    );
  }

  /** As the owner of the tables: tests make states that the app would never write. */
  async rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#db.ownerPool.query<Row>(text, [this.id, ...values])).rows;
  }
}

/** Runs the nights of all shops as the timer does. Answers what failed. */
export async function workNights(now: Instant): Promise<unknown[]> {
  const faults: unknown[] = [];
  const round = nightRounds({ onFault: (_, error) => faults.push(error) });
  while ((await round(now)) > 0);
  return faults;
}

function dateOf(instant: Instant | undefined): Date | null {
  return instant === undefined ? null : new Date(instant);
}
