/** @jsxImportSource preact */
// Who has ordered without an account: what the order earns, and how to have it. Shopify makes a
// customer of whoever orders, and the first order makes a member of the customer.
import { useEffect, useState } from "preact/hooks";
import type {
  CheckoutAnswer,
  CheckoutRequest,
  EstimateView,
} from "../../../widget/contract/checkout.ts";
import type { PointsName } from "../../../widget/contract/money.ts";
import { askApp } from "../../parts/ask-app.ts";
import { language } from "../../parts/language.ts";
import { points, say } from "../../parts/say.ts";
import { useCart } from "../../parts/use-cart.ts";
import { host } from "./host.ts";

export const Guest = () => {
  const told = useGuestAnswer();
  const { storefrontUrl, myshopifyDomain } = host().shop;
  const account = new URL("/account", storefrontUrl ?? `https://${myshopifyDomain}`).href;
  return (
    <s-section heading={say("title")}>
      <s-stack gap="base">
        {told?.estimate && (
          <s-paragraph>
            <s-text type="strong">{wouldHaveEarned(told.estimate, told.pointsName)}</s-text>
          </s-paragraph>
        )}
        <s-paragraph>{say("guest")}</s-paragraph>
        <s-button href={account} variant="secondary">
          {say("join")}
        </s-button>
      </s-stack>
    </s-section>
  );
};

/** By what was bought, as the page knows it: an order is told to nobody by its number. */
function useGuestAnswer(): CheckoutAnswer | null {
  const cart = useCart();
  const [told, setTold] = useState<CheckoutAnswer | null>(null);
  useEffect(() => {
    const request: CheckoutRequest = { locale: language(), cart };
    void askApp<CheckoutAnswer>("checkout", request).then(setTold);
  }, []);
  return told;
}

function wouldHaveEarned({ points: count, certainty }: EstimateView, name: PointsName): string {
  const values = { points: points(count, name) };
  switch (certainty) {
    case "exact":
      return say("guest_earned", values);
    case "at_least":
      return say("guest_earned_at_least", values);
    case "up_to":
      return say("guest_earned_up_to", values);
  }
}
