/** @jsxImportSource preact */
// The block on a customer's page at the till: how the member stands, and the way to use it.
import { render } from "preact";
import type { StaffAnswer } from "../../../widget/contract/staff.ts";
import { say } from "../../parts/say.ts";
import { openScreen, shownCustomer } from "./host.ts";
import { Standing } from "./standing.tsx";
import { useQuestion } from "./use-question.ts";

export default async function customerBlock(): Promise<void> {
  render(<CustomerBlock />, document.body);
}

const CustomerBlock = () => {
  const { answer, ask } = useQuestion<StaffAnswer>("member", shownCustomer());
  return (
    <s-pos-block heading={say("title")}>
      <s-stack gap="base">
        {answer === undefined && <s-text color="subdued">{say("loading")}</s-text>}
        {answer === null && (
          <>
            <s-text tone="warning">{say("unreachable")}</s-text>
            <s-button onClick={() => void ask()}>{say("try_again")}</s-button>
          </>
        )}
        {answer && (
          <>
            {answer.member === null ? (
              <s-text>{say("not_a_member")}</s-text>
            ) : (
              <Standing member={answer.member} pointsName={answer.pointsName} />
            )}
            <s-button onClick={openScreen}>
              {answer.member === null
                ? say("add_member")
                : say("use_points", { name: answer.pointsName.other })}
            </s-button>
          </>
        )}
      </s-stack>
    </s-pos-block>
  );
};
