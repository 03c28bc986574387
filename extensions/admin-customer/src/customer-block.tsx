/** @jsxImportSource preact */
// The block on a customer's page: it stays what it is while the app is asked, and says so where the
// app cannot be.
import { useEffect, useState } from "preact/hooks";
import type {
  EnrolmentAnswer,
  EnrolmentAsked,
  EnrolmentRefused,
  StaffAnswer,
} from "../../../widget/contract/staff.ts";
import { points, say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";
import { Adjustment } from "./adjustment.tsx";
import { Entries } from "./entries.tsx";
import { askAsStaff, language, shownCustomer } from "./host.ts";
import { Status } from "./status.tsx";

export default async function customerBlock(): Promise<void> {
  show(<CustomerBlock />, (again) => (
    <s-admin-block heading={say("title")} collapsedSummary="">
      <Unreachable retry={again} />
    </s-admin-block>
  ));
}

const CustomerBlock = () => {
  const customer = shownCustomer();
  // Undefined while it is asked, null where the app cannot be.
  const [answer, setAnswer] = useState<StaffAnswer | null>();
  const load = async () => {
    setAnswer(undefined);
    const query = new URLSearchParams({ customer: customer ?? "", locale: language() });
    setAnswer(await askAsStaff<StaffAnswer>(`member?${query.toString()}`));
  };
  useEffect(() => void load(), []);
  return (
    <s-admin-block heading={say("title")} collapsedSummary={answer ? summary(answer) : ""}>
      {answer === undefined && <s-spinner accessibilityLabel={say("loading")} />}
      {answer === null && <Unreachable retry={() => void load()} />}
      {answer && customer !== null && <Customer {...{ answer, customer, setAnswer }} />}
    </s-admin-block>
  );
};

function summary({ member, pointsName }: StaffAnswer): string {
  if (member === null) return say("not_a_member");
  const balance = points(member.balance.available, pointsName);
  return [balance, member.tier?.name].filter(Boolean).join(" · ");
}

const Unreachable = ({ retry }: { retry: () => void }) => (
  <s-stack gap="base">
    <s-banner tone="warning">{say("unreachable")}</s-banner>
    <s-button onClick={retry}>{say("try_again")}</s-button>
  </s-stack>
);

interface CustomerProps {
  answer: StaffAnswer;
  customer: string;
  setAnswer: (answer: StaffAnswer) => void;
}

const Customer = ({ answer, customer, setAnswer }: CustomerProps) => {
  const { member, pointsName } = answer;
  const [isAdjusting, setAdjusting] = useState(false);
  if (member === null) return <Newcomer {...{ customer, setAnswer }} />;
  // Shopify shows the first 300 pixels of a block: what staff came for is above all that may be
  // long.
  return (
    <s-stack gap="base">
      <Status
        member={member}
        pointsName={pointsName}
        beside={
          <s-button onClick={() => setAdjusting(!isAdjusting)}>
            {isAdjusting ? say("close") : say("adjust", { name: pointsName.other })}
          </s-button>
        }
        below={isAdjusting && <Adjustment {...{ customer, setAnswer }} />}
      />
      <Entries entries={member.entries} />
    </s-stack>
  );
};

/** Of the reasons that a customer who is there already can be refused for. */
const enrolmentTexts: Partial<Record<EnrolmentRefused, string>> = {
  customer_not_found: "refused_customer_not_found",
};

const Newcomer = ({ customer, setAnswer }: Omit<CustomerProps, "answer">) => {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enrol = async () => {
    if (isSending) return;
    setSending(true);
    setProblem(null);
    const asked: EnrolmentAsked = { customer, locale: language() };
    const answer = await askAsStaff<EnrolmentAnswer>("enrolment", asked);
    setSending(false);
    if (answer?.outcome === "enrolled") setAnswer(answer);
    else setProblem(say((answer && enrolmentTexts[answer.reason]) ?? "not_enrolled"));
  };
  return (
    <s-stack gap="base">
      <s-paragraph>{say("newcomer")}</s-paragraph>
      {problem !== null && <s-banner tone="critical">{problem}</s-banner>}
      <s-button loading={isSending} onClick={() => void enrol()}>
        {say("enrol")}
      </s-button>
    </s-stack>
  );
};
