// Rewards that issue themselves in a night, in the second implementation: by the words of
// docs/rewards.md.
import { dayOfYear, yearOf } from "../../app/core/calendar/local-date.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { NaiveLot } from "./naive-lots.ts";
import { MAX_OPEN_VOUCHERS } from "./naive-lots.ts";
import type { NaiveMember } from "./naive-member.ts";

const MOST_PER_NIGHT = 20;

export interface Tonight {
  /** The one in force as the day began. */
  readonly program: ProgramDocument;
  readonly night: string;
  /** When its day began. */
  readonly at: number;
}

type Reward = ProgramDocument["rewards"][number];

/** One after the other, in the order of the program, as long as anything can be issued. */
export function issueByThemselves(member: NaiveMember, tonight: Tonight): void {
  const { night, at, program } = tonight;
  const refused = new Set<string>();
  for (;;) {
    if (issuedOf(member, (date) => date === night).length >= MOST_PER_NIGHT) return;
    const available = availableTonight(member, at);
    const next = program.rewards.find(
      (reward) => !refused.has(reward.id) && isDue(reward, member, { night, available }),
    );
    if (!next) return;
    if (isRefused(next, member)) refused.add(next.id);
    else issue(next, member, tonight);
  }
}

/** What could be spent as the day began; what ends with that midnight among it. */
function lotsTonight(lots: readonly NaiveLot[], at: number): NaiveLot[] {
  return lots.filter(
    ({ earnedAt, releasesAt }) => earnedAt < at && (releasesAt === null || releasesAt <= at),
  );
}

function availableTonight(member: NaiveMember, at: number): bigint {
  const then = member.copy();
  const lots = lotsTonight(then.lots, at);
  then.settle(at - 1, lots);
  return lots.reduce((sum, { available }) => sum + available, 0n);
}

function isDue(
  { id, autoIssue, points }: Reward,
  member: NaiveMember,
  { night, available }: { readonly night: string; readonly available: bigint },
): boolean {
  if (autoIssue === null) return false;
  const inYear = issuedOf(member, (date) => yearOf(date) === yearOf(night), id).length;
  if (autoIssue.mostPerYear !== null && inYear >= autoIssue.mostPerYear) return false;
  if (autoIssue.kind === "threshold") return available >= points + autoIssue.keep;
  if (!autoIssue.dates.some((day) => dayOfYear(yearOf(night), day) === night)) return false;
  const tonight = issuedOf(member, (date) => date === night, id).length;
  return available >= points && (autoIssue.most === null || tonight < autoIssue.most);
}

function issuedOf(
  { issuedItself }: NaiveMember,
  isMeant: (date: string) => boolean,
  id?: string,
): unknown[] {
  return issuedItself.filter(
    ({ date, rewardId }) => isMeant(date) && (id === undefined || rewardId === id),
  );
}

/** What it asks for is not met: its points are left to others. */
function isRefused({ kind, audience }: Reward, { tier, vouchers }: NaiveMember): boolean {
  const { tierIds } = audience;
  if (tierIds.length > 0 && !tierIds.includes(tier.tierId ?? "")) return true;
  return isVoucher(kind) && vouchers.length >= MAX_OPEN_VOUCHERS;
}

/** A donation is given with its points; a voucher may come back, and is not used yet. */
function isVoucher(kind: Reward["kind"]): boolean {
  return kind === "amount_off";
}

function issue(
  { id, kind, points }: Reward,
  member: NaiveMember,
  { program, night, at }: Tonight,
): void {
  const lots = lotsTonight(member.lots, at);
  member.settle(at - 1, lots);
  const parts = member.spend(points, lots);
  const key = `itself/${id}/${night}/${member.issuedItself.length}`;
  if (isVoucher(kind)) member.vouchers.push({ key, takenAt: at, program, parts, usedBy: null });
  member.issuedItself.push({ rewardId: id, date: night });
}
