// Which e-mails members get.
import { BlockStack } from "@shopify/polaris";
import { SwitchAt } from "./fields.tsx";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";

export function EmailsSection() {
  const { typed } = useProgramForm();
  const points = typed.pointsName.other || "points";
  return (
    <SectionCard title="E-mails" about="Never to members who opted out.">
      <BlockStack gap="200">
        <SwitchAt
          path="emails.orderEarned"
          label="Tell members what an order earned"
          helpText="Once per order, never for test orders."
        />
        <SwitchAt
          path="emails.expiryWarning"
          label={`Warn members before ${points} end`}
          helpText="On the days set under Release and expiry, once for each date."
        />
        <SwitchAt path="emails.tierChanged" label="Tell members of a new tier" />
        <SwitchAt
          path="emails.tierNotice"
          label="Tell members before a tier ends"
          helpText="On the days set under Tiers."
        />
        <SwitchAt path="emails.tierInvitation" label="Tell members who are invited to a tier" />
        <SwitchAt
          path="emails.rewardIssued"
          label="Tell members of rewards that issued themselves"
          helpText="One e-mail for all of a night."
        />
        <SwitchAt
          path="emails.birthday"
          label="Tell members of their birthday gift"
          helpText="On the day, with the code of a voucher."
        />
        <SwitchAt
          path="emails.pointsReturned"
          label={`Tell members of ${points} that come back without their doing`}
          helpText="When a voucher ends unused or is deleted, and when an order is refunded."
        />
      </BlockStack>
    </SectionCard>
  );
}
