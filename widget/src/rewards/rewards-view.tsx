/** @jsxImportSource preact */
// Rewards to choose from, and the codes that came of earlier ones.
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import { RewardCard } from "../components/reward-card.tsx";
import type { Ui } from "../components/ui.ts";
import type { GivingActions } from "./giving-back.ts";
import { VoucherCard } from "./voucher-card.tsx";

interface RewardsViewProps {
  ui: Ui;
  answer: MemberPanelAnswer;
  giving: GivingActions;
}

export const RewardsView = ({ ui, answer, giving }: RewardsViewProps) => {
  const { program, balance, vouchers } = answer;
  return (
    <>
      {vouchers.length > 0 && (
        <section>
          <h3>{ui.t("vouchers_title")}</h3>
          {vouchers.map((voucher) => (
            <VoucherCard key={voucher.id} ui={ui} voucher={voucher} giving={giving} />
          ))}
        </section>
      )}
      <section>
        <h3>{ui.t("view_rewards")}</h3>
        {program.rewards.map((reward) => (
          <RewardCard key={reward.id} ui={ui} reward={reward} available={balance.available} />
        ))}
        {program.rewards.length === 0 && <p class="quiet">{ui.t("no_rewards")}</p>}
      </section>
    </>
  );
};
