/** @jsxImportSource preact */
// The tile on the till's first screen: what the cart's customer has, and the way to use it.
import type { StaffAnswer } from "../../../widget/contract/staff.ts";
import { points, say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";
import { openScreen, useCartCustomer, useCartDiscounts } from "./host.ts";
import { useQuestion } from "./use-question.ts";

export default async function tile(): Promise<void> {
  show(<Tile />, () => <Labelled subheading="" />);
}

const Tile = () => {
  const customer = useCartCustomer();
  const { answer } = useQuestion<StaffAnswer>("member", customer, useCartDiscounts());
  const subheading = customer === null ? say("join_or_find") : standing(answer);
  return <Labelled subheading={subheading} />;
};

const Labelled = ({ subheading }: { subheading: string }) => (
  <s-tile heading={say("title")} subheading={subheading} onClick={openScreen} />
);

/** Where the app cannot be asked the tile says nothing: the screen behind it does. */
function standing(answer: StaffAnswer | null | undefined): string {
  if (!answer) return "";
  const { member, pointsName } = answer;
  return member === null ? say("not_a_member") : points(member.balance.available, pointsName);
}
