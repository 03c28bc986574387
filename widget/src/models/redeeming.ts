// From a reward to a working code. Whatever the network does, one decision of the shopper is one redemption:
// the request key stays the same until the shop has given a definite answer.
import type { RewardView } from "../../contract/panel.ts";
import type { RedeemAnswer } from "../../contract/redeem.ts";
import type { PanelCore } from "./panel-model.ts";
import type { Redemption } from "./panel-state.ts";

/** How long to wait before asking again for a code that is on its way; about a minute in all. */
export const POLL_DELAYS_MS = [1_000, 2_000, 3_000, 5_000, 8_000, 13_000, 25_000];

export const createRedeeming = ({
  store,
  adapter,
  keys,
  announce,
  wait,
  accept,
  refresh,
}: PanelCore) => {
  const underWay = new Set<string>();

  /** The shopper may have turned to something else meanwhile: then only the lists change. */
  const showStep = (redemption: Redemption) => {
    const current = store.get().redemption;
    if (current?.reward.id === redemption.reward.id) store.set({ redemption });
  };

  /** Returns whether the answer is the last word. */
  const take = (reward: RewardView, answer: RedeemAnswer): boolean => {
    if (answer.outcome === "refused") {
      // "Later" is not an answer to the decision: it keeps its key.
      if (answer.reason !== "temporarily_unavailable") keys.drop(reward.id);
      showStep({ step: "refused", reward, reason: answer.reason });
      return true;
    }
    const { voucher, balance } = answer;
    accept(voucher, balance);
    if (answer.outcome === "on_its_way" || voucher.code === null) {
      showStep({ step: "waiting", reward });
      return false;
    }
    keys.drop(reward.id);
    announce("regulars:redeemed", {
      code: voucher.code,
      rewardId: reward.id,
      amount: voucher.amount,
    });
    showStep({ step: "issued", reward, voucher });
    return true;
  };

  const follow = async (reward: RewardView, ask: () => Promise<RedeemAnswer>): Promise<void> => {
    try {
      if (take(reward, await ask())) return;
    } catch {
      return showStep({ step: "unanswered", reward });
    }
    for (const delayMs of POLL_DELAYS_MS) {
      await wait(delayMs);
      const answer = await ask().catch(() => undefined);
      if (answer && take(reward, answer)) return;
    }
    showStep({ step: "late", reward });
  };

  return {
    choose(reward: RewardView) {
      const step = underWay.has(reward.id) ? "waiting" : "confirm";
      store.set({ redemption: { step, reward } });
    },
    async confirm() {
      const { redemption } = store.get();
      if (!redemption || underWay.has(redemption.reward.id)) return;
      const { reward } = redemption;
      underWay.add(reward.id);
      store.set({ redemption: { step: "working", reward } });
      const request = { rewardId: reward.id, requestKey: keys.keyFor(reward.id) };
      await follow(reward, () => adapter.redeem(request));
      underWay.delete(reward.id);
      await refresh();
    },
    dismiss() {
      store.set({ redemption: undefined });
    },
  };
};
