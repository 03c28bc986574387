// Last step of the night: members hear that points will end.
import { warningWindows } from "../../core/expiry/warnings.ts";
import type { WarningWindow } from "../../core/expiry/warnings.ts";
import { isEndedByBalance } from "../../core/ledger/decide-expiry.ts";
import { listBalanceEndings, listLotEndings, loadLotEndings } from "../../db/due-store.ts";
import type { DueItem, Ending, EndingRange } from "../../db/due-store.ts";
import { loadLots } from "../../db/lot-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { expiryWarning } from "./expiry-warning.ts";
import type { Night, NightStep, Portion } from "./night.ts";
import { lockDue, openLedgers } from "./night-ledgers.ts";

export const warnOfLots: NightStep = {
  name: "warn_of_lots",
  isAlwaysNoted: true,
  batchSize: 500,
  isNeeded,
  list: (tx, night, portion) => listEndings(tx, night, portion, listLotEndings),
  work: async (tx, night, items) => {
    const members = await lockDue(tx, night, items);
    const readers = members.filter(({ wantsEmail }) => wantsEmail).map(({ id }) => id);
    const endings = await endingsAhead(tx, night, readers);
    const messages = items.flatMap(({ at, memberId }) => {
      const told = endings.get(memberId) ?? [];
      // Who has points that end earlier was told of all at that place of the list.
      return told[0]?.at === at ? [expiryWarning(night, memberId, "age", told)] : [];
    });
    await enqueueMessages(tx, messages);
  },
};

export const warnOfBalances: NightStep = {
  name: "warn_of_balances",
  batchSize: 500,
  isNeeded,
  list: (tx, night, portion) => listEndings(tx, night, portion, listBalanceEndings),
  work: async (tx, night, items) => {
    const members = (await lockDue(tx, night, items)).filter(({ wantsEmail }) => wantsEmail);
    const lots = await loadLots(tx, members);
    const messages = openLedgers(night, { members, lots }).flatMap(({ ledger }) => {
      const { memberId, balanceExpiresAt: at } = ledger;
      const points = ledger.lots
        .filter((lot) => isEndedByBalance(ledger, lot))
        .reduce((sum, lot) => sum + lot.available, 0n);
      if (at === null || points === 0n) return [];
      return [expiryWarning(night, memberId, "inactivity", [{ memberId, at, points }])];
    });
    await enqueueMessages(tx, messages);
  },
};

/** Nights that are caught up are silent; what they would have said, the latest says. */
function isNeeded({ isLatest }: Night): boolean {
  return isLatest;
}

function windowsOf({ current, date, warnedOn, timeZone }: Night): readonly WarningWindow[] {
  const { emails, expiry } = current?.document ?? {};
  const days = emails?.expiryWarning === true && expiry ? expiry.warningDays : [];
  return warningWindows(days, { night: date, after: warnedOn }, timeZone);
}

/** The windows lie apart and in order: they are read one after the other. */
async function listEndings(
  tx: Transaction,
  night: Night,
  { after, limit }: Portion,
  list: (tx: Transaction, range: EndingRange) => Promise<DueItem[]>,
): Promise<DueItem[]> {
  const items: DueItem[] = [];
  for (const window of windowsOf(night)) {
    if (items.length === limit) break;
    if (after && after.at >= window.until) continue;
    const { shopId } = night;
    items.push(...(await list(tx, { shopId, ...window, after, limit: limit - items.length })));
  }
  return items;
}

/** What the night warns the members of, the earliest first. */
async function endingsAhead(
  tx: Transaction,
  night: Night,
  memberIds: readonly string[],
): Promise<Map<string, Ending[]>> {
  const windows = windowsOf(night);
  const [first, last] = [windows[0], windows.at(-1)];
  if (!first || !last) return new Map();
  const span = { from: first.from, until: last.until };
  const ahead = new Map<string, Ending[]>();
  for (const ending of await loadLotEndings(tx, night.shopId, memberIds, span)) {
    const { memberId, at } = ending;
    if (!windows.some(({ from, until }) => from <= at && at < until)) continue;
    ahead.set(memberId, [...(ahead.get(memberId) ?? []), ending]);
  }
  return ahead;
}
