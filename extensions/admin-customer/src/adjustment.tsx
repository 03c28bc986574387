/** @jsxImportSource preact */
// Points that staff give or take by hand. No <s-form>: the admin would tie it to the page's own
// button for saving, and points are moved by a press of their own.
import { useRef, useState } from "preact/hooks";
import type {
  AdjustmentAnswer,
  AdjustmentAsked,
  AdjustmentRefused,
  StaffAnswer,
} from "../../../widget/contract/staff.ts";
import { newRequestKey } from "../../parts/request-key.ts";
import { say } from "../../parts/say.ts";
import { askAsStaff, language } from "./host.ts";

type Values = Pick<AdjustmentAsked, "direction" | "points" | "reason">;
type Field = "points" | "reason";

/** The app takes no longer ones. */
const MAX_REASON_CHARACTERS = 200;

const empty: Values = { direction: "add", points: "", reason: "" };

/** What is said, and beside which field; without one it is said above the button. */
const sentences: Record<AdjustmentRefused, { text: string; field?: Field }> = {
  no_points: { text: "refused_no_points", field: "points" },
  too_many_points: { text: "refused_too_many_points", field: "points" },
  insufficient_points: { text: "refused_insufficient_points", field: "points" },
  reason_missing: { text: "refused_reason_missing", field: "reason" },
  reason_too_long: { text: "refused_reason_too_long", field: "reason" },
  reason_unreadable: { text: "refused_reason_unreadable", field: "reason" },
  not_a_member: { text: "refused_not_a_member" },
  request_key_reused: { text: "refused_request_key_reused" },
};

/** Beside each other where there is room: a block that is too tall is cut off. */
const COLUMNS = "repeat(auto-fit, minmax(min(180px, 100%), 1fr))";

interface AdjustmentProps {
  customer: string;
  setAnswer: (answer: StaffAnswer) => void;
}

export const Adjustment = ({ customer, setAnswer }: AdjustmentProps) => {
  const [values, setValues] = useState(empty);
  const [refusals, setRefusals] = useState<readonly AdjustmentRefused[]>([]);
  const [stage, setStage] = useState<"entering" | "sending" | "not_sent" | "adjusted">("entering");
  const requestKey = useRef<string | null>(null);
  const isSending = useRef(false);

  const enter = (changed: Partial<Values>) => {
    setValues((before) => ({ ...before, ...changed }));
    setRefusals([]);
    setStage("entering");
    // Another input is another decision.
    requestKey.current = null;
  };
  const send = async () => {
    // Whoever presses twice is quicker than the next drawing.
    if (isSending.current) return;
    isSending.current = true;
    setStage("sending");
    // Kept until there is an answer: trying again after a lost one must not move the points twice.
    requestKey.current ??= newRequestKey();
    const asked = { ...values, customer, requestKey: requestKey.current, locale: language() };
    const answer = await askAsStaff<AdjustmentAnswer>("adjustment", asked);
    isSending.current = false;
    if (answer?.outcome === "refused") {
      setStage("entering");
      return setRefusals(answer.refusals);
    }
    if (answer?.outcome !== "adjusted") return setStage("not_sent");
    requestKey.current = null;
    setValues(empty);
    setRefusals([]);
    setStage("adjusted");
    setAnswer(answer);
  };
  const problem = (field: Field) => {
    const refusal = refusals.find((one) => sentences[one].field === field);
    return refusal && { error: say(sentences[refusal].text) };
  };
  const others = refusals.filter((refusal) => sentences[refusal].field === undefined);

  return (
    <s-stack gap="base">
      <s-grid gridTemplateColumns={COLUMNS} gap="base">
        <s-select
          label={say("direction")}
          value={values.direction}
          onChange={({ currentTarget }) =>
            enter({ direction: currentTarget.value === "take" ? "take" : "add" })
          }
        >
          <s-option value="add">{say("add")}</s-option>
          <s-option value="take">{say("take")}</s-option>
        </s-select>
        <s-text-field
          label={say("how_many")}
          value={values.points}
          autocomplete="off"
          onInput={({ currentTarget }) => enter({ points: currentTarget.value })}
          {...problem("points")}
        />
        <s-text-field
          label={say("reason")}
          details={say("reason_details")}
          value={values.reason}
          autocomplete="off"
          maxLength={MAX_REASON_CHARACTERS}
          onInput={({ currentTarget }) => enter({ reason: currentTarget.value })}
          {...problem("reason")}
        />
      </s-grid>
      <s-stack accessibilityRole="status">
        {others.map((refusal) => (
          <s-banner key={refusal} tone="critical">
            {say(sentences[refusal].text)}
          </s-banner>
        ))}
        {stage === "not_sent" && <s-banner tone="critical">{say("not_sent")}</s-banner>}
        {stage === "adjusted" && <s-banner tone="success">{say("adjusted")}</s-banner>}
      </s-stack>
      <s-button variant="primary" loading={stage === "sending"} onClick={() => void send()}>
        {say(values.direction)}
      </s-button>
    </s-stack>
  );
};
