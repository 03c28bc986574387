/** @jsxImportSource preact */
// The block on a customer's page at the till: how the member stands, and the way to use it.
import type { StaffAnswer } from "../../../widget/contract/staff.ts";
import type { ComponentChildren } from "preact";
import { say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";
import { openScreen, shownCustomer } from "./host.ts";
import { Standing } from "../../parts/staff/standing.tsx";
import { useQuestion } from "./use-question.ts";

export default async function customerBlock(): Promise<void> {
  show(<CustomerBlock />, (again) => (
    <Block>
      <Unreachable again={again} />
    </Block>
  ));
}

const CustomerBlock = () => {
  const { answer, ask } = useQuestion<StaffAnswer>("member", shownCustomer());
  return (
    <Block>
      {answer === undefined && <s-text color="subdued">{say("loading")}</s-text>}
      {answer === null && <Unreachable again={() => void ask()} />}
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
    </Block>
  );
};

const Block = ({ children }: { children: ComponentChildren }) => (
  <s-pos-block heading={say("title")}>
    <s-stack gap="base">{children}</s-stack>
  </s-pos-block>
);

/** Blocks have no banners. */
const Unreachable = ({ again }: { again: () => void }) => (
  <>
    <s-text tone="warning">{say("unreachable")}</s-text>
    <s-button onClick={again}>{say("try_again")}</s-button>
  </>
);
