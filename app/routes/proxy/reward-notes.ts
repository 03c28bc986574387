// What the panel says beside a reward: for whom it is, and what it costs at other times.
import type { RewardView } from "../../../widget/contract/panel.ts";
import { audienceTiers, customerQuestion } from "../../core/rewards/reward-audience.ts";
import type { Panel } from "../../queries/panel.ts";
import { audienceSentence, usualSentence } from "./condition-sentences.ts";
import type { Voice } from "./voice.ts";

/** Where the reward is barred by a tier, that says already for whom it is. */
export function withNotes(
  view: RewardView,
  { document, usual, unmet }: Pick<Panel, "document" | "usual" | "unmet">,
  voice: Voice,
): RewardView {
  const reward = document.rewards.find(({ id }) => id === view.id);
  if (reward === undefined) return view;
  const { audience } = reward;
  const isBarred = unmet.get(view.id)?.reason === "wrong_tier";
  const tiers = isBarred ? [] : audienceTiers(audience, document.tiers);
  const isLookedUp = customerQuestion(audience) !== null;
  const forWhom = audienceSentence({ tiers, isLookedUp }, voice);
  const otherwise = usual.get(view.id) ?? 0n;
  return {
    ...view,
    description: [view.description, forWhom].filter((text) => text !== "").join(" "),
    ...(otherwise > BigInt(view.points) && {
      usual: usualSentence(otherwise, document.pointsName, voice),
    }),
  };
}
