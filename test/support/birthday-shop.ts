// A shop whose members have birthdays, and the nights of its calendar.
import type { LocalDate } from "../../app/core/calendar/local-date.ts";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { auditLedger } from "../../app/db/ledger-audit-store.ts";
import { runPortion } from "../../app/usecases/night/run-night.ts";
import type { TestDatabase } from "./database.ts";
import { assertLedgerAddsUp } from "./ledger-check.ts";
import { NightShop } from "./night-shop.ts";

const zone = "America/New_York";
const HOUR_MS = 3_600_000;

export type BirthdayInput = NonNullable<ProgramDocumentInput["birthday"]>;

export const pointsGift: BirthdayInput = {
  gift: { kind: "points", points: "250" },
  windowDays: 7,
};
export const rewardGift: BirthdayInput = {
  ...pointsGift,
  gift: { kind: "reward", rewardId: "five-off" },
};
export const choiceGift: BirthdayInput = {
  ...pointsGift,
  gift: { kind: "choice", points: "250", rewardId: "five-off" },
};

interface StoredGift {
  birthday: string;
  status: string;
  until: Date;
  redemption_id: string | null;
}

interface StoredVoucher {
  id: string;
  expires_at: Date;
  points: bigint;
  occasion: string;
}

/** The first instant of a day of the shop. */
export function dayOf(date: LocalDate): number {
  return startOfDay(date, zone);
}

export class BirthdayShop {
  readonly shop: NightShop;
  readonly #db: TestDatabase;

  private constructor(db: TestDatabase, shop: NightShop) {
    this.#db = db;
    this.shop = shop;
  }

  /** Nights are done up to the day before. */
  static async open(
    db: TestDatabase,
    firstNight: LocalDate,
    birthday: BirthdayInput,
    more: Partial<ProgramDocumentInput> = {},
  ): Promise<BirthdayShop> {
    const program = { birthday, tiers: null, ...more };
    return new BirthdayShop(db, await NightShop.open(db, { timeZone: zone, firstNight, program }));
  }

  /** A member who entered the date on a day. */
  async born(birthDate: LocalDate, enteredOn = "2020-01-01", tierId?: string): Promise<string> {
    const id = await this.shop.addMember(tierId === undefined ? {} : { tierId });
    await this.enter(id, birthDate, enteredOn);
    return id;
  }

  async enter(id: string, birthDate: LocalDate, enteredOn: LocalDate): Promise<void> {
    await this.shop.rows(
      `update member set birth_date = $3, birth_date_set_at = $4 where shop_id = $1 and id = $2`,
      [id, birthDate, new Date(dayOf(enteredOn) + HOUR_MS)],
    );
  }

  /** All nights until the day, in its first hour: those before it are late. */
  async work(until: LocalDate): Promise<void> {
    for (;;) {
      const outcome = await runPortion(this.shop.id, dayOf(until) + HOUR_MS);
      if (outcome === "busy") throw new Error("Nobody else works on the shop");
      if (outcome === "idle") return;
    }
  }

  /** One night after the other, each in time. */
  async live(from: LocalDate, until: LocalDate): Promise<void> {
    for (let date = from; date <= until; date = addDaysTo(date, 1)) await this.work(date);
  }

  async available(id: string): Promise<bigint> {
    return (await this.shop.member(id)).available;
  }

  gifts(id: string): Promise<StoredGift[]> {
    return this.shop.rows(
      `select birthday::text, status, until, redemption_id from birthday_gift
        where shop_id = $1 and member_id = $2 order by birthday`,
      [id],
    );
  }

  vouchers(id: string): Promise<StoredVoucher[]> {
    return this.shop.rows(
      `select id, expires_at, points, occasion from redemption
        where shop_id = $1 and member_id = $2 order by requested_at`,
      [id],
    );
  }

  /** Throws where the books do not tell one story. */
  async check(): Promise<void> {
    await assertLedgerAddsUp(this.#db.ownerPool);
    const { findings } = await auditLedger(this.#db.url, { shopId: this.shop.id });
    // Tiers are written for a test without a history.
    const found = findings.filter(({ rule }) => !rule.startsWith("members stand in the tier"));
    if (found.length > 0) throw new Error(`The proof found: ${found[0]?.rule}`);
  }
}
