/** @jsxImportSource preact */
// Everything that points become: what it is, what it costs, how far away it is, and the way to it.
import type { MemberPanelAnswer, RewardView } from "../../../widget/contract/panel.ts";
import { reasonOf } from "../../../widget/src/components/next-reward.tsx";
import { rewardTerms } from "../../../widget/src/components/reward-terms.ts";
import { capitalised } from "../../parts/capitalised.ts";
import { Redemption } from "./redemption.tsx";
import { Tile, Tiles } from "./tiles.tsx";
import type { Ui } from "./ui.ts";

interface RewardsProps {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Rewards = ({ ui, answer }: RewardsProps) => {
  const { rewards } = answer.program;
  const { redemption } = ui.state;
  // A reward that is gone meanwhile is still being talked about.
  const isListed = rewards.some(({ id }) => id === redemption?.reward.id);
  return (
    <s-section heading={ui.t("view_rewards")}>
      <s-stack gap="base">
        {redemption && !isListed && <Redemption ui={ui} answer={answer} redemption={redemption} />}
        <Tiles>
          {rewards.map((reward) => (
            <Tile key={reward.id}>
              <Reward ui={ui} answer={answer} reward={reward} />
            </Tile>
          ))}
        </Tiles>
        {rewards.length === 0 && <s-paragraph color="subdued">{ui.t("no_rewards")}</s-paragraph>}
      </s-stack>
    </s-section>
  );
};

interface RewardProps extends RewardsProps {
  reward: RewardView;
}

const Reward = ({ ui, answer, reward }: RewardProps) => {
  const { redemption } = ui.state;
  const title = ui.reward(reward);
  const terms = rewardTerms(ui, reward);
  const { next, balance } = answer;
  const { available } = balance;
  return (
    <s-stack gap="small">
      <s-stack direction="inline" gap="base" justifyContent="space-between">
        <s-heading>{title}</s-heading>
        <s-badge>{ui.points(reward.points)}</s-badge>
      </s-stack>
      {reward.usual && <s-paragraph>{reward.usual}</s-paragraph>}
      {reward.description && <s-paragraph>{reward.description}</s-paragraph>}
      {terms && <s-paragraph color="subdued">{capitalised(terms, ui.lang)}</s-paragraph>}
      {next?.rewardId === reward.id && (
        <s-paragraph>
          <s-badge>{ui.t("next_reward")}</s-badge> {reasonOf(ui, next)}
        </s-paragraph>
      )}
      <s-progress
        max={reward.points}
        value={Math.min(available, reward.points)}
        accessibilityLabel={title}
      />
      {redemption?.reward.id === reward.id ? (
        <Redemption ui={ui} answer={answer} redemption={redemption} />
      ) : (
        <Reach ui={ui} reward={reward} missing={reward.points - available} />
      )}
    </s-stack>
  );
};

const Reach = ({ ui, reward, missing }: { ui: Ui; reward: RewardView; missing: number }) => {
  if (reward.barred) return <s-paragraph>{reward.barred}</s-paragraph>;
  if (missing > 0) {
    return <s-paragraph>{ui.t("to_go", { points: ui.points(missing) })}</s-paragraph>;
  }
  const redeem = ui.t("redeem");
  return (
    <s-button
      variant="secondary"
      accessibilityLabel={`${redeem}: ${ui.reward(reward)}`}
      onClick={() => ui.model.choose(reward)}
    >
      {redeem}
    </s-button>
  );
};
