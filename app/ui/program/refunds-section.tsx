// What becomes of points when an order, or the order that used a voucher, is refunded.
import { ChoiceAt } from "./fields.tsx";
import { SectionCard } from "./section-card.tsx";

export function RefundsSection() {
  return (
    <>
      <SectionCard
        title="When a refund takes back spent points"
        about={
          <>
            What an order earned goes back with it: what is still waiting first, then what is left.
            These are the points that the member no longer has.
          </>
        }
      >
        <ChoiceAt
          path="shortfallPolicy"
          title="Spent points"
          titleHidden
          options={[
            {
              value: "repay",
              label: "The next points repay them",
              helpText: "The member sees what is owed. The balance never falls below zero.",
            },
            {
              value: "forgive",
              label: "They are forgiven",
              helpText:
                "Once the voucher is used. Until then they are owed; an unused voucher repays them.",
            },
            {
              value: "pending_only",
              label: "Only waiting points are taken back",
              helpText: "Whatever can be spent already stays with the member.",
            },
          ]}
        />
      </SectionCard>
      <SectionCard title="When an order that used a voucher is refunded">
        <ChoiceAt
          path="returnSpentPoints"
          title="The points of the voucher"
          options={[
            { value: "never", label: "Stay spent" },
            { value: "on_full_refund", label: "Come back when all of the order is refunded" },
            {
              value: "on_full_refund_without_shipping",
              label: "Come back when all of it but shipping is refunded",
            },
          ]}
        />
      </SectionCard>
      <SectionCard title="Refunds as store credit">
        <ChoiceAt
          path="storeCreditRefunds"
          title="What is refunded as store credit"
          options={[
            { value: "taken_back", label: "Takes points back, as every refund does" },
            { value: "kept", label: "Leaves the points with the member" },
          ]}
        />
      </SectionCard>
    </>
  );
}
