// Whose points an order's are: customers of qualifying orders become members, and where an order
// is given to another customer, its points follow.
import { customerOf } from "../../core/earning/order-standing.ts";
import { customerKey, ensureMembers } from "../../db/member-store.ts";
import type { NewMember } from "../../db/member-store.ts";
import type { Sql } from "../../db/pool.ts";
import { candidatesOf } from "./evaluations.ts";
import { customerFacts } from "./order-work.ts";
import type { OrderWork } from "./order-work.ts";

/** Orders of guests wait for a customer. */
export async function assignMembers(tx: Sql, works: readonly OrderWork[]): Promise<void> {
  const waiting = works.filter(needsMember);
  const customers = new Map<string, NewMember>();
  for (const work of waiting) {
    const customer = customerFacts(work);
    const placedAt = work.latest.paid?.placedAt;
    if (!customer || placedAt === undefined) continue;
    const { shopId } = work;
    const key = customerKey(shopId, customer.customerId);
    // They join with the one that is heard of first, whether the others come along or later.
    const enrolledAt = customers.get(key)?.enrolledAt ?? placedAt;
    customers.set(key, { shopId, customer, enrolledAt });
  }
  const members = await ensureMembers(tx, [...customers.values()]);
  for (const work of waiting) {
    const customer = customerFacts(work);
    const memberId = customer && members.get(customerKey(work.shopId, customer.customerId));
    if (!memberId || memberId === work.memberId) continue;
    work.formerMemberId = work.memberId;
    work.memberId = memberId;
  }
}

function needsMember(work: OrderWork): boolean {
  const customerId = customerOf(work.latest);
  if (customerId === null) return false;
  if (work.memberId !== null) return customerId !== customerOf(work.before.state);
  return work.before.snapshot !== null || work.steps.some((step) => candidatesOf(step).length > 0);
}
