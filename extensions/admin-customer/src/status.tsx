/** @jsxImportSource preact */
// How a member stands, with what only the admin has room for: when points come, how long the tier
// lasts, since when they are there, and the way to their page in the app.
import type { PointsName } from "../../../widget/contract/money.ts";
import type { ComingView } from "../../../widget/contract/panel.ts";
import { day, points, say } from "../../parts/say.ts";
import { inDays } from "./host.ts";
import { Standing, type StandingProps } from "../../parts/staff/standing.tsx";

export const Status = (props: Omit<StandingProps, "coming" | "children">) => {
  const { member, pointsName } = props;
  const { id, coming, tier, joinedOn } = member;
  return (
    <Standing
      {...props}
      coming={coming.map((group) => (
        <s-text color="subdued" key={`${group.after} ${group.days} ${group.on}`}>
          {comingInWords(group, pointsName)}
        </s-text>
      ))}
    >
      {tier?.keep && <s-text>{say("tier_until", { day: day(tier.keep.lastDay) })}</s-text>}
      <s-text color="subdued">{say("joined", { day: day(joinedOn) })}</s-text>
      <s-link href={`app:app/members/${id}`}>{say("open_in_app")}</s-link>
    </Standing>
  );
};

/** As the panel tells it. Shipping is on no day that is known. */
function comingInWords({ points: count, after, days, on }: ComingView, name: PointsName): string {
  const values = { points: points(count, name) };
  if (on === null) {
    if (days === 0) return say("coming_shipping", values);
    return say("coming_days_after_shipping", { ...values, days: inDays(days) });
  }
  const dated = { ...values, day: day(on) };
  if (after === "date") return say("coming_date", dated);
  if (days === 0) return say("coming_delivery", dated);
  return say("coming_days_after_delivery", { ...dated, days: inDays(days) });
}
