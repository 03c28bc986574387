/** @jsxImportSource preact */
// What was redeemed, with what can be done with it: copy, apply, or give back for its points.
import type { MemberPanelAnswer } from "../../../widget/contract/panel.ts";
import type { VoucherView } from "../../../widget/contract/voucher.ts";
import type { GivingBack } from "../../../widget/src/models/panel-state.ts";
import { Code } from "./code.tsx";
import { Tile, Tiles } from "./tiles.tsx";
import type { Ui } from "./ui.ts";

interface VouchersProps {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Vouchers = ({ ui, answer: { vouchers } }: VouchersProps) =>
  vouchers.length === 0 ? null : (
    <s-section heading={ui.t("vouchers_title")}>
      <Tiles>
        {vouchers.map((voucher) => (
          <Tile key={voucher.id}>
            <Voucher ui={ui} voucher={voucher} />
          </Tile>
        ))}
      </Tiles>
    </s-section>
  );

interface VoucherProps {
  ui: Ui;
  voucher: VoucherView;
}

const Voucher = ({ ui, voucher }: VoucherProps) => {
  const { t, model, state: page } = ui;
  const { id, state, note, code, minimum, lastDay } = voucher;
  const givingBack = page.givingBack?.voucherId === id ? page.givingBack : undefined;
  const isOpen = state === "issued" && Boolean(code ?? note);
  const terms = [
    t(`state_${state}`),
    isOpen && minimum && t("minimum", { amount: ui.money(minimum) }),
    isOpen && lastDay && t("valid_until", { date: ui.date(lastDay) }),
  ];
  return (
    <s-stack gap="small">
      <s-heading>{ui.reward(voucher)}</s-heading>
      <s-paragraph color="subdued">{note ?? terms.filter(Boolean).join(" · ")}</s-paragraph>
      {isOpen && <Code ui={ui} voucher={voucher} />}
      {voucher.cancellable && !givingBack && (
        <s-link onClick={() => model.askToGiveBack(id)}>{t("give_back")}</s-link>
      )}
      {givingBack && <Question ui={ui} voucher={voucher} givingBack={givingBack} />}
    </s-stack>
  );
};

interface QuestionProps extends VoucherProps {
  givingBack: GivingBack;
}

const Question = ({ ui, voucher, givingBack }: QuestionProps) => {
  const { t, model } = ui;
  const { step } = givingBack;
  const isRefused = step === "refused";
  return (
    <s-stack gap="small">
      <s-stack accessibilityRole="status">
        <s-paragraph>
          {isRefused
            ? t(`refused_${givingBack.reason}`)
            : step === "unanswered"
              ? t("unanswered_body")
              : t("give_back_title", { points: ui.points(voucher.points) })}
        </s-paragraph>
      </s-stack>
      <s-stack direction="inline" gap="base">
        <s-button variant="secondary" disabled={step === "working"} onClick={model.keepVoucher}>
          {t(isRefused ? "done" : "keep")}
        </s-button>
        {!isRefused && (
          <s-button
            variant="primary"
            loading={step === "working"}
            onClick={() => void model.giveBack()}
          >
            {t("give_back_confirm")}
          </s-button>
        )}
      </s-stack>
    </s-stack>
  );
};
