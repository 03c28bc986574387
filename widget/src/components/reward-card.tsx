/** @jsxImportSource preact */
// One reward: what it is, what it costs, how far away it is.
import type { ComponentChildren } from "preact";
import type { RewardView } from "../../contract/panel.ts";
import { rewardTerms } from "./reward-terms.ts";
import type { Ui } from "./ui.ts";

interface RewardCardProps {
  ui: Ui;
  reward: RewardView;
  /** Left out for guests, who have no progress. */
  available?: number;
  /** Said below its small print. */
  children?: ComponentChildren;
}

export const RewardCard = ({ ui, reward, available, children }: RewardCardProps) => {
  const title = ui.reward(reward);
  const terms = rewardTerms(ui, reward);
  const missing = available === undefined ? undefined : reward.points - available;
  return (
    <article class="card">
      <div class="row">
        <h4>{title}</h4>
        <span class="price">{ui.points(reward.points)}</span>
      </div>
      {reward.usual && <p>{reward.usual}</p>}
      {reward.description && <p>{reward.description}</p>}
      {terms && <p>{terms}</p>}
      {children}
      {missing !== undefined && (
        <>
          <progress
            max={reward.points}
            value={Math.min(available ?? 0, reward.points)}
            aria-label={title}
          />
          {reward.barred ? (
            <p>{reward.barred}</p>
          ) : missing > 0 ? (
            <p>{ui.t("to_go", { points: ui.points(missing) })}</p>
          ) : (
            <div class="row">
              <span>{ui.t("within_reach")}</span>
              <button
                class="main"
                aria-label={`${ui.t("redeem")}: ${title}`}
                onClick={() => ui.model.choose(reward)}
              >
                {ui.t("redeem")}
              </button>
            </div>
          )}
        </>
      )}
    </article>
  );
};
