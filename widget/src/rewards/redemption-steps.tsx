/** @jsxImportSource preact */
// From "redeem?" to the code, one quiet screen per step. Each step takes the focus to its heading.
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import type { FriendGiven } from "../../contract/redeem.ts";
import type { VoucherView } from "../../contract/voucher.ts";
import type { Redemption } from "../models/panel-state.ts";
import type { RedeemingActions } from "./redeeming.ts";
import { CodeBox } from "./code-box.tsx";
import { Gift } from "./gift.tsx";
import { rewardTerms } from "../components/reward-terms.ts";
import { Slider } from "./slider.tsx";
import type { Ui } from "../components/ui.ts";
import { VariantChoice } from "./variant-choice.tsx";

interface RedemptionStepsProps {
  ui: Ui;
  answer: MemberPanelAnswer;
  redemption: Redemption;
  redeeming: RedeemingActions;
}

/** The steps that explain themselves in a sentence of their own. */
type Explained = "confirm" | "waiting" | "late" | "unanswered";

export const RedemptionSteps = ({ ui, answer, redemption, redeeming }: RedemptionStepsProps) => {
  const { t } = ui;
  const { reward, step } = redemption;
  const isWorking = step === "working";
  // Working keeps the question on the screen: a new heading only where there is something new to
  // read.
  const screen = isWorking ? "confirm" : step;
  const asks = screen === "confirm" || step === "unanswered";
  const params = {
    points: ui.points(reward.points),
    reward: ui.reward(reward),
    left: ui.points(Math.max(0, answer.balance.available - reward.points)),
  };
  return (
    <section class="middle" aria-busy={isWorking || step === "waiting"}>
      {step === "waiting" && <div class="spinner" />}
      <h3 key={screen} ref={takeFocus} tabIndex={-1}>
        {t(`${screen}_title`, params)}
      </h3>
      {step === "issued" ? (
        <Issued ui={ui} voucher={redemption.voucher} />
      ) : (
        <p>
          {step === "refused"
            ? "sentence" in redemption
              ? redemption.sentence
              : t(`refused_${redemption.reason}`)
            : screen === "confirm" && reward.promise
              ? reward.promise
              : t(`${screen as Explained}_body`, params)}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void redeeming.confirm(friendOf(event.currentTarget));
        }}
      >
        {step === "confirm" && (
          <>
            <Slider ui={ui} reward={reward} available={answer.balance.available} />
            <VariantChoice ui={ui} reward={reward} />
            <Gift ui={ui} reward={reward} />
          </>
        )}
        <p class="quiet">{rewardTerms(ui, reward)}</p>
        {asks && (
          <button class="main" aria-disabled={isWorking}>
            {t(isWorking ? "working" : step === "confirm" ? "confirm" : "retry")}
          </button>
        )}
      </form>
      <button class="plain" onClick={redeeming.dismiss}>
        {t(asks ? "not_now" : "done")}
      </button>
      <p class="unseen" role="status">
        {isWorking && t("working")}
      </p>
    </section>
  );
};

const Issued = ({ ui, voucher: { code, note, kind } }: { ui: Ui; voucher: VoucherView }) => (
  <>
    {note && <p>{note}</p>}
    {code && <CodeBox ui={ui} code={code} isDiscount={kind !== "gift_card"} />}
  </>
);

/** What was entered about somebody else; nothing where nothing was asked. */
const friendOf = (form: HTMLFormElement): FriendGiven | undefined => {
  const entered = [...new FormData(form)].filter(([, value]) => value);
  return entered.length > 0 ? (Object.fromEntries(entered) as unknown as FriendGiven) : undefined;
};

const takeFocus = (heading: HTMLElement | null) => heading?.focus();
