// A shop with a program in a test database, and the shortest ways to act on it.
import { randomUUID } from "node:crypto";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { recordOrders } from "../../app/usecases/record-order.ts";
import type { RecordedOrders } from "../../app/usecases/record-order.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import type { RequestRedemptionResult } from "../../app/usecases/request-redemption.ts";
import { saveProgram } from "../../app/usecases/save-program.ts";
import type { TestDatabase } from "./database.ts";
import { assertJournalReplays } from "./journal-replay.ts";
import { ALL_SCOPES } from "./shops.ts";
import { CUSTOMER_ID, FIVE_OFF, MINUTE_MS, PLACED_AT, PROGRAM_INPUT } from "./order-builder.ts";

/**
 * When news reach the app unless a test says otherwise: two minutes after test orders are placed.
 */
export const RECORDED_AT: Instant = PLACED_AT + 2 * MINUTE_MS;

export interface StoredMember {
  id: string;
  tier_id: string | null;
  activity_at: Date | null;
  balance_expires_at: Date | null;
  email: string | null;
  pending: bigint;
  available: bigint;
  reserved: bigint;
  shortfall: bigint;
}

export class TestShop {
  readonly id: bigint;
  readonly #db: TestDatabase;

  constructor(db: TestDatabase, id: bigint) {
    this.#db = db;
    this.id = id;
  }

  /** Events that arrive together, in as few transactions as they allow; answers about the first. */
  async receive(events: OrderEvent | OrderEvent[], now = RECORDED_AT): Promise<RecordedOrders> {
    const batch = [events].flat().map((event) => ({ shopId: this.id, event }));
    const recorded = await withTransaction((tx) => recordOrders(tx, batch, now));
    if (recorded.left.length > 0) {
      await this.receive(
        recorded.left.map(({ event }) => event),
        now,
      );
    }
    return recorded;
  }

  /** Asks for the program's one voucher, each time anew. */
  async redeem(customerId = CUSTOMER_ID, now = RECORDED_AT): Promise<RequestRedemptionResult> {
    const requestKey = randomUUID();
    const request = { shopId: this.id, customerId, ...FIVE_OFF, requestKey };
    return requestRedemption(request, now);
  }

  async member(customerId = CUSTOMER_ID): Promise<StoredMember | undefined> {
    return (await this.rows<StoredMember>("member", "shopify_customer_id = $2", [customerId]))[0];
  }

  /** Ends the program in force at an instant and starts another one. */
  async startProgram(program: Partial<ProgramDocumentInput>, at: Instant): Promise<void> {
    const [active] = await this.rows<{ id: string }>("program_version", "status = 'active'");
    const document = { ...PROGRAM_INPUT, ...program };
    const common = { shopId: this.id, document, baseVersionId: active?.id ?? null };
    const saved = await saveProgram({ ...common, actor: "system", now: at, activeFrom: at });
    if (saved.outcome !== "saved") throw new Error(JSON.stringify(saved));
  }

  /** Keys of the journal, in the order in which they were written. */
  async entryKeys(): Promise<string[]> {
    const entries = await this.rows<{ key: string; id: string }>("journal_entry");
    return entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ key }) => key);
  }

  async messages(kind: string): Promise<{ key: string; payload: unknown }[]> {
    return this.rows("outbox_message", "kind = $2", [kind]);
  }

  async rows<Row extends object>(
    table: string,
    condition = "true",
    values: unknown[] = [],
  ): Promise<Row[]> {
    const text = `select * from ${table} where shop_id = $1 and ${condition}`;
    const { rows } = await this.#db.pool.query<Row>(text, [this.id, ...values]);
    return rows;
  }
}

/**
 * Throws when postings, lots, balances, orders and vouchers of any shop disagree, or a replay of
 * the journal tells other figures.
 */
export async function assertLedgerAgrees(db: TestDatabase): Promise<void> {
  const { findings } = await auditLedger(db.url);
  if (findings.length === 0) return assertJournalReplays(db.ownerPool);
  const rules = findings.map(({ rule, subject }) => `${rule}: ${subject}`);
  throw new Error(`The ledger disagrees with itself: ${rules.join("; ")}`);
}

export interface ShopInput {
  /** Null for a shop that has not started a program. */
  program?: Partial<ProgramDocumentInput> | null;
  activeFrom?: Instant;
  currency?: string;
  timeZone?: string;
}

export async function createShop(
  db: TestDatabase,
  { program = {}, activeFrom = 0, currency = "EUR", timeZone = "UTC" }: ShopInput = {},
): Promise<TestShop> {
  const { rows } = await db.pool.query<{ shop_id: bigint }>(
    "insert into shop (domain, currency, time_zone, scopes) values ($1, $2, $3, $4) returning shop_id",
    [`${randomUUID()}.myshopify.com`, currency, timeZone, ALL_SCOPES],
  );
  const shop = new TestShop(db, rows[0]?.shop_id ?? 0n);
  if (program) await shop.startProgram(program, activeFrom);
  return shop;
}
