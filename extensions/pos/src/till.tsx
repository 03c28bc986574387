/** @jsxImportSource preact */
// What staff do with the points of one customer: codes that are there already, and what the points
// buy.
import { useRef, useState } from "preact/hooks";
import type { EnrolmentAnswer, EnrolmentAsked } from "../../../widget/contract/staff.ts";
import type { TillAnswer } from "../../../widget/contract/till.ts";
import { say } from "../../parts/say.ts";
import { Codes } from "./codes.tsx";
import { askAsStaff, language } from "./host.ts";
import { refusalOf } from "./joining.tsx";
import { Offers } from "./offers.tsx";
import { OutcomeOfNoLine } from "./outcome.tsx";
import { lineOf } from "./redeem.ts";
import { Unreachable } from "./screen.tsx";
import { Standing } from "../../parts/staff/standing.tsx";
import { useQuestion } from "./use-question.ts";
import { useTill } from "./use-till.ts";

export const Till = ({ customer }: { customer: string }) => {
  const { answer, ask } = useQuestion<TillAnswer>("till", customer);
  if (answer === undefined) return <s-spinner accessibilityLabel={say("loading")} />;
  if (answer === null) return <Unreachable again={() => void ask()} />;
  if (answer.member === null) return <Newcomer customer={customer} added={ask} />;
  return <Member customer={customer} answer={answer} ask={ask} />;
};

interface MemberProps {
  customer: string;
  answer: TillAnswer;
  ask: () => Promise<void>;
}

const Member = ({ customer, answer, ask }: MemberProps) => {
  const till = useTill(customer, ask);
  const { member, pointsName, offers, codes } = answer;
  if (member === null) return null;
  const lines = [...codes.map(({ voucherId }) => voucherId), ...offers.map(lineOf)];
  return (
    <s-stack gap="large">
      <Standing member={member} pointsName={pointsName} />
      <OutcomeOfNoLine message={till.message} lines={lines} />
      {codes.length > 0 && <Codes codes={codes} pointsName={pointsName} till={till} />}
      <Offers offers={offers} till={till} />
    </s-stack>
  );
};

const Newcomer = ({ customer, added }: { customer: string; added: () => Promise<void> }) => {
  const [problem, setProblem] = useState<string | null>(null);
  const [isShown, setShown] = useState(false);
  const isSending = useRef(false);
  const add = async () => {
    if (isSending.current) return;
    isSending.current = true;
    setShown(true);
    setProblem(null);
    const asked: EnrolmentAsked = { customer, locale: language() };
    const answer = await askAsStaff<EnrolmentAnswer>("enrolment", asked);
    if (answer === null) setProblem(say("no_answer"));
    else if (answer.outcome === "enrolled") await added();
    else setProblem(refusalOf(answer));
    isSending.current = false;
    setShown(false);
  };
  return (
    <s-stack gap="base">
      <s-text>{say("newcomer")}</s-text>
      {problem !== null && <s-banner heading={problem} tone="critical" />}
      <s-button variant="primary" loading={isShown} onClick={() => void add()}>
        {say("add_member")}
      </s-button>
    </s-stack>
  );
};
