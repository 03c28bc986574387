/** @jsxImportSource preact */
// One code with what can be done with it: copy, apply, or give back for its points.
import type { VoucherView } from "../../contract/voucher.ts";
import type { GivingBack } from "../models/panel-state.ts";
import { CodeBox } from "./code-box.tsx";
import type { Ui } from "../components/ui.ts";
import type { GivingActions } from "./giving-back.ts";

interface VoucherCardProps {
  ui: Ui;
  voucher: VoucherView;
  giving: GivingActions;
}

export const VoucherCard = ({ ui, voucher, giving }: VoucherCardProps) => {
  const { t } = ui;
  const givingBack =
    ui.state.givingBack?.voucherId === voucher.id ? ui.state.givingBack : undefined;
  const { state, code, lastDay, minimum, note } = voucher;
  const isOpen = state === "issued" && !!(code ?? note);
  const terms = [
    t(`state_${state}`),
    isOpen && minimum && t("minimum", { amount: ui.money(minimum) }),
    isOpen && lastDay && t("valid_until", { date: ui.date(lastDay) }),
  ];
  return (
    <article class={isOpen ? "card" : "card closed"}>
      <h4>{ui.reward(voucher)}</h4>
      <p>{note ?? terms.filter(Boolean).join(" · ")}</p>
      {isOpen && code && <CodeBox ui={ui} code={code} isDiscount={voucher.kind !== "gift_card"} />}
      {voucher.cancellable && !givingBack && (
        <button class="plain" onClick={() => giving.askToGiveBack(voucher.id)}>
          {t("give_back")}
        </button>
      )}
      {givingBack && <Question {...{ ui, voucher, giving, givingBack }} />}
    </article>
  );
};

interface QuestionProps extends VoucherCardProps {
  givingBack: GivingBack;
}

const Question = ({ ui, voucher, giving, givingBack }: QuestionProps) => {
  const { t } = ui;
  const isWorking = givingBack.step === "working";
  const isRefused = givingBack.step === "refused";
  return (
    <div class="question">
      <p role="status">
        {givingBack.step === "refused"
          ? t(`refused_${givingBack.reason}`)
          : givingBack.step === "unanswered"
            ? t("unanswered_body")
            : t("give_back_title", { points: ui.points(voucher.points) })}
      </p>
      <div class="row">
        <button class="plain" disabled={isWorking} onClick={giving.keepVoucher}>
          {t(isRefused ? "done" : "keep")}
        </button>
        {!isRefused && (
          <button class="main" disabled={isWorking} onClick={giving.giveBack}>
            {t(isWorking ? "working" : "give_back_confirm")}
          </button>
        )}
      </div>
    </div>
  );
};
