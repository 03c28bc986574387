// How long ago the members of a batch had joined and ordered when they placed its orders. Asked
// once for a batch, and only where a rule or a campaign is for new or lapsed members.
import { memberDays } from "../../core/awards/who-is-meant.ts";
import type { MemberDays } from "../../core/awards/who-is-meant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { compileProgram } from "../../core/earning/compile-program.ts";
import { versionToEarnUnder } from "../../core/earning/order-standing.ts";
import { loadLastOrders } from "../../db/customer-orders.ts";
import type { LastOrderQuestion } from "../../db/customer-orders.ts";
import type { Sql } from "../../db/pool.ts";
import { timeZoneOf } from "./evaluations.ts";
import { isOpen } from "./foresee.ts";
import type { MemberBooks } from "./open-books.ts";
import type { OrderWork } from "./order-work.ts";

export class MemberDaysWork {
  readonly #days = new Map<OrderWork, MemberDays>();

  /**
   * What an order was counted with stays, whatever is heard of since. The members must be locked,
   * so that none of their other orders is just about to count.
   */
  async load(tx: Sql, works: readonly OrderWork[], books: MemberBooks): Promise<void> {
    const asked = works.flatMap((work) => questionOf(work) ?? []);
    if (asked.length === 0) return;
    const stored = await loadLastOrders(tx, asked);
    for (const [index, question] of asked.entries()) {
      const { work, memberId, at } = question;
      const book = books.get(memberId);
      if (!book) continue;
      const zone = timeZoneOf(work);
      const before = asked.slice(0, index).filter((other) => other.memberId === memberId);
      const placed = [...before.map((other) => other.at), stored[index] ?? null];
      const lastOrderAt = latestBefore(at, placed);
      const days = memberDays({
        on: localDateOf(at, zone),
        enrolledOn: localDateOf(book.member.enrolledAt, zone),
        lastOrderOn: lastOrderAt === null ? null : localDateOf(lastOrderAt, zone),
      });
      this.#days.set(work, days);
    }
  }

  daysOf(work: OrderWork): MemberDays | null {
    const { snapshot } = work.before;
    return snapshot ? snapshot.memberDays : (this.#days.get(work) ?? null);
  }
}

interface AskedWork extends LastOrderQuestion {
  readonly work: OrderWork;
}

/** Nothing where the batch need not evaluate the order, or its program does not ask. */
function questionOf(work: OrderWork): AskedWork | null {
  const { shopId, orderId, memberId, before, latest, terms } = work;
  if (before.snapshot !== null || memberId === null || !isOpen(work)) return null;
  const version = versionToEarnUnder(latest, terms.periods);
  if (!version || !latest.paid || !compileProgram(version.document).asksMemberDays) return null;
  return { work, shopId, memberId, orderId, at: latest.paid.placedAt };
}

function latestBefore(at: Instant, placed: readonly (Instant | null)[]): Instant | null {
  const earlier = placed.filter((each): each is Instant => each !== null && each < at);
  return earlier.length === 0 ? null : Math.max(...earlier);
}
