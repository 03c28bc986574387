// When earned points can be spent, and when they end.
import { FormLayout } from "@shopify/polaris";
import type { Pending } from "../../core/program/expiry-terms.ts";
import { PolicyFields } from "./expiry-fields.tsx";
import { asKind, ChoiceAt, SelectAt, TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import type { Typed } from "./typed-program.ts";

const blanks: Readonly<Record<Pending["kind"], Typed<Pending>>> = {
  none: { kind: "none" },
  days: { kind: "days", days: "14" },
  fulfilment: { kind: "fulfilment", days: "14" },
  delivery: { kind: "delivery", days: "14", atLatestDays: "60" },
};

export function LifeSection() {
  return (
    <>
      <PendingCard />
      <ExpiryCard />
      <TierExpiryCard />
    </>
  );
}

function PendingCard() {
  const { typed } = useProgramForm();
  const { value, change } = useField("pending");
  const { kind } = typed.pending;
  return (
    <SectionCard
      title="When points can be spent"
      about={
        <>
          Until then they are shown as waiting. A refund takes waiting points first. They are
          released in the night in which the last day has passed.
        </>
      }
    >
      <FormLayout>
        <ChoiceAt
          path="pending.kind"
          title="Points of an order can be spent"
          options={[
            { value: "none", label: "At once" },
            { value: "days", label: "Some days after payment" },
            { value: "fulfilment", label: "Some days after the order is fulfilled" },
            { value: "delivery", label: "Some days after the order is delivered" },
          ]}
          onChoose={(choice) => change(asKind(value, blanks[choice as Pending["kind"]]))}
        />
        {kind !== "none" && (
          <FormLayout.Group>
            <TextAt path="pending.days" label="Wait" suffix="days" holds="whole" />
            {kind === "delivery" && (
              <TextAt
                path="pending.atLatestDays"
                label="At the latest"
                suffix="days after payment"
                holds="whole"
                helpText="Not every parcel reports its arrival."
              />
            )}
          </FormLayout.Group>
        )}
      </FormLayout>
    </SectionCard>
  );
}

function ExpiryCard() {
  return (
    <SectionCard title="When points end">
      <FormLayout>
        <PolicyFields path="expiry.policy" />
        <TextAt
          path="expiry.warningDays"
          label="Warn members before, by days"
          helpText="Such as 30, 7: once a month and once a week before. Empty for never."
        />
        <ChoiceAt
          path="expiry.appliesTo"
          title="Points that members have already"
          options={[
            { value: "new_points", label: "Keep the terms under which they were earned" },
            {
              value: "all_points",
              label: "Follow these terms, too",
              helpText: "Their end is worked out anew when this version comes into force.",
            },
          ]}
        />
      </FormLayout>
    </SectionCard>
  );
}

function TierExpiryCard() {
  const { typed } = useProgramForm();
  const tiers = typed.tiers?.list ?? [];
  if (tiers.length === 0 && typed.expiry.byTier.length === 0) return null;
  return <TierExpiry tiers={tiers} />;
}

function TierExpiry({ tiers }: { tiers: readonly { id: string; name: string }[] }) {
  const { typed } = useProgramForm();
  const free = tiers.find(({ id }) => typed.expiry.byTier.every(({ tierId }) => tierId !== id));
  return (
    <SectionCard
      title="Other terms for some tiers"
      about="When a member's tier changes, the ends of their points are worked out again."
    >
      <ItemList
        path="expiry.byTier"
        noun="tier with other terms"
        items={typed.expiry.byTier.map(({ tierId }, index) => ({
          id: `${index}-${tierId}`,
          title: tiers.find(({ id }) => id === tierId)?.name ?? tierId,
          summary: null,
        }))}
        nothingYet="The same terms for everyone."
        blank={() => ({ tierId: free?.id ?? tiers[0]?.id ?? "", policy: { kind: "never" } })}
        fields={(item) => (
          <FormLayout>
            <TierSelect path={`${item}.tierId`} tiers={tiers} />
            <PolicyFields path={`${item}.policy`} />
          </FormLayout>
        )}
      />
    </SectionCard>
  );
}

function TierSelect(props: { path: string; tiers: readonly { id: string; name: string }[] }) {
  const options = props.tiers.map(({ id, name }) => ({ value: id, label: name || id }));
  return <SelectAt path={props.path} label="Members in" options={options} />;
}
