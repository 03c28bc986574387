/** @jsxImportSource preact */
// How a member stands, in as few lines as a till has room for.
import type { PointsName } from "../../../widget/contract/money.ts";
import type { StaffMember } from "../../../widget/contract/staff.ts";
import { day, points, say } from "../../parts/say.ts";

interface StandingProps {
  member: StaffMember;
  pointsName: PointsName;
}

export const Standing = ({ member, pointsName }: StandingProps) => {
  const { balance, ending, tier } = member;
  const { available, pending, shortfall } = balance;
  return (
    <s-stack gap="small">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-heading>{say("available", { points: points(available, pointsName) })}</s-heading>
        {tier?.name && <s-badge>{tier.name}</s-badge>}
      </s-stack>
      {pending > 0 && <s-text>{say("pending", { points: points(pending, pointsName) })}</s-text>}
      {shortfall > 0 && (
        <s-text tone="caution">{say("owed", { points: points(shortfall, pointsName) })}</s-text>
      )}
      {ending && (
        <s-text>
          {say("ends", { points: points(ending.points, pointsName), day: day(ending.lastDay) })}
        </s-text>
      )}
    </s-stack>
  );
};
