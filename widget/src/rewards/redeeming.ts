// From a reward to a working code. Whatever the network does, one decision of the shopper is one
// redemption: the request key stays the same until the shop has given a definite answer.
import type { RewardView } from "../../contract/panel.ts";
import type { FriendGiven, RedeemAnswer } from "../../contract/redeem.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Choice, ChosenReward, Redemption } from "../models/panel-state.ts";
import type { RequestKeys } from "../request-keys.ts";

/** How long to wait before asking again for a code that is on its way; about a minute in all. */
const POLL_DELAYS_MS = [1_000, 2_000, 3_000, 5_000, 8_000, 13_000, 25_000];

export interface RedeemingPorts {
  keys: RequestKeys;
  wait: (delayMs: number) => Promise<void>;
}

export type RedeemingActions = ReturnType<typeof createRedeeming>;
type Redeeming = PanelCore & RedeemingPorts;

export const createRedeeming = (shared: PanelCore, ports: RedeemingPorts) => {
  const core = { ...shared, ...ports };
  const { store, adapter, keys, refresh } = core;
  const underWay = new Set<string>();
  return {
    choose: (reward: RewardView, choice?: Choice) => {
      const step = underWay.has(reward.id) ? "waiting" : "confirm";
      store.set({ redemption: { step, reward: chosen(reward, choice) } });
      void core.bring("rewards");
    },
    confirm: async (friend?: FriendGiven) => {
      const { redemption } = store.get();
      if (!redemption || underWay.has(redemption.reward.id)) return;
      const reward = { ...redemption.reward, friend: friend ?? redemption.reward.friend };
      underWay.add(reward.id);
      store.set({ redemption: { step: "working", reward } });
      const { id: rewardId, points, percent, amount, steps, variantId } = reward;
      const amountMinor = amount && amount.amountMinor;
      const requestKey = keys.keyFor(rewardId);
      const request = {
        rewardId,
        points,
        amountMinor,
        percent,
        requestKey,
        steps,
        variantId,
        friend: reward.friend,
      };
      await follow(core, reward, () => adapter.redeem(request));
      underWay.delete(rewardId);
      await refresh();
    },
    dismiss: () => store.set({ redemption: undefined }),
  };
};

/** So many steps of the slider are so much off; a variant is called by its name. */
const chosen = (reward: RewardView, choice?: Choice): ChosenReward => {
  const { slider, variants, gift } = reward;
  if (gift) return { ...reward, isGift: !gift.choice || choice === true };
  const variant = variants?.find(({ id }) => id === choice) ?? variants?.[0];
  if (variant) return { ...reward, name: variant.name, variantId: variant.id };
  if (!slider) return reward;
  const steps = Number(choice ?? slider.least);
  const { points, amount } = slider;
  return {
    ...reward,
    kind: "amount_off",
    name: null,
    points: points * steps,
    amount: { ...amount, amountMinor: amount.amountMinor * steps },
    steps,
  };
};

/**
 * Asks until there is a last word. A first failure is told at once; a failing poll is only one poll
 * less.
 */
const follow = async (core: Redeeming, reward: ChosenReward, ask: () => Promise<RedeemAnswer>) => {
  try {
    if (take(core, reward, await ask())) return;
  } catch {
    return showStep(core, { step: "unanswered", reward });
  }
  for (const delayMs of POLL_DELAYS_MS) {
    await core.wait(delayMs);
    const taken = ask().then((answer) => take(core, reward, answer));
    if (await taken.catch(() => false)) return;
  }
  showStep(core, { step: "late", reward });
};

/** Returns whether the answer is the last word. */
const take = (core: Redeeming, reward: ChosenReward, answer: RedeemAnswer): boolean => {
  const { keys, announce, accept } = core;
  if (answer.outcome === "refused") {
    // "Later" is not an answer to the decision: it keeps its key.
    if (answer.reason !== "temporarily_unavailable") keys.drop(reward.id);
    showStep(core, { ...answer, step: "refused", reward });
    return true;
  }
  const { voucher, balance } = answer;
  const { code, amount, state, note } = voucher;
  accept(voucher, balance);
  if (answer.outcome === "on_its_way") {
    showStep(core, { step: "waiting", reward });
    return false;
  }
  keys.drop(reward.id);
  if (state !== "issued" || !(code ?? note)) {
    // A key kept since an earlier visit: its code has been used or given back meanwhile.
    showStep(core, { step: "refused", reward, reason: "request_key_reused" });
    return true;
  }
  // What has a note is no voucher: the code of a gift card is money for whoever listens.
  announce("regulars:redeemed", { code: note ? null : code, rewardId: reward.id, amount });
  showStep(core, { step: "issued", reward, voucher });
  return true;
};

/** The shopper may have turned to something else meanwhile: then only the lists change. */
const showStep = ({ store }: PanelCore, redemption: Redemption) => {
  if (store.get().redemption?.reward.id === redemption.reward.id) store.set({ redemption });
};
