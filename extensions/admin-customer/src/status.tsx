/** @jsxImportSource preact */
// How a member stands: what there is to spend, what waits or is owed, the tier, and what ends next.
import type { PointsName } from "../../../widget/contract/money.ts";
import type { ComingView } from "../../../widget/contract/panel.ts";
import type { StaffMember } from "../../../widget/contract/staff.ts";
import { day, points, say } from "../../parts/say.ts";

interface StatusProps {
  member: StaffMember;
  pointsName: PointsName;
}

export const Status = ({ member, pointsName }: StatusProps) => {
  const { id, balance, coming, ending, tier, joinedOn } = member;
  const { available, pending, shortfall } = balance;
  return (
    <s-stack gap="small">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-heading>{say("available", { points: points(available, pointsName) })}</s-heading>
        {tier?.name && <s-badge>{tier.name}</s-badge>}
      </s-stack>
      {pending > 0 && <s-text>{say("pending", { points: points(pending, pointsName) })}</s-text>}
      {coming.map((group) => (
        <s-text color="subdued" key={`${group.after} ${group.days} ${group.on}`}>
          {comingInWords(group, pointsName)}
        </s-text>
      ))}
      {tier?.keep && <s-text>{say("tier_until", { day: day(tier.keep.lastDay) })}</s-text>}
      {shortfall > 0 && (
        <s-text tone="caution">{say("owed", { points: points(shortfall, pointsName) })}</s-text>
      )}
      {ending !== null && (
        <s-text>
          {say("ends", { points: points(ending.points, pointsName), day: day(ending.lastDay) })}
        </s-text>
      )}
      <s-text color="subdued">{say("joined", { day: day(joinedOn) })}</s-text>
      <s-link href={`app:app/members/${id}`}>{say("open_in_app")}</s-link>
    </s-stack>
  );
};

/** Shipping is on no day that is known. */
function comingInWords({ points: count, after, on }: ComingView, name: PointsName): string {
  const values = { points: points(count, name) };
  if (on === null) return say("coming_shipping", values);
  return say(after === "date" ? "coming_date" : "coming_delivery", { ...values, day: day(on) });
}
