/** @jsxImportSource preact */
// What points can pay for right here.
import { useState } from "preact/hooks";
import type { CheckoutOffer, CheckoutReward } from "../../../widget/contract/checkout.ts";
import type { PointsName } from "../../../widget/contract/money.ts";
import { points, say } from "../../parts/say.ts";
import { valueOf } from "../../parts/value-of.ts";
import { Outcome } from "./outcome.tsx";
import { type Acts, isUnderWay } from "./use-acts.ts";

interface RewardsProps {
  rewards: readonly CheckoutReward[];
  pointsName: PointsName;
  acts: Acts;
}

export const Rewards = ({ rewards, pointsName, acts }: RewardsProps) => {
  if (rewards.length === 0) return null;
  return (
    <s-stack gap="base">
      <s-heading>{say("use_points")}</s-heading>
      {rewards.map((reward) => (
        <Reward key={reward.id} reward={reward} pointsName={pointsName} acts={acts} />
      ))}
    </s-stack>
  );
};

interface RewardProps extends Pick<RewardsProps, "pointsName" | "acts"> {
  reward: CheckoutReward;
}

const Reward = ({ reward: { id, offers }, pointsName, acts }: RewardProps) => {
  const [place, setPlace] = useState(0);
  // Fewer may be left after something was redeemed.
  const offer = offers[place] ?? offers[0];
  if (offer === undefined) return null;
  const doing = { row: id, word: "redeem" };
  const label = say("redeem", { points: points(offer.points, pointsName) });
  return (
    <s-stack gap="small">
      {offers.length > 1 ? (
        <HowMuch
          offers={offers}
          chosen={offers.indexOf(offer)}
          pointsName={pointsName}
          choose={setPlace}
        />
      ) : (
        <s-text type="strong">{offer.name}</s-text>
      )}
      <s-stack direction="inline">
        <s-button
          variant="secondary"
          accessibilityLabel={`${label}: ${offer.name}`}
          loading={isUnderWay(acts.busy, doing)}
          disabled={acts.busy !== null && !isUnderWay(acts.busy, doing)}
          onClick={() => acts.redeem(doing, offer)}
        >
          {label}
        </s-button>
      </s-stack>
      <Outcome told={acts.told} row={id} />
    </s-stack>
  );
};

interface HowMuchProps {
  offers: readonly CheckoutOffer[];
  chosen: number;
  pointsName: PointsName;
  choose: (place: number) => void;
}

const HowMuch = ({ offers, chosen, pointsName, choose }: HowMuchProps) => (
  <s-select
    label={say("how_much")}
    value={String(chosen)}
    onChange={(event) => choose(Number(valueOf(event)))}
  >
    {offers.map((offer, place) => (
      <s-option key={offer.name} value={String(place)}>
        {`${offer.name} – ${points(offer.points, pointsName)}`}
      </s-option>
    ))}
  </s-select>
);
