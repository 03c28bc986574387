/** @jsxImportSource preact */
// What the member's points buy at the till.
import type { TillOffer } from "../../../widget/contract/till.ts";
import { say } from "../../parts/say.ts";
import { Outcome } from "./outcome.tsx";
import { lineOf } from "./redeem.ts";
import type { TillState } from "./use-till.ts";

export const Offers = ({ offers, till }: { offers: TillOffer[]; till: TillState }) => (
  <s-section heading={say("offers")}>
    {offers.length === 0 ? (
      <s-text color="subdued">{say("no_offers")}</s-text>
    ) : (
      <s-stack gap="large">
        {offers.map((offer) => (
          <Offer key={lineOf(offer)} offer={offer} till={till} />
        ))}
      </s-stack>
    )}
  </s-section>
);

const Offer = ({ offer, till }: { offer: TillOffer; till: TillState }) => {
  const { title, cost, details, barred } = offer;
  return (
    <s-stack gap="small">
      <s-text type="strong">{say("priced", { title, cost })}</s-text>
      {details !== "" && <s-text color="subdued">{details}</s-text>}
      {barred !== null && <s-text color="subdued">{barred}</s-text>}
      <s-button
        disabled={barred !== null || (till.busy !== null && till.busy !== lineOf(offer))}
        loading={till.busy === lineOf(offer)}
        onClick={() => till.take(offer)}
      >
        {say("redeem", { title })}
      </s-button>
      <Outcome message={till.message} line={lineOf(offer)} />
    </s-stack>
  );
};
