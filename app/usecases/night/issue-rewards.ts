// Second step of the night: rewards issue themselves to members who have the points for them,
// before tiers are reviewed and points end. Everything of one member is done in one transaction, so
// that whoever has got something in the night of a day is never looked at again for that day.
import { randomBytes } from "node:crypto";
import { leastPoints } from "../../core/points/points.ts";
import type { AutoIssueTerms } from "../../core/program/auto-issue-terms.ts";
import type { Reward } from "../../core/program/reward-terms.ts";
import { pointsOfNight } from "../../core/rewards/night-points.ts";
import {
  type AutoIssueReward,
  type AutoIssueStanding,
  afterAutoIssue,
  firstDayThatCounts,
  isIssuedOn,
  leastAutoIssuePoints,
  nextAutoIssue,
} from "../../core/rewards/plan-auto-issue.ts";
import { priceOf } from "../../core/rewards/reward-price.ts";
import { tooLate } from "../../core/rewards/too-late.ts";
import { VOUCHER_CODE_BYTES } from "../../core/rewards/voucher-code.ts";
import { autoIssueKey, listMembersWithPoints, loadAutoIssued } from "../../db/auto-issue-store.ts";
import { FIRST_ID } from "../../db/due-store.ts";
import { loadLots } from "../../db/lot-store.ts";
import { newId } from "../../db/new-id.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import { type PublishedProgram, findPublishedProgram } from "../../db/publication-store.ts";
import { lockStocks } from "../../db/reward-stock-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { reserveReward } from "../reserve-reward.ts";
import type { Night, NightStep } from "./night.ts";
import { CALL_SPACING_MS, type OpenLedger, lockDue, openLedgers } from "./night-ledgers.ts";

/** Most vouchers are issued by then, and the mail can say so. */
const MAIL_DELAY_MS = 2 * 60_000;

export const issueRewards: NightStep = {
  name: "auto_issue",
  batchSize: 25,
  isNeeded: (night) => dueRewards(night).length > 0,
  list: async (tx, night, { after, limit }) => {
    const { shopId, at } = night;
    const least = leastAutoIssuePoints(dueRewards(night).map((due) => leastOf(due, night)));
    if (least === null) return [];
    const afterId = after?.memberId ?? FIRST_ID;
    const ids = await listMembersWithPoints(tx, shopId, { least, afterId, limit });
    return ids.map((memberId) => ({ at, memberId, lotId: null }));
  },
  work: async (tx, night, items) => {
    const { shopId, at, date } = night;
    const program = await findPublishedProgram(tx, shopId, at);
    if (program === undefined) return;
    const locked = await lockDue(tx, night, items);
    const lots = await loadLots(tx, locked);
    const ids = locked.map(({ id }) => id);
    const issued = await loadAutoIssued(tx, shopId, ids, firstDayThatCounts(date));
    await lockStocks(
      tx,
      shopId,
      dueRewards(night).map(({ id }) => id),
    );
    const messages: NewMessage[] = [];
    for (const [index, open] of openLedgers(night, { members: locked, lots }).entries()) {
      const before = issued.get(open.member.id) ?? [];
      // What was dealt with once is not dealt with again, whatever came back since.
      if (before.some((one) => one.date === date)) continue;
      const standing = standingOf(night, open, program);
      const delayMs = (night.itemsBefore + index) * CALL_SPACING_MS;
      const issuing = { night, program, open, delayMs };
      const count = await issueAll(tx, issuing, { ...standing, issued: before });
      if (count > 0) messages.push(mailAbout(issuing));
    }
    await enqueueMessages(tx, messages);
  },
};

type AutoReward = Reward & { readonly autoIssue: AutoIssueTerms };

/** Those that may issue themselves in this night, in the order of the program. */
function dueRewards({ current, date, now, timeZone }: Night): readonly AutoReward[] {
  const rewards = current?.document.rewards ?? [];
  return rewards.filter(
    (reward): reward is AutoReward =>
      reward.autoIssue !== null &&
      isIssuedOn(reward.autoIssue, date) &&
      // Where nights were missed, what has passed meanwhile is of no use to anybody.
      tooLate(reward, now, timeZone) === null,
  );
}

/** For whoever pays least. */
function leastOf(reward: AutoReward, { at, timeZone, current }: Night): AutoIssueReward {
  const campaigns = current?.document.rewardCampaigns ?? [];
  const prices = [null, ...reward.tierPrices.map(({ tierId }) => tierId)].map((tierId) =>
    priceOf(reward, { tierId, now: at, timeZone, campaigns }),
  );
  const points = prices.reduce(leastPoints);
  return { rewardId: reward.id, terms: reward.autoIssue, points };
}

function standingOf(
  night: Night,
  { member, ledger }: OpenLedger,
  { document }: PublishedProgram,
): Omit<AutoIssueStanding, "issued"> {
  const { at, date, timeZone } = night;
  const { tierId } = member.tier;
  const price = { tierId, now: at, timeZone, campaigns: document.rewardCampaigns };
  return {
    date,
    available: pointsOfNight(ledger, at),
    rewards: dueRewards(night).map((reward) => ({
      rewardId: reward.id,
      terms: reward.autoIssue,
      points: priceOf(reward, price),
    })),
  };
}

interface Issuing {
  readonly night: Night;
  readonly program: PublishedProgram;
  readonly open: OpenLedger;
  readonly delayMs: number;
}

/** One after the other, each as if the member had asked for it. Answers how many there were. */
async function issueAll(
  tx: Transaction,
  { night, program, open: { member }, delayMs }: Issuing,
  before: AutoIssueStanding,
): Promise<number> {
  const { shopId, at, now, date } = night;
  let standing = before;
  let count = 0;
  for (;;) {
    const next = nextAutoIssue(standing);
    const reward = program.document.rewards.find(({ id }) => id === next?.rewardId);
    if (next === null || reward === undefined) return count;
    const { rewardId, points } = next;
    const place = standing.issued.filter((one) => one.rewardId === rewardId && one.date === date);
    const result = await reserveReward(tx, {
      shopId,
      memberId: member.id,
      tierId: member.tier.tierId,
      customer: null,
      program,
      reward: { ...reward, points },
      choice: null,
      recipient: null,
      requestKey: autoIssueKey(rewardId, date, place.length + 1),
      redemptionId: newId(),
      codeBytes: randomBytes(VOUCHER_CODE_BYTES),
      now,
      night: { at, delayMs },
    });
    if (result.outcome === "accepted") {
      standing = afterAutoIssue(standing, next);
      count += 1;
    } else {
      // What the reward asks for is not met: its points stay, and others may take them.
      const rewards = standing.rewards.filter((other) => other.rewardId !== rewardId);
      standing = { ...standing, rewards };
    }
  }
}

/** One for all that the night issued to the member. */
function mailAbout({ night, open, delayMs }: Issuing): NewMessage {
  const { shopId, date, now: issuedAt } = night;
  const memberId = open.member.id;
  return {
    shopId,
    kind: "send_reward_mail",
    key: `${memberId}/${date}`,
    payload: { memberId, night: date, issuedAt },
    delayMs: delayMs + MAIL_DELAY_MS,
  };
}
