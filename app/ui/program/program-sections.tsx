// One section of the program's form.
import type { ComponentType } from "react";
import { BasicsSection } from "./basics-section.tsx";
import { CampaignsSection } from "./campaigns-section.tsx";
import { EmailsSection } from "./emails-section.tsx";
import { LifeSection } from "./life-section.tsx";
import { LimitsSection } from "./limits-section.tsx";
import { ProductsSection } from "./products-section.tsx";
import { RefundsSection } from "./refunds-section.tsx";
import { RewardCampaignsSection } from "./reward-campaigns-section.tsx";
import { RewardsSection } from "./rewards-section.tsx";
import { RulesSection } from "./rules-section.tsx";
import type { SectionId } from "./sections.ts";
import { TiersSection } from "./tiers-section.tsx";

const sections: Readonly<Record<SectionId, ComponentType>> = {
  basics: BasicsSection,
  rewards: RewardsSection,
  prices: RewardCampaignsSection,
  limits: LimitsSection,
  products: ProductsSection,
  rules: RulesSection,
  campaigns: CampaignsSection,
  life: LifeSection,
  refunds: RefundsSection,
  tiers: TiersSection,
  emails: EmailsSection,
};

export function ProgramSection({ section }: { section: SectionId }) {
  const Section = sections[section];
  return <Section />;
}
