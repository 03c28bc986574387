/** @jsxImportSource preact */
// The block at checkout.
import type {
  EstimateView,
  GuestCheckoutAnswer,
  MemberCheckoutAnswer,
} from "../../../widget/contract/checkout.ts";
import type { PointsName } from "../../../widget/contract/money.ts";
import { Gift } from "../../parts/gift.tsx";
import { points, say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";
import { useSignal } from "../../parts/signal.ts";
import { WithoutApp } from "../../parts/without-app.tsx";
import { wordsOfShop } from "../../parts/words-of-shop.ts";
import { Codes } from "./codes.tsx";
import { host } from "./host.ts";
import { OutcomeOfNoRow } from "./outcome.tsx";
import { Rewards } from "./rewards.tsx";
import { useActs } from "./use-acts.ts";
import { useCheckout } from "./use-checkout.ts";

export default async function checkout(): Promise<void> {
  show(<Checkout />, () => <WithoutApp />, wordsOfShop("checkout"));
}

const Checkout = () => {
  const { answer, refresh } = useCheckout();
  const settings = useSignal(host().settings);
  if (!answer) return <WithoutApp isAsked={answer === undefined} />;
  if (answer.audience === "guest") {
    return settings["hide_for_guests"] === true ? null : <Guest answer={answer} />;
  }
  const isRedeeming = settings["hide_redeeming"] !== true;
  return <Member answer={answer} refresh={refresh} isRedeeming={isRedeeming} />;
};

const Guest = ({ answer: { estimate, pointsName } }: { answer: GuestCheckoutAnswer }) => {
  const { storefrontUrl, myshopifyDomain } = host().shop;
  const account = new URL("/account", storefrontUrl ?? `https://${myshopifyDomain}`).href;
  return (
    <s-section heading={say("title")}>
      <s-stack gap="base">
        {estimate && (
          <s-paragraph>
            <s-text type="strong">{wouldEarn(estimate, pointsName)}</s-text>
          </s-paragraph>
        )}
        <s-paragraph>{say("guest")}</s-paragraph>
        <s-link href={account} target="_blank">
          {say("join")}
        </s-link>
      </s-stack>
    </s-section>
  );
};

interface MemberProps {
  answer: MemberCheckoutAnswer;
  refresh: () => void;
  isRedeeming: boolean;
}

const Member = ({ answer, refresh, isRedeeming }: MemberProps) => {
  const { pointsName, balance, estimate, rewards, missing, vouchers, birthday } = answer;
  const acts = useActs(refresh);
  const { discounts } = useSignal(host().instructions);
  const hasSomething = rewards.length + vouchers.length > 0;
  return (
    <s-section heading={say("title")}>
      <s-stack gap="base">
        <s-stack gap="small" accessibilityRole="status">
          {estimate && (
            <s-paragraph>
              <s-text type="strong">{earns(estimate, pointsName)}</s-text>
            </s-paragraph>
          )}
          <s-paragraph>
            {say("balance", { points: points(balance.available, pointsName) })}
          </s-paragraph>
          <OutcomeOfNoRow told={acts.told} rows={[...vouchers, ...rewards].map(({ id }) => id)} />
        </s-stack>
        {birthday && <Gift card={birthday} />}
        {isRedeeming && missing && <s-paragraph color="subdued">{missing}</s-paragraph>}
        {isRedeeming && hasSomething && !discounts.canUpdateDiscountCodes && (
          <s-paragraph color="subdued">{say("not_here")}</s-paragraph>
        )}
        {isRedeeming && discounts.canUpdateDiscountCodes && (
          <>
            <Codes vouchers={vouchers} acts={acts} />
            <Rewards rewards={rewards} pointsName={pointsName} acts={acts} />
          </>
        )}
      </s-stack>
    </s-section>
  );
};

function earns({ points: count, certainty }: EstimateView, name: PointsName): string {
  const values = { points: points(count, name) };
  switch (certainty) {
    case "exact":
      return say("earns", values);
    case "at_least":
      return say("earns_at_least", values);
    case "up_to":
      return say("earns_up_to", values);
  }
}

function wouldEarn({ points: count, certainty }: EstimateView, name: PointsName): string {
  const values = { points: points(count, name) };
  switch (certainty) {
    case "exact":
      return say("guest_earns", values);
    case "at_least":
      return say("guest_earns_at_least", values);
    case "up_to":
      return say("guest_earns_up_to", values);
  }
}
