/** @jsxImportSource preact */
// How a member stands, for staff: what there is to spend, what waits or is owed, what ends next.
import type { ComponentChildren } from "preact";
import type { PointsName } from "../../../widget/contract/money.ts";
import type { StaffMember } from "../../../widget/contract/staff.ts";
import { day, points, say } from "../say.ts";

export interface StandingProps {
  member: StaffMember;
  pointsName: PointsName;
  /** Beside what there is to spend, and right below it. */
  beside?: ComponentChildren;
  below?: ComponentChildren;
  /** When what waits comes. */
  coming?: ComponentChildren;
  /** What follows. */
  children?: ComponentChildren;
}

export const Standing = (props: StandingProps) => {
  const { member, pointsName, beside, below, coming, children } = props;
  const { balance, ending, tier } = member;
  const { available, pending, shortfall } = balance;
  return (
    <s-stack gap="small">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-heading>{say("available", { points: points(available, pointsName) })}</s-heading>
        {tier?.name && <s-badge>{tier.name}</s-badge>}
        {beside}
      </s-stack>
      {below}
      {pending > 0 && <s-text>{say("pending", { points: points(pending, pointsName) })}</s-text>}
      {coming}
      {shortfall > 0 && (
        <s-text tone="caution">{say("owed", { points: points(shortfall, pointsName) })}</s-text>
      )}
      {ending && (
        <s-text>
          {say("ends", { points: points(ending.points, pointsName), day: day(ending.lastDay) })}
        </s-text>
      )}
      {children}
    </s-stack>
  );
};
