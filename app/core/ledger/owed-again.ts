// What was written off because an order's points were missing is owed again when they come back:
// else every refund that an edit makes good would leave a gift.
import type { Instant } from "../calendar/instant.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";

/** What one entry changed, in the order in which entries were written. */
export interface OrderStep {
  readonly entryKey: string;
  /** What the order received; below zero what was taken back. */
  readonly points: Points;
  readonly recordedAt: Instant;
  /** Whether the order left its member with this entry: nothing of before comes back to another. */
  readonly isMove: boolean;
}

/** What an order received and gave back, and what its points can be taken for. */
export interface OrderHistory {
  readonly orderId: string;
  readonly steps: readonly OrderStep[];
  /**
   * From when on its points could have been taken for what others owe: since their release; null
   * while they wait for it.
   */
  readonly reachesFrom: Instant | null;
}

/** What was written off for the member; below zero what was paid for that, or is owed again. */
export interface WriteOff {
  readonly entryKey: string;
  readonly points: Points;
  /** The order that went down or came back with it; null for vouchers. */
  readonly orderId: string | null;
  readonly recordedAt: Instant;
  /** Where a voucher's points paid: when it had taken them. */
  readonly spentAt: Instant | null;
  /** Whether nothing but the order's own points could have been taken: under `pending_only`. */
  readonly isOwnOnly: boolean;
}

/** Points that were taken from the order and are still gone. */
interface Gap {
  readonly points: Points;
  readonly since: Instant;
}

/** What is left of something that was written off. */
interface Open extends Pick<WriteOff, "orderId" | "recordedAt" | "isOwnOnly"> {
  points: Points;
}

/** Whose points pay, since when they were gone, and from when on others could have had them. */
interface Payer {
  readonly orderId: string | null;
  readonly since: Instant;
  readonly reachesFrom: Instant | null;
}

/**
 * How many of the `points` that an order is about to receive pay what was written off for its
 * member. Points that were there before come back, those that were taken last first; had they never
 * been taken, so much less would have been written off since. Points that the order never had are
 * new and pay nothing. Each payment goes towards what was written off since its points were gone:
 * first for the order itself, then for what could have had them, the oldest first. `others` are the
 * histories of orders that paid, `writeOffs` all of the member's as they were written. In points,
 * never below zero. Rule: the same order ends in the same points, whatever it was in between
 * (docs/engine.md §3).
 */
export function owedAgain(
  order: OrderHistory,
  points: Points,
  writeOffs: readonly WriteOff[],
  others: readonly OrderHistory[],
): Points {
  const open = openWriteOffs(writeOffs, [order, ...others]);
  return payByOrder(open, order, { gaps: gapsOf(order.steps), coming: points, most: points });
}

/**
 * How many of a voucher's `points` that come back from the order that used it pay what was written
 * off since it took them. In points, never below zero. Rule: docs/engine.md §3.
 */
export function owedAgainByVoucher(
  spentAt: Instant,
  points: Points,
  writeOffs: readonly WriteOff[],
  orders: readonly OrderHistory[],
): Points {
  const payer = { orderId: null, since: spentAt, reachesFrom: spentAt };
  return pay(openWriteOffs(writeOffs, orders), payer, points);
}

/**
 * How many points that came back to an order with one member pay what was written off for it with
 * another, now that the two are one: as though it had been with the same all the time. `writeOffs`
 * are those of both, as they were written. In points, never below zero. Rule: docs/engine.md §3.
 */
export function owedAgainByMerger(
  order: OrderHistory,
  writeOffs: readonly WriteOff[],
  others: readonly OrderHistory[],
): Points {
  const open = openWriteOffs(writeOffs, [order, ...others]).filter(
    ({ orderId }) => orderId === order.orderId,
  );
  const paid = new Map(writeOffs.map(({ entryKey, points }) => [entryKey, -points]));
  let gaps: readonly Gap[] = [];
  let due = 0n;
  for (const step of withoutMoves(order.steps)) {
    if (step.points < 0n) gaps = [...gaps, { points: -step.points, since: step.recordedAt }];
    else {
      const known = open.filter(({ recordedAt }) => recordedAt <= step.recordedAt);
      const most = step.points - mostOf(paid.get(step.entryKey));
      const history = { ...order, steps: [] };
      due += payByOrder(known, history, { gaps, coming: step.points, most });
      gaps = filled(gaps, step.points);
    }
  }
  return due;
}

