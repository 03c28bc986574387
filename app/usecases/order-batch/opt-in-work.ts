// Which of the campaigns that are only for members who joined them the members of a batch had
// joined when they ordered. Asked once for a batch, and only where such a campaign ran.
import { campaignsToJoinAt } from "../../core/earning/opt-in.ts";
import { versionToEarnUnder } from "../../core/earning/order-standing.ts";
import { loadOptIns } from "../../db/campaign-opt-in-store.ts";
import type { OptInQuestion } from "../../db/campaign-opt-in-store.ts";
import type { Sql } from "../../db/pool.ts";
import { timeZoneOf } from "./evaluations.ts";
import { isOpen } from "./foresee.ts";
import type { OrderWork } from "./order-work.ts";

const NONE: ReadonlySet<string> = new Set();

export class OptInWork {
  readonly #joined = new Map<OrderWork, Set<string>>();

  /**
   * The members must be locked: who joins holds the same lock, so that nobody is just about to have
   * joined. What an order was counted with stays, whatever was joined since.
   */
  async load(tx: Sql, works: readonly OrderWork[]): Promise<void> {
    const asked: OrderWork[] = [];
    const questions: OptInQuestion[] = [];
    for (const work of works) {
      const { snapshot } = work.before;
      if (snapshot) {
        if (snapshot.joined.length > 0) this.#joined.set(work, new Set(snapshot.joined));
        continue;
      }
      const ids = campaignsAskedBy(work);
      const at = work.latest.paid?.placedAt;
      if (ids.length === 0 || at === undefined || work.memberId === null) continue;
      for (const campaignId of ids) {
        asked.push(work);
        questions.push({ shopId: work.shopId, memberId: work.memberId, campaignId, at });
      }
    }
    if (questions.length === 0) return;
    const answers = await loadOptIns(tx, questions);
    for (const [index, work] of asked.entries()) {
      const question = questions[index];
      if (!question || answers[index] !== true) continue;
      const joined = this.#joined.get(work) ?? new Set();
      joined.add(question.campaignId);
      this.#joined.set(work, joined);
    }
  }

  joinedFor(work: OrderWork): ReadonlySet<string> {
    return this.#joined.get(work) ?? NONE;
  }
}

/** Nothing where the batch need not evaluate the order with its member at hand. */
function campaignsAskedBy(work: OrderWork): readonly string[] {
  const { latest, terms } = work;
  const version = isOpen(work) ? versionToEarnUnder(latest, terms.periods) : null;
  if (!version || !latest.paid) return [];
  return campaignsToJoinAt(version.document, latest.paid.placedAt, timeZoneOf(work));
}
