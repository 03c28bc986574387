/** @jsxImportSource preact */
// The block on the page after checkout.
import type { PointsName } from "../../../widget/contract/money.ts";
import type { MemberThankYouAnswer, OrderPointsView } from "../../../widget/contract/thank-you.ts";
import { Gift } from "../../parts/gift.tsx";
import { OwnLink } from "../../parts/own-link.tsx";
import { points, say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";
import { useSignal } from "../../parts/signal.ts";
import { WithoutApp } from "../../parts/without-app.tsx";
import { wordsOfShop } from "../../parts/words-of-shop.ts";
import { Guest } from "./guest.tsx";
import { host } from "./host.ts";
import { Survey } from "./survey.tsx";
import { useThankYou } from "./use-thank-you.ts";

export default async function thankYou(): Promise<void> {
  show(<ThankYou />, () => <WithoutApp />, wordsOfShop("thank-you"));
}

const ThankYou = () => {
  const answer = useThankYou();
  if (!answer) return <WithoutApp isAsked={answer === undefined} />;
  return answer.audience === "guest" ? <Guest /> : <Member answer={answer} />;
};

const Member = ({ answer }: { answer: MemberThankYouAnswer }) => {
  const settings = useSignal(host().settings);
  const { pointsName, balance, order, birthday, referral, survey } = answer;
  const isShown = (key: string) => settings[key] !== true;
  return (
    <s-stack gap="large">
      <s-section heading={say("title")}>
        <s-stack gap="small" accessibilityRole="status">
          {order && <Order order={order} name={pointsName} />}
          <s-paragraph>
            {say("balance", { points: points(balance.available, pointsName) })}
          </s-paragraph>
        </s-stack>
      </s-section>
      {birthday && isShown("hide_birthday") && <Gift card={birthday} />}
      {referral && isShown("hide_referral") && <OwnLink referral={referral} />}
      {survey && isShown("hide_question") && <Survey card={survey} />}
    </s-stack>
  );
};

type OrderProps = { order: OrderPointsView; name: PointsName };

const Order = ({ order, name }: OrderProps) => {
  if (order.state === "counting") return <s-paragraph>{say("counting")}</s-paragraph>;
  const { points: earned, waits } = order;
  if (earned <= 0) return null;
  return (
    <>
      <s-paragraph>
        <s-text type="strong">{say("earned", { points: points(earned, name) })}</s-text>
      </s-paragraph>
      {waits && <s-paragraph color="subdued">{waits}</s-paragraph>}
    </>
  );
};