/** What an entry paid; nothing where it wrote something off. */
function mostOf(paid: Points | undefined): Points {
  return paid !== undefined && paid > 0n ? paid : 0n;
}

/** An order that leaves and arrives with as many points has neither lost nor received any. */
function withoutMoves(steps: readonly OrderStep[]): OrderStep[] {
  let carried = 0n;
  const told: OrderStep[] = [];
  for (const step of steps) {
    const points = step.isMove ? 0n : step.points - carried;
    carried = step.isMove ? carried - step.points : 0n;
    if (points !== 0n) told.push({ ...step, points });
  }
  return told;
}

/** Whether something that the member had of the order is gone. */
export function isMissing(steps: readonly OrderStep[]): boolean {
  return gapsOf(steps).length > 0;
}

/** The earliest first. */
function gapsOf(steps: readonly OrderStep[]): Gap[] {
  let gaps: Gap[] = [];
  for (const { points, recordedAt, isMove } of steps) {
    if (isMove) gaps = [];
    else if (points < 0n) gaps.push({ points: -points, since: recordedAt });
    else gaps = filled(gaps, points);
  }
  return gaps;
}

/** The latest gaps are filled first. */
function filled(gaps: readonly Gap[], points: Points): Gap[] {
  let left = points;
  return gaps
    .toReversed()
    .map((gap) => {
      const back = leastPoints(left, gap.points);
      left -= back;
      return { ...gap, points: gap.points - back };
    })
    .filter((gap) => gap.points > 0n)
    .toReversed();
}

/** What of everything that was written off is not paid yet. */
function openWriteOffs(
  writeOffs: readonly WriteOff[],
  orders: readonly OrderHistory[],
): readonly Open[] {
  const histories = new Map(orders.map((history) => [history.orderId, history]));
  const open: Open[] = [];
  for (const writeOff of writeOffs) {
    if (writeOff.points > 0n) open.push({ ...writeOff });
    else payAsWritten(open, writeOff, histories.get(writeOff.orderId ?? ""));
  }
  return open;
}

/** Pays what an entry paid, for what was written off since its points were gone. */
function payAsWritten(
  open: readonly Open[],
  { entryKey, points, orderId, spentAt }: WriteOff,
  history: OrderHistory | undefined,
): void {
  const index = history?.steps.findIndex((step) => step.entryKey === entryKey) ?? -1;
  const coming = history?.steps[index]?.points;
  let left = -points;
  if (history && coming !== undefined) {
    const gaps = gapsOf(history.steps.slice(0, index));
    left -= payByOrder(open, history, { gaps, coming, most: left });
  }
  pay(open, { orderId, since: spentAt ?? 0, reachesFrom: 0 }, left);
}

function payByOrder(
  open: readonly Open[],
  { orderId, reachesFrom }: OrderHistory,
  back: { readonly gaps: readonly Gap[]; readonly coming: Points; readonly most: Points },
): Points {
  let { coming } = back;
  let paid = 0n;
  for (const { points, since } of back.gaps.toReversed()) {
    const filling = leastPoints(coming, points);
    const most = leastPoints(filling, back.most - paid);
    paid += pay(open, { orderId, since, reachesFrom }, most);
    coming -= filling;
  }
  return paid;
}

/** Lowers what is open by at most so many points; answers by how many. */
function pay(open: readonly Open[], { orderId, since, reachesFrom }: Payer, most: Points): Points {
  const isOwn = (each: Open): boolean => orderId !== null && each.orderId === orderId;
  const isReached = ({ isOwnOnly, recordedAt }: Open): boolean =>
    !isOwnOnly && reachesFrom !== null && recordedAt >= reachesFrom;
  const after = open.filter(({ recordedAt }) => recordedAt >= since);
  const others = after.filter((each) => !isOwn(each) && isReached(each));
  let left = most;
  for (const each of [...after.filter(isOwn), ...others]) {
    const paid = leastPoints(each.points, left);
    each.points -= paid;
    left -= paid;
  }
  return most - left;
}
