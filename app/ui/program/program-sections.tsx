// One section of the program's form.
import type { ComponentType } from "react";
import { ActivityNoticeSection } from "./activity-notice-section.tsx";
import { BasicsSection } from "./basics-section.tsx";
import { BirthdaySection } from "./birthday-section.tsx";
import { CampaignsSection } from "./campaigns-section.tsx";
import { EmailsSection } from "./emails-section.tsx";
import { LifeSection } from "./life-section.tsx";
import { LimitsSection } from "./limits-section.tsx";
import { ProductsSection } from "./products-section.tsx";
import { ReferralSection } from "./referral-section.tsx";
import { RefundsSection } from "./refunds-section.tsx";
import { RewardCampaignsSection } from "./reward-campaigns-section.tsx";
import { RewardsSection } from "./rewards-section.tsx";
import { RulesSection } from "./rules-section.tsx";
import type { SectionId } from "./sections.ts";
import { SurveySection } from "./survey-section.tsx";
import { TextsSection } from "./texts-section.tsx";
import { TiersSection } from "./tiers-section.tsx";
import { WaysToEarnSection } from "./ways-to-earn-section.tsx";

const sections: Readonly<Record<SectionId, ComponentType>> = {
  basics: BasicsSection,
  rewards: RewardsSection,
  prices: RewardCampaignsSection,
  limits: LimitsSection,
  products: ProductsSection,
  rules: RulesSection,
  campaigns: CampaignsSection,
  ways: WaysToEarnSection,
  life: LifeSection,
  refunds: RefundsSection,
  birthdays: BirthdaySection,
  referral: ReferralSection,
  tiers: TiersSection,
  survey: SurveySection,
  notice: ActivityNoticeSection,
  emails: EmailsSection,
  texts: TextsSection,
};

export function ProgramSection({ section }: { section: SectionId }) {
  const Section = sections[section];
  return <Section />;
}
