// What every program has: the rate, what counts, and what points are called.
import { BlockStack, FormLayout } from "@shopify/polaris";
import { formatMoney } from "../format.ts";
import { ChoiceAt, SwitchAt, TextAt } from "./fields.tsx";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";

export function BasicsSection() {
  return (
    <>
      <EarningCard />
      <CountsCard />
      <SectionCard title="What your points are called">
        <FormLayout>
          <FormLayout.Group>
            <TextAt path="pointsName.one" label="One" placeholder="Point" />
            <TextAt path="pointsName.other" label="Several" placeholder="Points" />
          </FormLayout.Group>
        </FormLayout>
      </SectionCard>
    </>
  );
}

function EarningCard() {
  const { currency } = useProgramForm();
  return (
    <SectionCard title="How orders earn">
      <FormLayout>
        <FormLayout.Group>
          <TextAt
            path="earning.pointsPerUnit"
            label={`Points per ${formatMoney("1", currency)} spent`}
            holds="decimal"
          />
          <TextAt
            path="earning.minimumOrderMinor"
            label="Least order that earns"
            holds="amount"
            placeholder="No minimum"
          />
        </FormLayout.Group>
        <ChoiceAt
          path="rounding"
          title="Fractions of a point, once per order"
          options={[
            { value: "floor", label: "Are dropped" },
            { value: "half_up", label: "Are rounded to the nearest" },
            { value: "ceiling", label: "Are rounded up" },
          ]}
        />
      </FormLayout>
    </SectionCard>
  );
}

function CountsCard() {
  return (
    <SectionCard
      title="What counts of an order"
      about="Tips, test orders and lines of excluded products never earn."
    >
      <BlockStack gap="100">
        <SwitchAt path="earning.taxIncluded" label="Tax earns points" />
        <SwitchAt path="earning.shippingIncluded" label="Shipping earns points" />
        <SwitchAt
          path="earning.discountsDeducted"
          label="Discounts lower what counts"
          helpText="Off: prices before discounts count."
        />
        <SwitchAt
          path="earning.vouchersDeducted"
          label="Loyalty vouchers lower what counts, as other discounts do"
        />
        <SwitchAt
          path="earning.giftCardsIncluded"
          label="Buying a gift card earns points"
          helpText="What the gift card later pays for is the next setting."
        />
        <SwitchAt
          path="earning.giftCardPaymentsIncluded"
          label="What a gift card pays for earns points"
        />
        <SwitchAt
          path="earning.storeCreditPaymentsIncluded"
          label="What store credit pays for earns points"
        />
      </BlockStack>
    </SectionCard>
  );
}
