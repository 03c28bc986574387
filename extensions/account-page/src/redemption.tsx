/** @jsxImportSource preact */
// From "redeem?" to the code, in the place of the reward that it is about.
import { useRef, useState } from "preact/hooks";
import type { MemberPanelAnswer } from "../../../widget/contract/panel.ts";
import type { FriendGiven } from "../../../widget/contract/redeem.ts";
import type { Redemption as RedemptionState } from "../../../widget/src/models/panel-state.ts";
import { Choices } from "./choices.tsx";
import { Code } from "./code.tsx";
import type { Ui } from "./ui.ts";

interface RedemptionProps {
  ui: Ui;
  answer: MemberPanelAnswer;
  redemption: RedemptionState;
}

export const Redemption = ({ ui, answer, redemption }: RedemptionProps) => {
  const [friend, setFriend] = useState<Record<string, string>>({});
  // Whoever ends an entry by sending it is quicker than the next drawing.
  const latest = useRef(friend);
  const { t, model } = ui;
  const { step, reward } = redemption;
  const isWorking = step === "working";
  const asks = step === "confirm" || isWorking || step === "unanswered";
  const { title, body } = said(ui, answer, redemption);
  return (
    <s-form
      onSubmit={() => void model.confirm(reward.isGift ? friendOf(latest.current) : undefined)}
    >
      <s-stack gap="base">
        <s-stack gap="small" accessibilityRole="status">
          <s-text type="strong">{title}</s-text>
          {body && <s-paragraph>{body}</s-paragraph>}
        </s-stack>
        {step === "waiting" && <s-spinner accessibilityLabel={t("working")} />}
        {step === "issued" && <Code ui={ui} voucher={redemption.voucher} />}
        {step === "confirm" && (
          <Choices
            ui={ui}
            reward={reward}
            available={answer.balance.available}
            friend={friend}
            enter={(name, value) => {
              latest.current = { ...latest.current, [name]: value };
              setFriend(latest.current);
            }}
          />
        )}
        <s-stack direction="inline" gap="base">
          {asks && (
            <s-button type="submit" variant="primary" loading={isWorking}>
              {t(step === "unanswered" ? "retry" : "confirm")}
            </s-button>
          )}
          <s-button variant="secondary" onClick={model.dismiss}>
            {t(asks ? "not_now" : "done")}
          </s-button>
        </s-stack>
      </s-stack>
    </s-form>
  );
};

interface Said {
  readonly title: string;
  readonly body: string | undefined;
}

function said(ui: Ui, answer: MemberPanelAnswer, redemption: RedemptionState): Said {
  const { t } = ui;
  const { reward, step } = redemption;
  const params = {
    points: ui.points(reward.points),
    reward: ui.reward(reward),
    left: ui.points(Math.max(0, answer.balance.available - reward.points)),
  };
  // Working keeps the question on the screen: there is nothing new to read.
  const screen = step === "working" ? "confirm" : step;
  const title = t(`${screen}_title`, params);
  if (step === "issued") return { title, body: redemption.voucher.note };
  if (step === "refused") {
    const body = "sentence" in redemption ? redemption.sentence : t(`refused_${redemption.reason}`);
    return { title, body };
  }
  if (screen === "confirm" && reward.promise) return { title, body: reward.promise };
  return { title, body: t(`${screen as Explained}_body`, params) };
}

/** The steps that explain themselves in a sentence of their own. */
type Explained = "confirm" | "waiting" | "late" | "unanswered";

/** What was entered about somebody else; what was left empty is left out. */
function friendOf(entered: Record<string, string>): FriendGiven | undefined {
  const given = Object.entries(entered).filter(([, value]) => value !== "");
  return given.length > 0 ? { email: "", ...Object.fromEntries(given) } : undefined;
}
